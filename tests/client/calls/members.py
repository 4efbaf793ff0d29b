from collections.abc import Iterator
from http import HTTPStatus
from uuid import UUID, uuid4

from simpul_client import if_match, iterate, raise_for_problem, upload_async
from simpul_client.api.members import (
    get_member,
    import_members,
    invite_member,
    list_members,
    reinvite_member,
    remove_member,
    update_member,
)
from simpul_client.api.units import create_unit
from simpul_client.models import (
    AssetPurpose,
    ImportOutcome,
    MemberAnswer,
    MemberImport,
    MemberInvite,
    MemberPatch,
    MembershipStatus,
    Role,
    UnitCreate,
    UnitKind,
)

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE
from tests.registrations.applicants import LINK


async def call(callers: Callers) -> None:
    invited = await _is_invited_twice(callers)
    await _is_changed_and_removed(callers, invited)
    await _are_imported(callers)


async def _is_invited_twice(callers: Callers) -> MemberAnswer:
    admin, email = callers.office("admin"), _address()
    body = MemberInvite(email=email, name="Sari Contoh", roles=[Role.OPERATOR])
    made = raise_for_problem(invite_member.sync_detailed(client=admin, body=body))
    assert (made.status, made.roles, made.email) == (
        MembershipStatus.INVITED,
        [Role.OPERATOR],
        email,
    )
    await callers.letters(email, 1)
    again = raise_for_problem(
        await reinvite_member.asyncio_detailed(made.id, client=admin, if_match=if_match(made))
    )
    assert (again.id, again.version) == (made.id, made.version + 1)
    first, second = [set(LINK.findall(text)) for text in await callers.letters(email, 2)]
    assert first
    assert second
    assert first.isdisjoint(second)
    return again


async def _is_changed_and_removed(callers: Callers, member: MemberAnswer) -> None:
    admin = callers.office("admin")
    unit = UnitCreate(name=f"Kecamatan Contoh {uuid4()}", kind=UnitKind.DISTRICT)
    unit_id = raise_for_problem(create_unit.sync_detailed(client=admin, body=unit)).id
    patch = MemberPatch(roles=[Role.VERIFIER, Role.VIEWER], unit_id=unit_id)
    changed = raise_for_problem(
        await update_member.asyncio_detailed(
            member.id, client=admin, body=patch, if_match=if_match(member)
        )
    )
    assert (changed.roles, changed.unit_id) == ([Role.VIEWER, Role.VERIFIER], unit_id)
    # A colleague sees who it is, and not how to reach him.
    seen = raise_for_problem(get_member.sync_detailed(member.id, client=callers.office("operator")))
    assert (seen.name, seen.email, seen.invited_at) == (member.name, None, None)
    for role, there in ((Role.VERIFIER, True), (Role.ADMIN, False)):
        found = iterate(list_members.sync_detailed, client=admin, role=role, unit_id=unit_id)
        assert (member.id in _ids(found)) == there

    gone = remove_member.sync_detailed(member.id, client=admin, if_match=if_match(changed))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    removed = [MembershipStatus.REMOVED]
    assert member.id in _ids(iterate(list_members.sync_detailed, client=admin, status=removed))


async def _are_imported(callers: Callers) -> None:
    admin, email = callers.office("admin"), _address()
    known = callers.people.person(OFFICE, "operator")["email"]
    rows = f"surel,nama,peran\n{email},Budi Contoh,operator\n{known},Pengelola,operator\n"
    asset = await upload_async(
        admin, rows.encode(), file_name="anggota.csv", purpose=AssetPurpose.IMPORT
    )
    tried = raise_for_problem(
        import_members.sync_detailed(
            client=admin, body=MemberImport(asset_id=asset.id, dry_run=True)
        )
    )
    assert (tried.dry_run, tried.invited, tried.skipped, tried.refused) == (True, 1, 1, 0)
    assert [row.outcome for row in tried.rows] == [ImportOutcome.INVITED, ImportOutcome.SKIPPED]
    assert (tried.rows[0].line, tried.rows[0].member_id) == (2, None)
    done = raise_for_problem(
        await import_members.asyncio_detailed(client=admin, body=MemberImport(asset_id=asset.id))
    )
    member_id = done.rows[0].member_id
    assert member_id
    member = raise_for_problem(get_member.sync_detailed(member_id, client=admin))
    assert (member.email, member.status) == (email, MembershipStatus.INVITED)
    await callers.letters(email, 1)


def _ids(found: Iterator[MemberAnswer]) -> set[UUID]:
    return {member.id for member in found}


def _address() -> str:
    return f"uji-{uuid4().hex[:12]}@undangan.example"
