from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.desk.accounts import Accounts, AccountsError
from dateline.errors import UsageError
from tests.desk.made import CHEAP, PASSWORD


def test_passwords_and_secrets_are_not_in_the_file(accounts: Accounts) -> None:
    accounts.add("nadia", PASSWORD, "admin")
    secret = accounts.begin("nadia")
    content = b"".join(path.read_bytes() for path in accounts.path.parent.iterdir())
    assert b"nadia" in content
    assert PASSWORD.encode() not in content
    assert secret.encode() not in content
    assert b"$argon2id$" in content


def test_the_file_is_nobody_elses(accounts: Accounts) -> None:
    if os.name == "posix":
        assert accounts.path.stat().st_mode & 0o077 == 0


def test_a_name_is_taken_once(accounts: Accounts) -> None:
    accounts.add("nadia", PASSWORD, "admin")
    with pytest.raises(UsageError, match="has an account already"):
        accounts.add("nadia", PASSWORD, "reader")


@pytest.mark.parametrize("name", ["", "  ", "a" * 65, "a\nb", "\x1b[2J"])
def test_what_is_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a name"):
        accounts.add(name, PASSWORD, "reader")


@pytest.mark.parametrize("password", ["", "short", "x" * 257])
def test_what_is_no_password_is_refused_and_not_repeated(accounts: Accounts, password: str) -> None:
    with pytest.raises(UsageError, match=f"has {len(password)} characters"):
        accounts.add("nadia", password, "reader")


def test_what_is_no_role_is_refused(accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="reader, analyst, admin"):
        accounts.add("nadia", PASSWORD, "king")


def test_another_password_ends_the_sessions(accounts: Accounts) -> None:
    accounts.add("nadia", PASSWORD, "admin")
    secret = accounts.begin("nadia")
    assert accounts.session(secret) is not None
    accounts.set_password("nadia", "another long one")
    assert accounts.session(secret) is None
    assert accounts.verified("nadia", PASSWORD) is None
    assert accounts.verified("nadia", "another long one") is not None


def test_the_last_admin_stays_while_there_are_others(accounts: Accounts) -> None:
    accounts.add("nadia", PASSWORD, "admin")
    accounts.add("omar", PASSWORD, "reader")
    with pytest.raises(UsageError, match="only admin"):
        accounts.remove("nadia")
    accounts.remove("omar")
    accounts.remove("nadia")
    assert accounts.everyone() == []


def test_nobody_cannot_be_removed(accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="users list"):
        accounts.remove("nobody")


def test_a_file_that_is_none_of_accounts_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("no database, but words enough to see that it is none of them\n" * 40)
    with pytest.raises(AccountsError, match=r"page\.txt: no file of accounts"):
        Accounts(path, CHEAP)


def test_hashes_of_weaker_settings_are_made_anew(tmp_path: Path) -> None:
    with Accounts(tmp_path / "a.db", CHEAP) as weak:
        weak.add("nadia", PASSWORD, "admin")
    with Accounts(tmp_path / "a.db") as strong:
        assert strong.verified("nadia", PASSWORD) is not None
        assert b"m=65536" in strong.path.with_name("a.db-wal").read_bytes()
