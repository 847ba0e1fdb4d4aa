"""`export_tenant`: a file for its owner alone, whole or not there, and a line in the unit's trail."""

import hashlib
import stat
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from core import tenancy
from core.ledger.models import AuditEvent
from projects.leaving import making

REASON = "Gmina odchodzi, pismo z 3 listopada"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("export_tenant", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_it_writes_a_file_that_only_its_owner_reads(alfa, tmp_path):
    file = tmp_path / "alfa.zip"

    told = run("alfa", "--to", file, "--reason", REASON)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ZipFile(file).testzip() is None
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told
    assert list(tmp_path.iterdir()) == [file]


def test_the_unit_reads_in_its_trail_that_everything_was_taken_out_and_why(alfa, tmp_path):
    run("alfa", "--to", tmp_path / "alfa.zip", "--reason", REASON)

    with tenancy.inside(alfa):
        [event] = AuditEvent.objects.filter(verb="exported everything")
        assert (event.actor_name, event.reason) == ("export_tenant", REASON)
        assert event.subject_count > 0


def test_nothing_is_overwritten(alfa, tmp_path):
    file = tmp_path / "alfa.zip"
    file.write_text("of yesterday")

    with pytest.raises(CommandError, match="there already"):
        run("alfa", "--to", file, "--reason", REASON)

    assert file.read_text() == "of yesterday"


def test_what_breaks_off_leaves_no_file_and_no_word(alfa, tmp_path, monkeypatch):
    class BrokeOff(Exception):
        pass

    def break_off(*_arguments: object) -> None:
        raise BrokeOff

    monkeypatch.setattr(making._Making, "_list_files", break_off)

    with pytest.raises(BrokeOff):
        run("alfa", "--to", tmp_path / "alfa.zip", "--reason", REASON)

    assert list(tmp_path.iterdir()) == []
    with tenancy.inside(alfa):
        assert not AuditEvent.objects.filter(verb="exported everything").exists()


def test_a_disk_that_is_full_is_told_and_leaves_nothing(alfa, tmp_path, monkeypatch):
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(CommandError, match="was not written: No space left"):
        run("alfa", "--to", tmp_path / "alfa.zip", "--reason", REASON)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["gamma", "public", ""])
def test_only_units_that_there_are(alfa, tmp_path, name):
    with pytest.raises(CommandError, match="No tenant"):
        run(name, "--to", tmp_path / "alfa.zip", "--reason", REASON)


def test_a_folder_that_is_not_there_is_told(alfa, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("alfa", "--to", tmp_path / "no" / "alfa.zip", "--reason", REASON)
