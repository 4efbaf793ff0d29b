"""Every column of every table has been thought about, and docs/privacy.md says it."""

import pytest
from sqlalchemy import Table

from api.privacy.catalogue import NOT_PERSONAL, known, personal
from api.privacy.document import PATH, renewed
from api.tables import metadata

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_known_once(table: Table) -> None:
    columns, found = {column.name for column in table.columns}, known(table.name)
    assert columns - found.personal - found.other == set(), "add it to api/privacy/catalogue.py"
    assert found.personal <= columns
    named = NOT_PERSONAL.get(table.name, "").split()
    assert set(named) <= columns
    assert not set(named) & found.personal


def test_no_table_is_made_up() -> None:
    named = {kept.table for kept in personal()} | set(NOT_PERSONAL)
    assert named == {table.name for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_refers_to_a_person_is_personal(table: Table) -> None:
    references = {
        column.name
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    assert references <= known(table.name).personal


def test_the_document_is_current() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: .venv/bin/python -m api.privacy.document"


def test_the_document_names_every_personal_column() -> None:
    text = PATH.read_text(encoding="utf-8")
    for kept in personal():
        line = next(each for each in text.splitlines() if each.startswith(f"| `{kept.table}`: "))
        assert line.count("|") == 8
        assert all(f"`{name}`" in text for name in kept.columns)
