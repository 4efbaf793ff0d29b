"""What is kept about people: told, given out, erased, and gone in time."""
