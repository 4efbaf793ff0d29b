"""Chains that no database made, for what only reads links."""

import json

from api.audit.verifier import Link, hash_of


def made(number: int) -> list[Link]:
    """A chain of so many events."""
    links: list[Link] = []
    for seq in range(1, number + 1):
        at, body = f"2026-10-01T08:00:00.{seq:06}Z", json.dumps({"action": "test", "number": seq})
        previous = links[-1].hash if links else ""
        links.append(Link(seq, at, body, previous, hash_of(previous, seq, at, body)))
    return links


def rehashed(link: Link) -> Link:
    """The same event with the hash that its content has now."""
    return link._replace(hash=hash_of(link.previous, link.seq, link.at, link.body))


def exported(links: list[Link], tenant: str = "32.04", **header: object) -> bytes:
    """An export of these links."""
    end = {"seq": links[-1].seq, "hash": links[-1].hash} if links else None
    lines: list[dict[str, object]] = [
        {"format": "simpul-audit/1", "tenant": tenant, "checkpoint": None, **header},
        *(link._asdict() for link in links),
        {"events": len(links), "head": end},
    ]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)
