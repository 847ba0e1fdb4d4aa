"""The process that reads strangers' files has little memory and time, and no way out."""

import os
from pathlib import Path

import pytest

from sheets import limits, reading
from sheets.reasons import Reason
from tests.platform.sheets import made
from tests.platform.sheets.hostile import texts_of_four_bytes
from tests.platform.sheets.made import row, sheet, word

LITTLE = made.xlsx(sheet(row(1, word("A1", "a"))))


def much():
    """Two hundred thousand short rows that no shortcut reads: a remark stands before them."""
    rows = "".join(f"<row><c><v>{n}</v></c><c><v>{n}</v></c></row>" for n in range(200_000))
    return made.xlsx(sheet("<!-- -->", rows))


def refused(content):
    with pytest.raises(reading.Refused) as refusal, reading.opened(content, "a.xlsx"):
        pass
    return refusal.value.reason


def test_whoever_needs_more_memory_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY_BYTES", 60 * limits.MEGABYTE)

    assert refused(texts_of_four_bytes(600)) == Reason.TOO_HEAVY


def test_whoever_needs_more_work_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "CPU_SECONDS", 1)
    monkeypatch.setattr(limits, "WAIT_SECONDS", 120)
    monkeypatch.setattr(limits, "ROWS", 10**9)

    assert refused(much()) == Reason.TOO_SLOW


def test_whoever_keeps_us_waiting_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "WAIT_SECONDS", 0.05)

    assert refused(much()) == Reason.TOO_SLOW


def test_the_process_has_no_secrets_and_ends_with_the_book():
    os.environ["SECRET_OF_OURS"] = "do not tell"
    with reading.opened(LITTLE, "a.xlsx") as book:
        number = book._child._process.pid
        its = Path(f"/proc/{number}")
        environment = (its / "environ").read_bytes()
        limited = (its / "limits").read_text()
        opened = sorted(str(one.readlink())[:5] for one in (its / "fd").iterdir())
        list(book.rows())

    assert b"SECRET" not in environment
    assert b"DATABASE" not in environment
    assert f"Max address space         {limits.MEMORY_BYTES}" in limited
    assert "Max file size             0 " in limited
    assert opened == ["/dev/", "pipe:", "pipe:"]
    assert not its.exists()


def test_a_consumer_that_fails_leaves_no_process_behind():
    with pytest.raises(ZeroDivisionError), reading.opened(LITTLE, "a.xlsx") as book:
        number = book._child._process.pid
        assert 1 / 0

    assert not Path(f"/proc/{number}").exists()


def test_nothing_is_left_open():
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208

    for _ in range(3):
        with reading.opened(LITTLE, "a.xlsx") as book:
            next(iter(book.rows()))

    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
