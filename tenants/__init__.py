"""Which region is this, and how does every query obey it? Knows neither HTTP nor `api`."""
