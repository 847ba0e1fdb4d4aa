"""An export is of one moment, needs little memory, and tells what does not open."""

from datetime import UTC
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core import tenancy
from core.crypto import Unreadable
from core.days import today
from core.ledger.models import Member
from core.permissions import System
from core.tenancy import moments
from projects.agreements.models import Project
from projects.leaving import preparing as ordering
from projects.participants.models import Person
from projects.workbench import preparing
from projects.workbench.models import PreparedFile
from tests import make
from tests.journeys import site
from tests.make import leaving

BY = System("test")


def asked(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def test_what_is_written_meanwhile_is_not_seen_and_what_was_there_is(own_database):
    alfa = make.tenant("alfa")
    with tenancy.inside(alfa):
        make.project(by=BY, title="Przed")
    written = []

    def tell(_done: int, _of: int) -> None:
        if not written:
            written.append(make.project(by=BY, title="Potem"))

    export = leaving.export(alfa, tell=tell)

    assert [row["title"] for row in export.rows("project")] == ["Przed"]
    with tenancy.inside(alfa):
        assert Project.objects.filter(title="Potem").exists()


def test_a_worker_writes_pieces_and_progress_while_it_reads_the_moment(own_database):
    with tenancy.inside(make.tenant("alfa")):
        asking, agreeing = (leaving.administrator("alfa", name) for name in ("Adam", "Ida"))
        export = leaving.agreed(by=asking, agreed_by=agreeing, on=today())
        prepared = ordering.prepare(export, at=timezone.now(), by=asking)

        preparing.make(prepared.pk)

        prepared.refresh_from_db()
        assert prepared.state == PreparedFile.State.READY
        assert 0 < prepared.done_count <= prepared.total_count
        content = b"".join(preparing.content_of(prepared))
        assert ZipFile(BytesIO(content)).testzip() is None


def test_the_archive_is_named_after_the_day_of_its_unit_not_of_greenwich(own_database):
    with tenancy.inside(make.tenant("alfa")):
        asking, agreeing = (leaving.administrator("alfa", name) for name in ("Adam", "Ida"))
        export = leaving.agreed(by=asking, agreed_by=agreeing, on=today())
        night = timezone.localtime().replace(hour=0, minute=30)

        prepared = ordering.prepare(export, at=night.astimezone(UTC), by=asking)

        assert prepared.name == f"alfa-{night:%Y-%m-%d}.zip"


def test_a_look_at_a_moment_writes_nothing_and_sees_one_state_from_everywhere(own_database):
    alfa, beta = make.tenant("alfa"), make.tenant("beta")

    with moments.kept() as moment:
        for place in (alfa, beta):
            with tenancy.inside(place), moment.seen():
                assert asked("show transaction_isolation") == ("repeatable read",)
                assert asked("select current_schema()") == (place.schema_name,)
        with tenancy.inside(alfa), pytest.raises(DatabaseError, match="read-only"), moment.seen():
            Member.objects.create(display_name="x", account_id=alfa.uuid)
        with tenancy.inside(alfa):
            make.project(by=BY)
            with moment.seen():
                assert not Project.objects.exists()
            assert Project.objects.exists()


def test_the_connection_that_keeps_the_moment_is_given_back(own_database):
    signed_in = "select count(*) from pg_stat_activity where datname = current_database()"
    [before] = asked(signed_in)

    with pytest.raises(RuntimeError), moments.kept():
        assert asked(signed_in) == (before + 1,)
        raise RuntimeError

    # The server notices a moment later that it was left.
    site.until(lambda: asked(signed_in) == (before,), "the moment is given up", seconds=30)


def test_a_table_of_more_rows_than_are_read_at_once_is_whole(alfa, monkeypatch):
    monkeypatch.setattr("projects.leaving.reading.ROWS_AT_ONCE", 2)
    with tenancy.inside(alfa):
        titles = {make.project(by=BY, title=f"Projekt {number}").title for number in range(5)}

    export = leaving.export(alfa)

    assert sorted(row["title"] for row in export.rows("project")) == sorted(titles)


def test_a_value_that_does_not_open_is_absent_and_named(alfa, inside_alfa):
    one = make.participation(by=inside_alfa).person
    with connection.cursor() as cursor:
        cursor.execute("update person set phone = email where id = %s", [one.pk])

    export = leaving.export(alfa)

    [row] = export.rows("person")
    assert (row["phone"], row["email"]) == (None, "zaneta@example.org")
    named = {"table": "person", "column": "phone", "row": str(one.pk)}
    assert export.manifest["unreadable"] == [named]


def test_without_the_key_of_the_unit_nothing_is_made(alfa):
    with transaction.atomic():
        alfa.wrapped_key = alfa.wrapped_key[:-1] + b"x"

    with pytest.raises(Unreadable):
        leaving.export(alfa)


def test_hostile_texts_come_back_as_they_were(alfa, inside_alfa):
    hostile = '=cmd|"/c calc"!A1\r\n\u2028\u202e;,\t"'
    make.participation(by=inside_alfa)
    Person.objects.update(given_name=hostile)

    export = leaving.export(alfa)

    [row] = export.rows("person")
    head, cells = export.cells("person")
    assert row["given_name"] == hostile
    assert cells[head.index("given_name")] == hostile
