"""The HTTP API, its people and its features; one folder a feature."""
