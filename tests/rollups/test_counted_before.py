"""Reports that were there before the sums are in them, and judged, once the database is migrated."""

from uuid import uuid4

import psycopg
from alembic import command

from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from migrations.run import config
from tests.rollups.figures import check_exact
from tests.tenants.attempts import ask
from tests.tenants.databases import another

BEFORE = "0009"
PERIOD = "2028-01"
# Due on 10 February; in Jakarta that day ends at 17:00 UTC.
HANDED_IN = {
    "draft": (None, False),
    "submitted": ("2028-02-10T16:59:59.999999Z", False),
    "returned": ("2028-02-10T17:00:00Z", True),
    "accepted": ("2028-01-31T17:00:00Z", False),
}
TENANT = (
    "insert into tenant (id, version, created_at, updated_at, code, name, kind, status, office)"
    " values (%s, 1, now(), now(), '32.04', 'Kabupaten Contoh', 'regency', 'active', 'Contoh')"
)
REPORT = (
    "insert into report (tenant_id, id, version, created_at, updated_at, period, kind, title,"
    " participants, status, first_submitted_at, partner_institutions, speakers,"
    " participating_tenants, clarification_numbers, author_ids, neutrality_attested,"
    " created_by_name, created_by_kind) values (%s, %s, 1, now(), now(), %s, 'training', %s, 7, %s,"
    " %s, '{}', '{}', '{}', '{}', '{}', true, 'Operator contoh', 'person')"
)
POST = (
    "insert into report_post (tenant_id, id, report_id, position, url, reach, handed_in)"
    " values (%s, %s, %s, 0, 'https://medsos.example/p/1', 100, false)"
)


def test_an_upgrade_counts_them(
    stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings
) -> None:
    with another(stack[1], settings, "counted_before") as elsewhere:
        assert elsewhere.database.owner_url
        alembic = config(elsewhere.database.owner_url.get_secret_value())
        url = stack[1].superuser_dsn("counted_before")
        command.upgrade(alembic, BEFORE)
        with psycopg.connect(url) as rows:
            tenant = uuid4()
            rows.execute(TENANT, (tenant,))
            for status, (moment, _) in HANDED_IN.items():
                report = uuid4()
                rows.execute(REPORT, (tenant, report, PERIOD, status, status, moment))
                rows.execute(POST, (tenant, uuid4(), report))
        command.upgrade(alembic, "head")
        (sums,) = check_exact(url, PERIOD).values()
        assert sums == (3, 1, 1, 1, 1, 21, 3, 300, 0)
        late = dict(ask(url, "select title, late from report"))
        assert late == {status: late for status, (_, late) in HANDED_IN.items()}
        command.downgrade(alembic, BEFORE)
        command.upgrade(alembic, "head")
        assert list(check_exact(url, PERIOD).values()) == [sums]
