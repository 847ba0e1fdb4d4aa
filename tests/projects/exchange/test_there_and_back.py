"""Who is taken out to a file and sent in again is who they were: nothing is lost, nothing is guessed."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import operations, queries
from projects.exchange.models import Import
from projects.exchange.readers.people import PeopleReader
from projects.exchange.vocabulary import Standing
from projects.exchange.workbooks import taking_out
from projects.participants import operations as participants
from projects.participants.columns import entry_of, start_of
from projects.participants.models import Participation
from sheets import reading
from tests import make
from tests.make import agreements, exchange, generated, workbooks

OFFICE = Path("/usr/bin/soffice")
# A list takes a second: the first that fails is told as it is.
FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
MANY = settings(FEW, max_examples=600)


@pytest.fixture
def anna(inside_alfa: Member) -> Member:
    return inside_alfa


@pytest.fixture
def club(anna: Member) -> Project:
    """A project that asks for everything: what people receive, too."""
    found = make.project(by=anna)
    agreements.target_group(of=found, by=anna, reintegration_unit="KIS")
    return found


@pytest.fixture
def older(anna: Member) -> Project:
    return make.project(by=anna, rule_set="P2014", fund="RPO_WP")


@contextmanager
def _left_as_it_was() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _taken_out(project: Project, *, by: Member) -> bytes:
    return taking_out.workbook(project, on=make.TODAY, by=by)


def _rows(content: bytes) -> list[tuple[str, ...]]:
    """Heading and rows of the first sheet, without the hidden keys; people of one name in any order."""
    with reading.opened(content, "lista.xlsx") as book:
        heading, *rows = (tuple(row.cells[:-1]) for row in book.rows() if row.sheet == 0)
    return [heading, *sorted(rows)]


def _copied(rows: list[tuple[str, ...]]) -> bytes:
    """As somebody copies the cells into a sheet of their own: no keys, nothing that tells it is ours."""
    return workbooks.of_rows(rows)


def _sent_in(content: bytes, project: Project, *, by: Member) -> Import:
    """With its columns as they were recognised, every one of them."""
    found = exchange.sent(content, project=project, name="lista.xlsx", by=by)
    reader = PeopleReader(project, on=make.TODAY, by=by)
    asked = set(reader.form.fields) - set(taking_out.EXIT)
    assert set(found.columns) == asked
    named = {"sheet": found.sheet, "head": found.head, "columns": found.columns, "titles": {}}
    operations.name_columns(of=found, **named, on=make.TODAY, by=by)
    return exchange.moved(found)


def _people(project: Project, by: Member) -> list[Any]:
    found = taking_out.people_of(project, by)
    told = [{**vars(start_of(one)), "person": entry_of(one.person)} for one in found]
    return sorted(told, key=lambda one: one["person"].born_on)


def _mistakes(found: Import) -> list[Any]:
    return [exchange.said(found, row.number) for row in found.rows.filter(standing=Standing.BAD)]


def _there_and_back(project: Project, people: Any, *, by: Member) -> None:
    with _left_as_it_was():
        participants.enter_many(project=project, entries=people, on=make.TODAY, by=by)
        before, rows = _people(project, by), _rows(_taken_out(project, by=by))
    assert not Participation.objects.exists()

    with _left_as_it_was():
        found = _sent_in(_copied(rows), project, by=by)
        assert queries.counts(found) == {Standing.ADD: len(people)}, _mistakes(found)
        found = exchange.entered(found, by=by)

        assert queries.counts(found) == {Standing.DONE: len(people)}
        assert _people(project, by) == before
        again = _taken_out(project, by=by)
        assert _rows(again) == rows
        twice = exchange.sent(again, project=project, name="lista.xlsx", by=by)
        assert [row.fields for row in twice.rows.filter(standing=Standing.CHANGE)] == []
        assert queries.counts(twice) == {Standing.SAME: len(people)}


def _try(project: Project, data: Any, *, by: Member) -> None:
    reader = PeopleReader(project, on=make.TODAY, by=by)
    _there_and_back(project, data.draw(generated.people(reader, most=4)), by=by)


@FEW
@given(st.data())
def some(project: Project, anna: Member, data: Any) -> None:
    _try(project, data, by=anna)


@MANY
@given(st.data())
def very_many(project: Project, anna: Member, data: Any) -> None:
    _try(project, data, by=anna)


def test_people_of_today_come_back_as_they_were(club, anna):
    some(club, anna)


def test_people_of_the_period_before_come_back_as_they_were(older, anna):
    some(older, anna)


@pytest.mark.slow
@pytest.mark.parametrize("period", ["club", "older"])
def test_hundreds_of_lists_come_back_as_they_were(period, anna, request):
    very_many(request.getfixturevalue(period), anna)


@pytest.mark.skipif(
    not OFFICE.exists(), reason="install the Debian package libreoffice-calc-nogui to run this"
)
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_what_libreoffice_saved_anew_comes_back_too(club, anna, kind, tmp_path):
    make.participation(by=anna, of=club, family_name='=Ćwik; "Ż"', **exchange.ASKED)
    make.participation(
        by=anna, of=club, pesel=None, born_on=make.date(1990, 5, 5), **exchange.ASKED
    )

    saved = _saved_anew(_taken_out(club, by=anna), kind, tmp_path)
    found = exchange.sent(saved, project=club, name=f"lista.{kind}", by=anna)
    found = exchange.checked(found, by=anna)

    assert queries.counts(found) == {Standing.SAME: 2}, _mistakes(found)


def _saved_anew(content: bytes, kind: str, folder: Path) -> bytes:
    (folder / "lista.xlsx").write_bytes(content)
    # Semicolons, UTF-8: what the office's own window offers in Poland.
    to = "csv:Text - txt - csv (StarCalc):59,34,76" if kind == "csv" else kind
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        + ["--convert-to", to, "--outdir", str(folder / "saved"), str(folder / "lista.xlsx")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / "saved" / f"lista.{kind}").read_bytes()
