"""The embedded PostgreSQL and S3 server of `simpul up`, and the supervisor that runs them."""
