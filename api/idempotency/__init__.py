"""A request that was sent twice is done once."""
