"""What makes the encoder that Dateline ships; see README.md in the folder above."""
