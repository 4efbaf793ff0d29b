"""The staff command of Simpul."""
