"""Accounts: who may use the desk and in which role, their sessions, and what they did.

They lie in a file of their own, never in a case, so that a case can be handed on without them. Passwords are kept as
argon2 hashes, the secrets of sessions as SHA-256 hashes: who reads the file can log in as nobody.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from platformdirs import user_data_dir
from sqlalchemy import (
    URL,
    Column,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import QueuePool

from dateline.errors import DatelineError, UsageError
from dateline.records.evidence import Record

Role = Literal["reader", "analyst", "admin"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
#: Sessions end after so long without a request, and in any case after so long.
IDLE: Final = dt.timedelta(hours=12)
LONGEST: Final = dt.timedelta(days=14)
#: A session's last use is written down at most so often.
_NOTED: Final = dt.timedelta(minutes=5)
#: As NIST SP 800-63B advises: length, and no rule of composition.
LEAST, MOST = 12, 256

_metadata = MetaData()
_accounts = Table(
    "accounts",
    _metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("made", DateTime, nullable=False),
    Column("changed", DateTime, nullable=False),
)
#: ``name`` is the account's, or a word of a desk without accounts that no account can be named.
_sessions = Table(
    "sessions",
    _metadata,
    Column("secret", String, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("begun", DateTime, nullable=False),
    Column("used", DateTime, nullable=False),
)
#: ``about`` is JSON: what was decided, exported or added, from which address.
_audit = Table(
    "audit",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("about", String, nullable=False),
)


class Account(Record, frozen=True):
    """Who may use the desk, and as what."""

    name: str
    role: Role
    made: dt.datetime


class Session(Record, frozen=True):
    """A session that is going on: whose it is, and the token that each write has to bring."""

    name: str
    csrf: str


class Deed(Record, frozen=True):
    """What somebody did, and when (UTC)."""

    at: dt.datetime
    who: str
    what: str
    about: dict[str, Any]


class AccountsError(DatelineError):
    """The file of accounts cannot be used."""


def default_file() -> Path:
    """Where accounts lie if nobody says otherwise."""
    return Path(user_data_dir("dateline", appauthor=False)) / "desk.db"


class Accounts:
    """The accounts in a file, which is made where there is none. Close it, or use ``with``."""

    def __init__(self, path: Path, hasher: PasswordHasher | None = None) -> None:
        self.path = path
        self._hasher = hasher or PasswordHasher()
        self._engine = _opened(path)
        # what a password is compared with where there is no such account, so that both take as long
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def __enter__(self) -> Accounts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def everyone(self) -> list[Account]:
        """The accounts, by name."""
        with self._engine.connect() as connection:
            return [
                Account(name=row.name, role=row.role, made=row.made.replace(tzinfo=dt.UTC))
                for row in connection.execute(select(_accounts).order_by(_accounts.c.name))
            ]

    def get(self, name: str) -> Account | None:
        """The account of this name; None where there is none."""
        return next((each for each in self.everyone() if each.name == name), None)

    def add(self, name: str, password: str, role: str) -> Account:
        """The new account. Raises UsageError where the name is taken, or name, password or role is no such thing."""
        name = checked_name(name)
        now = _now()
        values = {
            "name": name,
            "role": checked_role(role),
            "password": self._hasher.hash(checked_password(password)),
            "made": now,
            "changed": now,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_accounts).values(values))
        except IntegrityError as error:
            raise UsageError(
                f"{name!r} has an account already; take another name, or `dateline users password {name}`"
            ) from error
        return Account(name=name, role=checked_role(role), made=now.replace(tzinfo=dt.UTC))

    def remove(self, name: str) -> None:
        """Remove the account, and end its sessions. Raises UsageError where there is none, or it is the last admin's."""
        self._known(name)
        admins = [each.name for each in self.everyone() if each.role == "admin"]
        if admins == [name] and len(self.everyone()) > 1:
            raise UsageError(f"{name!r} is the only admin; make another one first")
        with self._engine.begin() as connection:
            connection.execute(delete(_accounts).where(_accounts.c.name == name))
            connection.execute(delete(_sessions).where(_sessions.c.name == name))

    def set_password(self, name: str, password: str) -> None:
        """Give the account another password, and end its sessions. Raises UsageError."""
        self._known(name)
        values = {"password": self._hasher.hash(checked_password(password)), "changed": _now()}
        with self._engine.begin() as connection:
            connection.execute(update(_accounts).where(_accounts.c.name == name).values(values))
            connection.execute(delete(_sessions).where(_sessions.c.name == name))

    def _known(self, name: str) -> None:
        if self.get(name) is None:
            raise UsageError(f"{name!r} has no account; `dateline users list` names those who have")

    def verified(self, name: str, password: str) -> Account | None:
        """The account that name and password are of; None where they are of none. It takes as long in either case."""
        with self._engine.connect() as connection:
            held = connection.scalar(select(_accounts.c.password).where(_accounts.c.name == name))
        try:
            self._hasher.verify(held or self._nobody, password[: MOST + 1])
        except (VerificationError, InvalidHashError):
            return None
        if held is None:
            return None
        if self._hasher.check_needs_rehash(held):
            with self._engine.begin() as connection:
                fresh = {"password": self._hasher.hash(password)}
                connection.execute(update(_accounts).where(_accounts.c.name == name).values(fresh))
        return self.get(name)

    def begin(self, name: str) -> str:
        """The secret of a new session of this account, or of the one person of a desk without accounts."""
        secret, now = secrets.token_urlsafe(32), _now()
        values = {
            "secret": _hash(secret),
            "name": name,
            "csrf": secrets.token_urlsafe(32),
            "begun": now,
            "used": now,
        }
        with self._engine.begin() as connection:
            old = (_sessions.c.begun < now - LONGEST) | (_sessions.c.used < now - IDLE)
            connection.execute(delete(_sessions).where(old))
            connection.execute(insert(_sessions).values(values))
        return secret

    def session(self, secret: str) -> Session | None:
        """The session of this secret; None where there is none or it is over."""
        hashed, now = _hash(secret), _now()
        with self._engine.connect() as connection:
            row = connection.execute(select(_sessions).where(_sessions.c.secret == hashed)).first()
        if row is None or row.begun < now - LONGEST or row.used < now - IDLE:
            return None
        if row.used < now - _NOTED:
            with self._engine.begin() as connection:
                connection.execute(update(_sessions).where(_sessions.c.secret == hashed).values(used=now))
        return Session(name=row.name, csrf=row.csrf)

    def end(self, secret: str) -> None:
        """End the session of this secret."""
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.secret == _hash(secret)))

    def note(self, who: str, what: str, about: Mapping[str, Any]) -> None:
        """Write down what somebody did; it is on the disk on return. Raises AccountsError where it cannot be."""
        values = {"at": _now(), "who": who, "what": what, "about": json.dumps(about)}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_audit).values(values))
        except DatabaseError as error:
            raise AccountsError(f"{self.path}: the audit log cannot be written ({error.orig})") from error

    def deeds(self, offset: int = 0, limit: int = 50) -> tuple[int, list[Deed]]:
        """How many deeds are written down, and some of them, the latest first."""
        query = select(_audit).order_by(_audit.c.id.desc()).offset(offset).limit(limit)
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(_audit)) or 0
            found = [
                Deed(
                    at=row.at.replace(tzinfo=dt.UTC), who=row.who, what=row.what, about=json.loads(row.about)
                )
                for row in connection.execute(query)
            ]
        return total, found


def checked_name(name: str) -> str:
    """The name of an account. Raises UsageError where it cannot be one."""
    name = name.strip()
    if not name or len(name) > 64 or not name.isprintable():
        raise UsageError(f"{name!r} cannot be a name; give 1 to 64 printable characters")
    return name


def checked_role(role: str) -> Role:
    """The role. Raises UsageError where it is none."""
    for each in ROLES:
        if each == role.strip().lower():
            return each
    raise UsageError(f"{role!r} is no role; use one of {', '.join(ROLES)}")


def checked_password(password: str) -> str:
    """The password. Raises UsageError, which does not repeat it, where it is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"the password has {len(password)} characters; give {LEAST} to {MOST}")
    return password


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _opened(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))  # nobody else may read it
    except OSError as error:
        raise AccountsError(
            f"{path}: cannot be made ({error.strerror}); name another file with --users"
        ) from error
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        connect_args={"timeout": 30, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    try:
        _metadata.create_all(engine)
    except DatabaseError as error:
        engine.dispose()
        raise AccountsError(
            f"{path}: no file of accounts ({error.orig}); name another one with --users"
        ) from error
    return engine


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
