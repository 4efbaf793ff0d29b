"""Imports every models.py, so that Alembic sees all tables."""

from sqlmodel import SQLModel

import api.access.models
import api.audit.models
import api.channels.models
import api.claims.models
import api.clarifications.models
import api.conduct.models
import api.events.models
import api.idempotency.models
import api.impersonations.models
import api.links.models
import api.mail.models
import api.matching.models
import api.media.models
import api.oauth.models
import api.periods.models
import api.registrations.models
import api.relays.models
import api.reports.models
import api.rollups.models
import api.sheets.models
import api.units.models
import tenants.models

metadata = SQLModel.metadata
