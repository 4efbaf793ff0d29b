"""Conditions that several verbs ask the same way."""

from sqlalchemy import ColumnElement, and_, func, literal_column
from sqlmodel import col

from api.claims.models import Claim

# Spelled as the partial indexes are: with parameters in their place the planner may not know them.
OPEN: ColumnElement[bool] = literal_column("claim.status in ('new', 'assigned')")
OVERDUE = and_(OPEN, col(Claim.due_at) < func.now())
