"""Proofs of the audit that lie outside of the database, and what they are compared with."""
