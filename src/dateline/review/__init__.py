"""Review: what people decide of claims and events, and what follows from it."""
