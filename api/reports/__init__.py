"""What a government did in a period."""
