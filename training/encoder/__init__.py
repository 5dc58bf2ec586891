"""What teaches the encoder: sentences composed with their labels."""
