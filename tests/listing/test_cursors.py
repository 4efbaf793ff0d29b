import base64
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.errors import InvalidCursorError
from api.listing import _decode, _encode
from tests.reports.bodies import LIST, created
from tests.tenants.attempts import ask
from tests.world import World

KEY = "-created_at1a2b3c4d"
# What the API takes: api/fields.py refuses control characters and direction overrides.
KEPT = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\u202a\u202b\u202c\u202d\u202e"
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
VALUES = st.one_of(
    MOMENTS.map(lambda value: (value, datetime)),
    st.dates().map(lambda value: (value, type(value))),
    st.text(KEPT, max_size=50).map(lambda value: (value, str)),
    st.integers(-(2**63), 2**63 - 1).map(lambda value: (value, int)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = st.sampled_from([datetime, str, int, UUID])


def forged(content: Any) -> str:
    """A cursor that holds this JSON."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def outcome(cursor: str, kind: type) -> tuple[Any, UUID] | None:
    """What it means, None when it is refused as it should be; any other error fails the test."""
    try:
        return _decode(cursor, KEY, kind)
    except InvalidCursorError:
        return None


class TestCursor:
    @given(VALUES, st.uuids())
    @example(("Jawa\u00a0Barat", str), UUID(int=1))
    def test_says_again_what_it_was_made_of(
        self, value: tuple[Any, type], identifier: UUID
    ) -> None:
        cursor = _encode(KEY, value[0], identifier)
        assert _decode(cursor, KEY, value[1]) == (value[0], identifier)
        assert cursor.isascii()
        assert set("+/=&?# ") & set(cursor) == set()

    @given(MOMENTS, st.uuids())
    def test_belongs_to_its_list_and_order(self, value: datetime, identifier: UUID) -> None:
        cursor = _encode(KEY, value, identifier)
        with pytest.raises(InvalidCursorError):
            _decode(cursor, KEY.removeprefix("-"), datetime)

    @given(st.text(max_size=500), KINDS)
    def test_any_text_is_refused(self, cursor: str, kind: type) -> None:
        assert outcome(cursor, kind) is None

    @given(st.binary(max_size=300), KINDS)
    def test_any_bytes_are_refused(self, content: bytes, kind: type) -> None:
        assert outcome(base64.urlsafe_b64encode(content).decode(), kind) is None

    @given(JSON, KINDS)
    def test_any_json_is_refused(self, content: Any, kind: type) -> None:
        assert outcome(forged(content), kind) is None

    @given(JSON, JSON, KINDS)
    def test_one_with_our_key_gives_what_its_column_holds(
        self, value: Any, identifier: Any, kind: type
    ) -> None:
        found = outcome(forged([KEY, value, identifier]), kind)
        assert found is None or (isinstance(found[0], kind) and isinstance(found[1], UUID))

    @given(JSON, KINDS)
    @example(0, UUID)
    def test_with_a_real_id_too(self, value: Any, kind: type) -> None:
        found = outcome(forged([KEY, value, str(uuid4())]), kind)
        assert found is None or isinstance(found[0], kind)

    @given(st.integers() | st.floats() | st.booleans() | st.lists(st.text(), max_size=2))
    def test_its_id_is_text(self, identifier: Any) -> None:
        assert outcome(forged([KEY, "2026-10-14T10:00:00+00:00", identifier]), datetime) is None


class TestForged:
    """Cursors with the list's own key, changed by somebody who looked inside."""

    @pytest.mark.parametrize(
        ("value", "identifier"),
        [
            ("2026-10-14T10:00:00+00:00", 5),
            ("2026-10-14T10:00:00+00:00", None),
            ("2026-10-14T10:00:00+00:00", ["x"]),
            ("2026-10-14T10:00:00+00:00", "x"),
            ("\x00", str(UUID(int=1))),
            (1, str(UUID(int=1))),
            (None, str(UUID(int=1))),
            ("kemarin", str(UUID(int=1))),
        ],
        ids=ascii,
    )
    async def test_is_refused_over_http(self, world: World, value: Any, identifier: Any) -> None:
        operator = await world.caller("32.01", "operator")
        cursor = await self._cursor(world)
        key, _, _ = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        bad = forged([key, value, identifier])
        answer = await operator.get(LIST, params={"cursor": bad})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")

    @pytest.mark.parametrize(
        "moment",
        [
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.999999-23:59",
            "2026-10-14",
            "2026-W42-3",
        ],
    )
    async def test_an_odd_moment_is_none_of_ours_but_breaks_nothing(
        self, world: World, moment: str
    ) -> None:
        operator = await world.caller("32.01", "operator")
        cursor = await self._cursor(world)
        key, _, _ = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        answer = await operator.get(LIST, params={"cursor": forged([key, moment, str(uuid4())])})
        assert answer.status_code in {200, 400}

    async def test_it_never_leads_to_foreign_rows(self, world: World) -> None:
        other = await world.caller("32.73", "operator")
        await created(other)
        cursor = await self._cursor(world)
        answer = await other.get(LIST, params={"cursor": cursor, "limit": 200})
        assert {row["tenant"] for row in answer.json()["data"]} <= {"32.73"}

    async def _cursor(self, world: World) -> str:
        operator = await world.caller("32.01", "operator")
        for _ in range(2):
            await created(operator)
        found: str = (await operator.get(f"{LIST}?limit=1")).json()["next_cursor"]
        return found


class TestPage:
    async def test_links_to_the_next_with_the_same_filters(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        made = [(await created(operator, period="2034-01"))["id"] for _ in range(3)]
        answer = await operator.get(f"{LIST}?period=2034-01&limit=2&sort=created_at")
        target = answer.headers["link"].removeprefix("<").removesuffix('>; rel="next"')
        assert target.startswith(f"{LIST}?")
        rest = await operator.get(target)
        assert [row["id"] for row in rest.json()["data"]] == made[2:]
        assert "link" not in rest.headers
        assert (rest.json()["next_cursor"], rest.json()["has_more"]) == (None, False)

    async def test_stays_where_it_was_while_others_write(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        made = [(await created(operator, period="2034-02"))["id"] for _ in range(4)]
        first = (await operator.get(f"{LIST}?period=2034-02&limit=2")).json()
        await created(operator, period="2034-02")
        await operator.delete(f"{LIST}/{first['data'][0]['id']}", 1)
        query = f"{LIST}?period=2034-02&limit=2&cursor={first['next_cursor']}"
        rest = (await operator.get(query)).json()
        assert [row["id"] for row in rest["data"]] == made[1::-1]

    async def test_rows_of_one_moment_are_told_apart(
        self, world: World, superuser_url: str
    ) -> None:
        operator = await world.caller("32.01", "operator")
        made = [(await created(operator, period="2034-03"))["id"] for _ in range(5)]
        ask(superuser_url, "update report set created_at = now() where period = '2034-03'")
        seen, cursor = [], ""
        while True:
            page = (await operator.get(f"{LIST}?period=2034-03&limit=2{cursor}")).json()
            seen += [row["id"] for row in page["data"]]
            if not page["has_more"]:
                break
            cursor = f"&cursor={page['next_cursor']}"
        assert sorted(seen) == sorted(made)
