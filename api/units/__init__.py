"""The parts of a government."""
