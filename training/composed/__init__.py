"""Texts of conflict news with complete labels, composed to teach the encoder; see README.md in the folder above."""
