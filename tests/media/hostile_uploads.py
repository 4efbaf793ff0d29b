"""Sending hostile files, and seeing what became of them."""

from typing import Any

from api.media.store import _connect
from api.settings import Settings
from tests.media.hostile import FORBIDDEN, Hostile
from tests.media.uploads import announce, download, post_form, read
from tests.world import Caller

Json = dict[str, Any]


async def send(caller: Caller, settings: Settings, file: Hostile) -> Json:
    """Announce, upload and complete; what S3 itself would refuse reaches the bucket all the same."""
    described = {"content_type": file.content_type, "purpose": file.purpose}
    made = await announce(caller, file.data, **described, file_name=f"{file.name[:60]}.bin")
    if file.sent is None:
        answer = await post_form(made["upload"], file.data)
        assert answer.status_code == 204, answer.text
    else:
        key, bucket = made["upload"]["fields"]["key"], settings.storage.quarantine_bucket
        _connect(settings.storage).put_object(Bucket=bucket, Key=key, Body=file.sent)
    answer = await caller.post(f"/v1/assets/{made['id']}/complete", version=1)
    assert answer.status_code == 200, answer.text
    return made


def stored(settings: Settings, bucket: str, identifier: str) -> list[str]:
    """The keys that an asset has in a bucket."""
    found = _connect(settings.storage).list_objects_v2(Bucket=bucket, Prefix=f"32.04/{identifier}/")
    return [item["Key"] for item in found.get("Contents", [])]


async def assert_harmless(caller: Caller, settings: Settings, made: Json, file: Hostile) -> str:
    """It is refused with its reason and nothing of it is there, or it is there without its poison."""
    found = await read(caller, made["id"])
    end: str = found["refusal"].partition(": ")[0] if found["refusal"] else found["status"]
    assert end in file.ends, (file.name, found["refusal"])
    assert stored(settings, settings.storage.quarantine_bucket, made["id"]) == []
    if end != "ready":
        assert (found["status"], found["url"], found["variants"]) == ("refused", None, [])
        assert stored(settings, settings.storage.media_bucket, made["id"]) == []
        return end
    for url in (found["url"], *(variant["url"] for variant in found["variants"])):
        served = (await download(url)).content
        assert not [text for text in FORBIDDEN if text in served and text != file.keeps], file.name
        assert served
    return end
