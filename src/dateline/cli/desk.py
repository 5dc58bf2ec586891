"""``dateline desk``, ``users``: look at a case in a browser, and who may."""

from __future__ import annotations

import getpass
import sys
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.outcome import outcome, say

if TYPE_CHECKING:
    from dateline.desk.accounts import Accounts

UsersFile = Annotated[
    Path | None,
    typer.Option(
        "--users",
        metavar="FILE",
        help="The file of accounts and of the audit log. Default: one for all cases, in this account's data folder.",
        show_default=False,
    ),
]


class Role(StrEnum):
    """What a user may do."""

    reader = "reader"
    analyst = "analyst"
    admin = "admin"


def desk(
    case: options.CaseOption = options.DEFAULT_CASE,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The address to listen on. All but this machine's own, which is the default, need accounts.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=65535,
            help="The port. Default: 8321 or the next free one.",
            show_default=False,
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
    users: UsersFile = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A host name by which people reach this desk, too."),
    ] = None,
    behind_tls: Annotated[
        bool,
        typer.Option(
            "--behind-tls",
            help="A proxy on this machine takes HTTPS for the desk: cookies go by HTTPS only, and whom a request is from "
            "is as the proxy says. Needs accounts.",
        ),
    ] = False,
    layers: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Boundaries of yours for the map: GeoJSON, TopoJSON or PMTiles files."
        ),
    ] = None,
) -> None:
    """Look at a case, check it, decide and export, in a browser; it needs no network."""
    with outcome():
        serving = _serving()
        from dateline.desk.accounts import default_file

        serving.serve(
            case,
            host=host or "127.0.0.1",
            port=port,
            browser=browser,
            users=users or default_file(),
            names=tuple(name or ()),
            behind_tls=behind_tls,
            layers=layers,
            say=_print,
            note=lambda words: say(f"dateline: {words}"),
        )


def _serving() -> ModuleType:
    """The module that serves, which is there only with the extra."""
    from dateline.errors import UsageError

    try:
        from dateline.desk import serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "dateline":
            raise
        raise UsageError(
            f"the desk needs {error.name}, which is not installed; `pip install 'dateline[desk]'` does it"
        ) from error
    return serving


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


users = typer.Typer(
    name="users",
    no_args_is_help=True,
    help="The accounts of the desk: a reader reads; an analyst also decides, adds and exports; an admin also sees to "
    "users.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.")]


@users.command("add")
def add_user(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="What the user may do.")],
    users: UsersFile = None,
) -> None:
    """Make an account. The password is asked for, or read as one line of standard input."""
    with outcome(), _accounts(users) as accounts:
        account = accounts.add(name, _password(), role.value)
        _print(f"{accounts.path}: {account.name} is {_article(account.role)} {account.role} now")


@users.command("list")
def list_users(users: UsersFile = None) -> None:
    """List the accounts."""
    with outcome(), _accounts(users) as accounts:
        found = accounts.everyone()
        for each in found:
            _print(f"{each.name}  {each.role}  since {each.made:%Y-%m-%d}")
        if not found:
            say(f"{accounts.path}: no accounts yet; `dateline users add NAME --role admin` makes one")


@users.command("remove")
def remove_user(name: Name, users: UsersFile = None) -> None:
    """Remove an account, and end its sessions."""
    with outcome(), _accounts(users) as accounts:
        accounts.remove(name)
        _print(f"{accounts.path}: {name} has no account any more")


@users.command("password")
def set_password(name: Name, users: UsersFile = None) -> None:
    """Give an account another password, and end its sessions."""
    with outcome(), _accounts(users) as accounts:
        accounts.set_password(name, _password())
        _print(f"{accounts.path}: {name} has another password; its sessions are over")


def _accounts(file: Path | None) -> Accounts:
    _serving()
    from dateline.desk.accounts import Accounts, default_file

    return Accounts(file or default_file())


def _password() -> str:
    from dateline.errors import UsageError

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise UsageError("the two passwords differ; try again")
    return password


def _article(role: str) -> str:
    return "a" if role == "reader" else "an"
