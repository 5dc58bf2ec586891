"""The typed, immutable records that flow through Dateline, one module a stage's output."""
