"""login, logout and whoami. What they are called in help is in help_texts.py."""

import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from simpulctl.session import Session, ask

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import Me

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
    """Forget the tokens of this server."""
    session: Session = context.obj
    store = session.folder.store(session.base_url)
    with store.lock():
        # Here they should be revoked first, once the API has an endpoint for it.
        store.remove()
    session.output.tell("signed-out", url=session.base_url)


@app.command()
def whoami(context: typer.Context) -> None:
    """Show the person or client that the tokens stand for."""
    from simpul_client.api.me import get_me

    session: Session = context.obj
    me = ask(get_me.sync_detailed, client=session.client)
    session.show(me.document, lambda: _draw(session, me.value))


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
