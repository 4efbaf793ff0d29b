"""The governments of the province."""
