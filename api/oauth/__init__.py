"""The authorization server and the sign-in pages."""
