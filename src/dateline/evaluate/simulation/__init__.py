"""A simulator: a true history, reporters who tell it with faults, and how much of it is found again."""
