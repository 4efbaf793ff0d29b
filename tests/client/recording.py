"""Which operations of the document were called, seen where requests leave."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from simpul_client import AuthenticatedClient, Client

DOCUMENT = Path(__file__).parents[2] / "openapi" / "openapi.json"


class Operations:
    """The document's operations, and which of them were seen."""

    def __init__(self) -> None:
        document: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
        self.by_tag: dict[str, set[str]] = {}
        self._patterns: list[tuple[str, re.Pattern[str], str]] = []
        for path, methods in sorted(document["paths"].items(), key=lambda item: "{" in item[0]):
            for method, operation in methods.items():
                pattern = re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path)))
                self._patterns.append((method.upper(), pattern, operation["operationId"]))
                self.by_tag.setdefault(operation["tags"][0], set()).add(operation["operationId"])
        self.seen: set[str] = set()

    def note(self, request: httpx.Request) -> None:
        """Keep the operation of a request."""
        for method, pattern, operation in self._patterns:
            if method == request.method and pattern.fullmatch(request.url.path):
                self.seen.add(operation)
                return

    async def note_async(self, request: httpx.Request) -> None:
        """The same, as httpx's asynchronous client wants it."""
        self.note(request)

    @contextmanager
    def watching(self, *clients: Client | AuthenticatedClient) -> Iterator[None]:
        """Note what these clients send."""
        for client in clients:
            client.get_httpx_client().event_hooks["request"].append(self.note)
            client.get_async_httpx_client().event_hooks["request"].append(self.note_async)
        try:
            yield
        finally:
            for client in clients:
                client.get_httpx_client().event_hooks["request"].remove(self.note)
                client.get_async_httpx_client().event_hooks["request"].remove(self.note_async)
