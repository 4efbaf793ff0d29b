"""What was done, in a chain per tenant."""
