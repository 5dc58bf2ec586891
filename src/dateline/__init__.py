"""Dateline reads news pages about armed conflict into sourced, dated, located claims.

>>> from dateline import standard
>>> pipeline = standard()                      # doctest: +SKIP
>>> for report in pipeline.run(captures): ...  # doctest: +SKIP
"""

from dateline.errors import DatelineError
from dateline.pipeline import Pipeline, Stage, standard

__all__ = ["DatelineError", "Pipeline", "Stage", "__version__", "standard"]

__version__ = "0.1.0"
