"""The keys of a new deployment: they fit each other, and are never written over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core import crypto, keys


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """An empty folder that the settings name as the place of the keys."""
    settings.KEY_RING_FILE = str(tmp_path / "ring.json")
    settings.MATCHING_KEYS_FILE = str(tmp_path / "matching.json")
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    keys.ring.cache_clear()
    keys.matching_keys.cache_clear()


def test_what_web_closes_publishing_opens(folder: Path) -> None:
    call_command("make_keys")

    box = crypto.boxed_for_publishing("85822812347")

    assert crypto.unboxed(box) == "85822812347"
    assert keys.ring().trial is False


def test_the_files_are_for_their_owner_alone(folder: Path) -> None:
    call_command("make_keys")

    assert [path.stat().st_mode & 0o777 for path in sorted(folder.iterdir())] == [0o600, 0o600]


@pytest.mark.parametrize("there", ["ring.json", "matching.json"])
def test_keys_are_never_written_over(folder: Path, there: str) -> None:
    (folder / there).write_text("what people were sealed with")

    with pytest.raises(CommandError, match=there):
        call_command("make_keys")

    assert [path.name for path in folder.iterdir()] == [there]
    assert (folder / there).read_text() == "what people were sealed with"


def test_a_place_nobody_named_is_asked_for(folder: Path, settings: Any) -> None:
    settings.MATCHING_KEYS_FILE = ""

    with pytest.raises(CommandError, match="MATCHING_KEYS_FILE is not set"):
        call_command("make_keys")
