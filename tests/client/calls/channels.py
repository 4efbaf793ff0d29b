from uuid import uuid4

from simpul_client import AuthenticatedClient, if_match, iterate, raise_for_problem
from simpul_client.api.channels import (
    archive_channel,
    check_channel_proof,
    confirm_channel,
    create_channel,
    get_channel,
    list_channels,
    reinstate_channel,
    reject_channel,
    suspend_channel,
    update_channel,
    verify_channel,
)
from simpul_client.models import (
    ChannelAnswer,
    ChannelCreate,
    ChannelPatch,
    ChannelPlatform,
    ChannelReject,
    ChannelStatus,
    ChannelSuspend,
)

from tests.client.calls.callers import Callers

NAME = "Pemkab Contoh"


async def call(callers: Callers) -> None:
    operator, province = callers.office("operator"), callers.province("verifier")
    made = _register(operator)
    assert made.status == ChannelStatus.PENDING
    patch = ChannelPatch(name="Pemkab Contoh Baru")
    changed = raise_for_problem(
        await update_channel.asyncio_detailed(
            made.id, client=operator, body=patch, if_match=if_match(made)
        )
    )
    assert (changed.name, changed.version) == ("Pemkab Contoh Baru", made.version + 1)
    verified = raise_for_problem(
        verify_channel.sync_detailed(made.id, client=province, if_match=if_match(changed))
    )
    assert verified.status == ChannelStatus.VERIFIED
    read = raise_for_problem(get_channel.sync_detailed(made.id, client=operator))
    assert (read.status, read.version) == (ChannelStatus.VERIFIED, verified.version)

    confirmed = raise_for_problem(
        confirm_channel.sync_detailed(made.id, client=operator, if_match=if_match(read))
    )
    assert (confirmed.version, confirmed.dormant_since) == (read.version + 1, None)
    suspended = raise_for_problem(
        suspend_channel.sync_detailed(
            made.id,
            client=province,
            body=ChannelSuspend(reason="Akun diambil alih."),
            if_match=if_match(confirmed),
        )
    )
    assert suspended.status == ChannelStatus.SUSPENDED
    back = raise_for_problem(
        await reinstate_channel.asyncio_detailed(
            made.id, client=province, if_match=if_match(suspended)
        )
    )
    archived = raise_for_problem(
        archive_channel.sync_detailed(made.id, client=operator, if_match=if_match(back))
    )
    assert (archived.status, len(archived.former_handles)) == (ChannelStatus.ARCHIVED, 2)

    other = _register(operator)
    reason = ChannelReject(reason="Kode tidak tampak di bio.")
    rejected = raise_for_problem(
        reject_channel.sync_detailed(
            other.id, client=province, body=reason, if_match=if_match(other)
        )
    )
    assert rejected.status == ChannelStatus.REJECTED
    # A host that no name server knows: the worker of the demo asks nobody.
    nowhere = ChannelCreate(ChannelPlatform.WEBSITE, NAME, url=f"https://{uuid4().hex}.example/")
    website = _registered(operator, nowhere)
    asked = raise_for_problem(
        check_channel_proof.sync_detailed(website.id, client=province, if_match=if_match(website))
    )
    assert (asked.status, asked.proof_result) == (ChannelStatus.PENDING, None)
    listed = iterate(list_channels.sync_detailed, client=operator, status=[ChannelStatus.REJECTED])
    assert other.id in {channel.id for channel in listed}


def _register(client: AuthenticatedClient) -> ChannelAnswer:
    handle = f"uji.{uuid4().hex[:12]}"
    return _registered(client, ChannelCreate(ChannelPlatform.INSTAGRAM, NAME, handle=handle))


def _registered(client: AuthenticatedClient, body: ChannelCreate) -> ChannelAnswer:
    return raise_for_problem(create_channel.sync_detailed(client=client, body=body))
