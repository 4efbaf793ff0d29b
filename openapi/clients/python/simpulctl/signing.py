"""login, logout and whoami. What they are called in help is in help_texts.py."""

import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from simpulctl.session import Session, ask

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client import Tokens
    from simpul_client.models import Me

_CLIENT_ID = "simpulctl"  # the server's built-in client, which needs no secret
_PATIENCE_SECONDS = 10.0
app = typer.Typer()


@app.command()
def login(
    context: typer.Context,
    for_tenant: Annotated[str | None, typer.Option("--tenant")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,  # noqa: FBT002
) -> None:
    """Sign a person in, and keep the tokens."""
    from simpul_client import sign_in_with_browser
    from simpul_client.api.me import get_me

    session: Session = context.obj
    url = session.base_url
    tokens = sign_in_with_browser(
        url,
        tenant=for_tenant,
        open_browser=lambda address: _open(session, address, browser=browser),
        language=session.language,
    )
    store = session.folder.store(url)
    with store.lock():
        store.save(tokens)
    session.folder.remember(url)
    me = ask(get_me.sync_detailed, client=session.person)
    name, tenant = me.value.name, me.value.tenant.name
    session.show(me.document, lambda: session.output.result("signed-in", name=name, tenant=tenant))


@app.command()
def logout(context: typer.Context) -> None:
    """End the sign-in, and forget its tokens in any case."""
    session: Session = context.obj
    url = session.base_url
    store = session.folder.store(url)
    with store.lock():
        held = store.load()
        try:
            ended = held is None or _end_on_server(session, held)
        finally:
            store.remove()
    if ended:
        session.output.tell("signed-out", url=url)
    else:
        session.output.tell("signed-out-here", url=url)


@app.command()
def whoami(context: typer.Context) -> None:
    """Show the person or client that the tokens stand for."""
    from simpul_client.api.me import get_me

    session: Session = context.obj
    me = ask(get_me.sync_detailed, client=session.client)
    session.show(me.document, lambda: _draw(session, me.value))


def _end_on_server(session: Session, tokens: "Tokens") -> bool:
    """Whether the server has ended all that came from the sign-in. Nobody waits long for it."""
    import httpx
    from simpul_client import (
        Patience,
        ProblemError,
        SignInError,
        UnexpectedAnswerError,
        connect_anonymously,
        raise_for_problem,
    )
    from simpul_client.api.oauth import revoke_token
    from simpul_client.models import TokenInspectionRequest

    token = tokens.refresh_token or tokens.access_token
    body = TokenInspectionRequest(token=token, client_id=_CLIENT_ID)
    url, twice = session.base_url, Patience(tries=2)
    with connect_anonymously(url, timeout=_PATIENCE_SECONDS, patience=twice) as client:
        try:
            raise_for_problem(revoke_token.sync_detailed(client=client, body=body))
        except (ProblemError, SignInError, UnexpectedAnswerError, httpx.TransportError):
            return False
    return True


def _draw(session: Session, me: "Me") -> None:
    session.output.fields(
        [
            ("name", me.name),
            ("email", me.email),
            ("kind", session.output.word(me.kind)),
            ("tenant", f"{me.tenant.code} {me.tenant.name}"),
            ("roles", ", ".join(session.output.word(role) for role in me.roles)),
            ("permissions", ", ".join(me.permissions)),
            ("server", session.base_url),
        ]
    )


def _open(session: Session, address: str, *, browser: bool) -> None:
    opened = browser and webbrowser.open(address)
    session.output.tell("browser-opened" if opened else "open-address")
    session.output.note(address)
