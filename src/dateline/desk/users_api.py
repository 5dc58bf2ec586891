"""The API of users: who is logged in, logging in and out, and, for admins, accounts and the audit log."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.desk import openapi
from dateline.desk.accounts import Role
from dateline.desk.answers import answer
from dateline.desk.explore_api import Identifier, Limit, Offset
from dateline.desk.persons import Admin, Person, Reader, Refused, address_of, let_in, person_of
from dateline.desk.state import Desk, DeskNow

router = APIRouter(prefix="/api", tags=["users"])


class Login(BaseModel):
    """A name and its password."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class NewUser(BaseModel):
    """A new account."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]
    role: Role


@router.get("/me", responses=openapi.answers("Me"))
def me(desk: DeskNow, reader: Reader) -> Response:
    """Who is logged in, what they may do, and the token that their writes bring."""
    return answer(_me(desk, reader))


def _me(desk: Desk, person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "login": desk.settings.login,
        "case": {"name": desk.case.path.name},
        "csrf": person.csrf,
        "version": desk.version,
        "can": person.can,
    }


@router.post("/login", responses=openapi.answers("Me"))
def login(made: Login, desk: DeskNow, request: Request) -> Response:
    """Log in. After several failures, of a name or from an address, it is refused for some minutes."""
    if not desk.settings.login:
        raise Refused(
            400, "this desk has no accounts; open the address that `dateline desk` printed as it started"
        )
    address = address_of(request)
    wait = desk.attempts.begin(made.name, address)
    if wait:
        words = f"too many failures; try again in {wait} seconds"
        raise Refused(429, words, {"Retry-After": str(wait)})
    account = desk.accounts.verified(made.name, made.password)
    if account is None:
        desk.note_done(made.name[:64], "login failed", {"from": address})
        raise Refused(401, "name or password is wrong; try again, or ask an admin")
    desk.attempts.succeed(made.name, address)
    response = answer({})
    secret = let_in(response, desk, account.name, request)
    person = person_of(desk, secret)
    assert person is not None
    desk.note_done(account.name, "login", {"from": address})
    told = answer(_me(desk, person))
    told.headers["set-cookie"] = response.headers["set-cookie"]
    return told


@router.post("/logout", responses=openapi.answers("Done"))
def logout(desk: DeskNow, reader: Reader, request: Request) -> Response:
    """End this session."""
    desk.accounts.end(request.cookies.get(desk.settings.cookie, ""))
    response, secure = answer({"done": True}), desk.settings.secure
    response.delete_cookie(desk.settings.cookie, path="/", httponly=True, samesite="strict", secure=secure)
    return response


@router.get("/users", responses=openapi.answers("Users"))
def users(desk: DeskNow, admin: Admin) -> Response:
    """The accounts."""
    return answer({"items": desk.accounts.everyone()})


@router.post("/users", responses=openapi.answers("User"))
def add_user(made: NewUser, desk: DeskNow, admin: Admin, request: Request) -> Response:
    """Make an account."""
    account = desk.accounts.add(made.name, made.password, made.role)
    about = {"name": account.name, "role": account.role, "from": address_of(request)}
    desk.note_done(admin.name, "add user", about)
    return answer(account)


@router.delete("/users/{name}", responses=openapi.answers("Done"))
def remove_user(name: Identifier, desk: DeskNow, admin: Admin, request: Request) -> Response:
    """Remove an account and end its sessions."""
    if name == admin.name:
        raise Refused(400, "this is your own account; let another admin remove it")
    desk.accounts.remove(name)
    desk.note_done(admin.name, "remove user", {"name": name, "from": address_of(request)})
    return answer({"done": True})


@router.get("/audit", responses=openapi.answers("Audit"))
def audit(desk: DeskNow, admin: Admin, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Who logged in, decided, added and exported, the latest first."""
    total, items = desk.accounts.deeds(offset, limit)
    return answer({"total": total, "items": items})
