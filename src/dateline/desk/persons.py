"""Persons: who makes a request, and what they may do.

A reader reads. An analyst also decides, adds and exports. An admin also sees to users. A desk without accounts has one
person, who may do all but see to users.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.responses import Response

from dateline.desk.accounts import LONGEST, Role
from dateline.desk.state import Desk, DeskNow, desk_of
from dateline.records.evidence import Record

_RANK: Final[Mapping[Role, int]] = {"reader": 0, "analyst": 1, "admin": 2}
_CAN: Final[tuple[tuple[str, Role], ...]] = (
    ("decide", "analyst"),
    ("add", "analyst"),
    ("export", "analyst"),
    ("users", "admin"),
)
#: Where a proxy is that is believed.
_PROXIES: Final = frozenset({"127.0.0.1", "::1"})
_READS: Final = frozenset({"GET", "HEAD"})


class Refused(Exception):
    """A request that is not answered: the status and, in one line, why not and what to do."""

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers


class Person(Record, frozen=True):
    """Who makes a request, in which role, and the token that writes of this session bring."""

    name: str
    role: Role
    csrf: str

    @property
    def can(self) -> list[str]:
        """What the person may do besides reading."""
        return [what for what, role in _CAN if _RANK[self.role] >= _RANK[role]]


def person(request: Request, desk: DeskNow) -> Person:
    """Who makes the request. Raises Refused where nobody is logged in, or a write does not bring its token."""
    found = person_of(desk, request.cookies.get(desk.settings.cookie))
    if found is None:
        mend = (
            "log in" if desk.settings.login else "open the address that `dateline desk` printed as it started"
        )
        raise Refused(401, f"nobody is logged in here; {mend}")
    if request.method not in _READS:
        given = request.headers.get("x-csrf-token", "")
        if not secrets.compare_digest(given.encode("utf-8", "replace"), found.csrf.encode()):
            raise Refused(403, "the header X-CSRF-Token is missing or old; load the page again")
    return found


def person_of(desk: Desk, secret: str | None) -> Person | None:
    """Whose session this is the secret of; None where it is none that goes on."""
    session = desk.accounts.session(secret) if secret else None
    if session is None:
        return None
    if session.name == desk.alone:
        return Person(name=desk.local, role="analyst", csrf=session.csrf)
    account = desk.accounts.get(session.name) if desk.settings.login else None
    return None if account is None else Person(name=account.name, role=account.role, csrf=session.csrf)


def _at_least(role: Role) -> Any:
    def check(found: Annotated[Person, Depends(person)]) -> Person:
        if _RANK[found.role] < _RANK[role]:
            raise Refused(
                403, f"{found.name!r} is {_article(found.role)} here, and this needs {_article(role)}"
            )
        return found

    return Depends(check)


def _article(role: Role) -> str:
    return f"{'a' if role == 'reader' else 'an'} {role}"


Reader = Annotated[Person, Depends(person)]
Analyst = Annotated[Person, _at_least("analyst")]
Admin = Annotated[Person, _at_least("admin")]


def let_in(response: Response, desk: Desk, name: str, request: Request) -> str:
    """The secret of a new session of this person, after the answer was given its cookie and the old session ended."""
    desk.accounts.end(request.cookies.get(desk.settings.cookie, ""))
    secret = desk.accounts.begin(name)
    response.set_cookie(
        desk.settings.cookie,
        secret,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=desk.settings.secure,
    )
    return secret


def address_of(request: Request) -> str:
    """The address that a request comes from, for limits and the audit log; "unknown" where what is told is none.

    Behind a proxy on this machine it is the last of those that the proxy hands on: the one it saw itself. Whoever asks
    can write the others.
    """
    found = request.client.host if request.client else ""
    if desk_of(request).settings.secure and found in _PROXIES:
        hops = ",".join(request.headers.getlist("x-forwarded-for"))
        found = hops.rpartition(",")[2].strip() if hops else found
    try:
        return str(ipaddress.ip_address(found))
    except ValueError:
        return "unknown"
