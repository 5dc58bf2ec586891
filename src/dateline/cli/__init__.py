"""The command line: each command parses its options, calls one function and writes what it gives."""
