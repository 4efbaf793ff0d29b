from uuid import uuid4

from simpul_client import AuthenticatedClient, if_match, iterate, raise_for_problem
from simpul_client.api.channels import (
    create_channel,
    get_channel,
    list_channels,
    reject_channel,
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
)

from tests.client.calls.callers import Callers


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

    other = _register(operator)
    reason = ChannelReject(reason="Kode tidak tampak di bio.")
    rejected = raise_for_problem(
        reject_channel.sync_detailed(
            other.id, client=province, body=reason, if_match=if_match(other)
        )
    )
    assert rejected.status == ChannelStatus.REJECTED
    listed = iterate(list_channels.sync_detailed, client=operator, status=[ChannelStatus.REJECTED])
    assert other.id in {channel.id for channel in listed}


def _register(client: AuthenticatedClient) -> ChannelAnswer:
    body = ChannelCreate(
        platform=ChannelPlatform.INSTAGRAM, handle=f"uji.{uuid4().hex[:12]}", name="Pemkab Contoh"
    )
    return raise_for_problem(create_channel.sync_detailed(client=client, body=body))
