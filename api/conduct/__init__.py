"""Acting as a government should: policies, acknowledgements, election windows."""
