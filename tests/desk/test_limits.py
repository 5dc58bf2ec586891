from __future__ import annotations

from dateline.desk.limits import FOR_ADDRESS, FOR_NAME, WITHIN, Attempts


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_name_waits_until_its_first_failure_is_long_ago() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for second in range(FOR_NAME):
        clock.now = second
        assert attempts.wait("nadia", "10.0.0.1") == 0
        attempts.fail("nadia", "10.0.0.1")
    assert attempts.wait("nadia", "10.0.0.2") == WITHIN - FOR_NAME + 2
    clock.now = WITHIN + 0.5
    assert attempts.wait("nadia", "10.0.0.2") == 0


def test_an_address_waits_whatever_names_it_tries() -> None:
    attempts = Attempts(Clock())
    for number in range(FOR_ADDRESS):
        assert attempts.wait(f"name {number}", "10.0.0.1") == 0
        attempts.fail(f"name {number}", "10.0.0.1")
    assert attempts.wait("another", "10.0.0.1") > 0
    assert attempts.wait("another", "10.0.0.2") == 0


def test_success_forgets_the_failures_of_a_name() -> None:
    attempts = Attempts(Clock())
    for _ in range(FOR_NAME):
        attempts.fail("nadia", "10.0.0.1")
    attempts.succeed("nadia", "there")
    assert attempts.wait("nadia", "10.0.0.2") == 0


def test_tries_at_once_are_no_more_than_one_after_another() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin("nadia", "10.0.0.1") for _ in range(FOR_NAME + 3)]
    assert waits[:FOR_NAME] == [0] * FOR_NAME and all(waits[FOR_NAME:])
    attempts.succeed("nadia", "10.0.0.1")
    assert attempts.begin("nadia", "10.0.0.1") == 0
