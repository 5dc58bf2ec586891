# Everything a newcomer needs: make demo, make test. The rest is for those who change the code.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PAGE := src/dateline/desk/page/index.html

.PHONY: demo test check format bench docs ui clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Dateline needs Python 3.11 or newer')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

demo: $(STAMP)
	@sh examples/demo.sh $(BIN)/dateline

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py

docs: $(STAMP)
	$(BIN)/python docs/generate.py

# The page of the desk, from its source in ui/. Everything else works without it, and without Node.
ui: $(PAGE)

$(PAGE): $(shell find ui -type f -not -path '*/node_modules/*' -not -path '*/public/map/*' 2>/dev/null)
	@node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)" 2>/dev/null || { \
		echo "The page of the desk is built with Node 20 or newer and npm, which are not here."; \
		echo "Install them from your system's packages or from the site of Node.js, then: make ui"; \
		echo "Without it, all of the command line works; only \`dateline desk\` has no page to show."; exit 1; }
	cd ui && npm ci --no-audit --no-fund && npm run build
	@touch $(PAGE)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
