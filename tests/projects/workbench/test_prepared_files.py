"""Files made in the background: they survive a worker, go out once, to one person, for one day."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent
from projects.workbench import forgetting, operations, preparing, taking_out
from projects.workbench.models import PreparedFile, PreparedPiece
from projects.workbench.preparing import PIECE, Maker, Making, State
from tests import make
from tests.make import workbench

HALF = b"x" * PIECE + b"y"


class Killed(BaseException):
    """The worker is no more: nothing of its own code runs after this."""


@pytest.fixture
def made_by() -> Iterator[Callable[[Callable[[Making], Any]], None]]:
    """Has files of the kind "test" made by a function."""

    def register(make: Callable[[Making], Any]) -> None:
        preparing.register(Maker(code="test", label="Test", allow=lambda *_: None, make=make))

    yield register
    preparing.makers.pop("test", None)


@pytest.fixture
def here(alfa: Any, anna: Any) -> Iterator[Any]:
    with tenancy.inside(alfa):
        yield alfa


def asked(by: Any, name: str = "a.zip") -> PreparedFile:
    at = timezone.now()
    return operations.prepare_file(kind="test", arguments={"n": 1}, name=name, at=at, by=by)


def content(prepared: PreparedFile) -> bytes:
    return b"".join(preparing.content_of(prepared))


def silent_for_long(prepared: PreparedFile) -> None:
    long_ago = timezone.now() - preparing.LEASE - timedelta(seconds=1)
    PreparedFile.objects.filter(pk=prepared.pk).update(moved_at=long_ago)


def test_what_a_maker_writes_is_what_comes_out_whatever_the_pieces(here, anna, made_by):
    def make(making: Making) -> None:
        for part in (b"a" * (PIECE - 1), b"bc", HALF, b""):
            making.out.write(part)

    made_by(make)
    prepared = asked(anna)
    preparing.make(prepared.pk)
    prepared.refresh_from_db()

    assert prepared.state == State.READY
    assert prepared.pieces.count() == 3
    assert prepared.size == len(b"a" * (PIECE - 1) + b"bc" + HALF)
    assert content(prepared) == b"a" * (PIECE - 1) + b"bc" + HALF
    assert not prepared.pieces.exists()


def test_an_archive_can_be_written_into_it_as_it_comes(here, anna, made_by):
    def make(making: Making) -> None:
        with zipfile.ZipFile(making.out, "w") as archive:
            archive.writestr("a.csv", "1;2")

    made_by(make)
    prepared = asked(anna)
    preparing.make(prepared.pk)

    with zipfile.ZipFile(io.BytesIO(content(prepared))) as archive:
        assert archive.read("a.csv") == b"1;2"


def test_progress_stands_in_the_row_and_on_the_page(browser, here, anna, made_by):
    def make(making: Making) -> None:
        making.tell(1_300, 5_000)
        raise Killed

    made_by(make)
    prepared = asked(anna)
    with pytest.raises(Killed):
        preparing.make(prepared.pk)

    page = browser.get("/warsztat/pliki/").content.decode()
    assert 'max="5000"' in page
    assert 'value="1300"' in page
    assert "every 1s" in page


def test_a_worker_that_dies_is_followed_by_another_that_begins_anew(here, anna, made_by):
    tries = []

    def make(making: Making) -> None:
        tries.append(1)
        making.out.write(HALF)
        if len(tries) == 1:
            raise Killed
        making.out.write(b"end")

    made_by(make)
    prepared = asked(anna)
    with pytest.raises(Killed):
        preparing.make(prepared.pk)
    assert prepared.pieces.count() == 1
    assert preparing.left() == []
    silent_for_long(prepared)

    for each in preparing.left():
        preparing.make(each)

    prepared.refresh_from_db()
    assert prepared.state == State.READY
    assert content(prepared) == HALF + b"end"


def test_a_worker_that_was_taken_for_dead_writes_nothing_more(here, anna, made_by):
    def make(making: Making) -> None:
        making.out.write(HALF)
        if prepared.attempts_count == 0:
            prepared.attempts_count = 1
            silent_for_long(prepared)
            preparing.make(prepared.pk)
            making.out.write(b"z" * PIECE)

    made_by(make)
    prepared = asked(anna)
    preparing.make(prepared.pk)

    prepared.refresh_from_db()
    assert (prepared.state, prepared.attempts_count) == (State.READY, 2)
    assert content(prepared) == HALF


def test_a_file_that_no_worker_survives_fails_in_the_end(here, anna, made_by):
    def make(making: Making) -> None:
        raise Killed

    made_by(make)
    prepared = asked(anna)
    for _try in range(preparing.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            preparing.make(prepared.pk)
        silent_for_long(prepared)

    assert preparing.left() == []
    prepared.refresh_from_db()
    assert (prepared.state, prepared.problem) == (State.FAILED, preparing.GAVE_UP)


def test_an_error_is_told_by_its_kind_and_leaves_no_bytes(here, anna, made_by):
    def make(making: Making) -> None:
        making.out.write(HALF)
        raise LookupError("Anna Lis, 44051401359")

    made_by(make)
    prepared = asked(anna)
    with pytest.raises(LookupError):
        preparing.make(prepared.pk)

    prepared.refresh_from_db()
    assert (prepared.state, prepared.problem) == (State.FAILED, "LookupError")
    assert not prepared.pieces.exists()


def test_a_file_dropped_while_it_is_made_comes_back_no_more(here, anna, made_by):
    def make(making: Making) -> None:
        operations.drop_file(prepared=prepared, by=anna)
        making.out.write(HALF)

    made_by(make)
    prepared = asked(anna)
    preparing.make(prepared.pk)

    prepared.refresh_from_db()
    assert prepared.state == State.GONE
    assert not PreparedPiece.objects.exists()


def test_nobody_has_more_than_a_few_made_at_once(here, anna, made_by):
    made_by(lambda making: None)
    for _file in range(operations.files.MOST_AT_ONCE):
        asked(anna)

    with pytest.raises(operations.TooManyFiles):
        asked(anna)


def test_what_waits_on_the_disk_is_sealed(club, here, anna):
    prepared = workbench.made_file(by=anna, file_format="csv", query="q=Cyman")

    with connection.cursor() as cursor:
        cursor.execute(
            "select t::text from prepared_file t union all select p::text from prepared_piece p"
        )
        kept = " ".join(text for (text,) in cursor.fetchall())
    assert b"Cyman".hex() not in kept
    assert "Cyman" not in kept
    assert "Cyman" in content(prepared).decode()


def take(browser: Any, prepared: PreparedFile) -> Any:
    return browser.post(f"/warsztat/pliki/{prepared.pk}/pobierz/", follow=True)


def test_a_file_is_downloaded_once(alfa, anna, browser, club):
    with tenancy.inside(alfa):
        prepared = workbench.made_file(by=anna, file_format="csv")

    first = take(browser, prepared)
    taken = b"".join(first.streaming_content)
    again = take(browser, prepared)

    assert "Ćwik" in taken.decode()
    assert int(first["Content-Length"]) == len(taken)
    assert "uczestnicy.csv" in first["Content-Disposition"]
    assert "Pobierz" not in again.content.decode()
    assert not again.streaming
    with tenancy.inside(alfa):
        assert not PreparedPiece.objects.exists()
        assert (
            AuditEvent.objects.filter(verb="downloaded a file", subject_id=prepared.pk).count() == 1
        )


def test_a_file_that_was_dropped_is_neither_taken_nor_prepared_again(alfa, anna, browser, club):
    with tenancy.inside(alfa):
        prepared = workbench.made_file(by=anna)
    browser.post(f"/warsztat/pliki/{prepared.pk}/porzuc/")

    taken = take(browser, prepared)
    again = browser.post(f"/warsztat/pliki/{prepared.pk}/ponow/")

    assert str(operations.NotReady()) in taken.content.decode()
    assert again.status_code == 404


def test_nobody_else_finds_it(alfa, anna, ewa, client_of, club):
    with tenancy.inside(alfa):
        prepared = workbench.made_file(by=anna)
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)

    assert take(jan, prepared).status_code == 404
    assert "uczestnicy.xlsx" not in jan.get("/warsztat/pliki/").content.decode()
    with tenancy.inside(alfa), pytest.raises(NotAllowed):
        operations.take_file(prepared=prepared, at=timezone.now(), by=ewa)


def test_whoever_lost_the_right_meanwhile_gets_nothing(club, here, anna):
    prepared = workbench.made_file(by=anna)
    anna.grants = [{"role": "viewer", "project": None}]

    with pytest.raises(NotAllowed):
        operations.take_file(prepared=prepared, at=timezone.now(), by=anna)


def test_after_a_day_it_opens_no_more_and_is_forgotten(club, here, anna):
    prepared = workbench.made_file(by=anna)
    late = prepared.until + timedelta(seconds=1)

    with pytest.raises(operations.NotReady):
        operations.take_file(prepared=prepared, at=late, by=anna)
    forgetting.forget(at=late)
    prepared.refresh_from_db()
    assert prepared.state == State.GONE
    assert not PreparedPiece.objects.exists()

    forgetting.forget(at=late + timedelta(days=15))
    assert not PreparedFile.objects.exists()


def test_a_download_that_broke_off_leaves_nothing_for_long(club, here, anna):
    prepared = workbench.made_file(by=anna)
    at = timezone.now()
    operations.take_file(prepared=prepared, at=at, by=anna)

    forgetting.forget(at=at + timedelta(minutes=5))
    assert PreparedPiece.objects.exists()
    forgetting.forget(at=at + timedelta(hours=2))
    assert not PreparedPiece.objects.exists()


def test_a_long_list_is_prepared_and_holds_the_same_as_a_short_one(
    alfa, anna, browser, club, monkeypatch
):
    monkeypatch.setattr(taking_out, "AT_ONCE", 1)
    sent = {"list": "participants", "format": "csv", "column": ["person"], "query": "plec=F"}

    answer = browser.post("/warsztat/eksport/", sent)

    assert answer.url == "/warsztat/pliki/"
    with tenancy.inside(alfa):
        prepared = PreparedFile.objects.get()
        preparing.make(prepared.pk)
        trail = AuditEvent.objects.get(verb="exported a list")
    assert (trail.subject_count, trail.member_id) == (2, anna.pk)
    told = b"".join(take(browser, prepared).streaming_content).decode("utf-8-sig")
    assert [line.split(" ")[0] for line in told.split("\r\n")[1:3]] == ["Cyman", "Ćwik"]
