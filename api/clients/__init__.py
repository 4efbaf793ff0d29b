"""Machine clients: regional systems that speak for a government."""
