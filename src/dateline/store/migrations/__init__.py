"""The case file's history: one revision a module, run by ``dateline.store.case``."""
