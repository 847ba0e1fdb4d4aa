"""The example of the guide checks what is really sent, and refuses what is not ours or is old."""

import re
import time
from pathlib import Path
from typing import Any

import pytest

from core import tenancy
from projects.hooks import rules
from projects.hooks.vocabulary import TEST, Kind
from tests.make import hooks

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "receive-events.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def example_of_the_guide() -> Any:
    """The function that the guide has a receiver copy."""
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    known: dict[str, Any] = {}
    exec(example, known)
    return known["is_from_szansa"]


@pytest.fixture
def is_from_szansa() -> Any:
    return example_of_the_guide()


@pytest.fixture
def came(workshop, receiver) -> tuple[hooks.Received, str]:
    made = hooks.subscribed(workshop, receiver.address(), kinds=["session"])
    with tenancy.inside(workshop.tenant):
        hooks.planned(workshop)
        hooks.send()
        return receiver.received[0], hooks.secret_of(made)


def test_what_is_sent_is_genuine(is_from_szansa, came):
    received, secret = came

    assert is_from_szansa(received.headers, received.body, secret)


@pytest.mark.parametrize("spoiled", ["body", "id", "moment", "secret"])
def test_what_was_touched_on_its_way_is_not(is_from_szansa, came, spoiled):
    received, secret = came
    body, head = received.body, dict(received.headers)
    if spoiled == "body":
        body = body.replace(b"session", b"outcome")
    elif spoiled == "id":
        head["webhook-id"] = head["webhook-id"][::-1]
    elif spoiled == "moment":
        head["webhook-timestamp"] = str(int(head["webhook-timestamp"]) + 1)
    else:
        secret = "whsec_" + secret.removeprefix("whsec_").swapcase()

    assert not is_from_szansa(head, body, secret)


def test_what_is_sent_once_more_by_somebody_who_kept_it_is_not(is_from_szansa, came, monkeypatch):
    received, secret = came
    later = time.time() + 600
    monkeypatch.setattr(time, "time", lambda: later)

    assert not is_from_szansa(received.headers, received.body, secret)


def test_the_guide_names_every_kind_and_every_pause() -> None:
    for kind in [*Kind.values, TEST]:
        assert f"`{kind}" in TEXT
    minutes = [int(pause.total_seconds() // 60) for pause in rules.PAUSES]

    assert minutes == [0, 1, 5, 30, 120, 360, 720, 1440]
    assert "10 seconds, 1, 5 and 30 minutes, 2, 6, 12 and 24 hours" in TEXT
