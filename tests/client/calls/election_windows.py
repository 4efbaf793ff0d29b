"""Calls about election windows, for `conduct.py`: both have one tag."""

from datetime import date
from http import HTTPStatus

import pytest
from simpul_client import NotFoundError, if_match, iterate, raise_for_problem
from simpul_client.api.conduct import (
    create_election_window,
    delete_election_window,
    get_election_window,
    list_election_windows,
)
from simpul_client.models import ElectionWindowCreate

from tests.client.calls.callers import Callers


def call_election_windows(callers: Callers) -> None:
    """One of long ago, which binds nobody: created, read, listed and deleted."""
    admin, operator = callers.province("admin"), callers.office("operator")
    body = ElectionWindowCreate(
        name="Pemilihan contoh",
        starts_on=date(2021, 3, 1),
        ends_on=date(2021, 3, 9),
        regions=["32.04"],
        terms=["Budi Contoh"],
    )
    made = raise_for_problem(create_election_window.sync_detailed(client=admin, body=body))
    assert (made.starts_on, made.ends_on) == (body.starts_on, body.ends_on)
    read = raise_for_problem(get_election_window.sync_detailed(made.id, client=operator))
    assert read == made
    for on, there in ((date(2021, 3, 9), True), (date(2021, 3, 10), False)):
        found = iterate(
            list_election_windows.sync_detailed, client=operator, on=on, region=["32.04"]
        )
        assert (made.id in {window.id for window in found}) == there
    gone = delete_election_window.sync_detailed(made.id, client=admin, if_match=if_match(made))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    with pytest.raises(NotFoundError):
        raise_for_problem(get_election_window.sync_detailed(made.id, client=operator))
