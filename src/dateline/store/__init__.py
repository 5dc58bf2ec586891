"""The case file: every capture, report and claim, and the decisions on them, in one database."""
