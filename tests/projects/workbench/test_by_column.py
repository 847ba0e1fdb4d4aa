"""A long file is made column by column, without a record of any row: in the words that the page shows."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import tenancy
from core.crypto import Unreadable
from core.days import today
from core.ledger.models import Member
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.recruitment import parts
from projects.recruitment.list_page import CANDIDATES
from projects.recruitment.vocabulary import Standing
from projects.workbench import exporting, lists, taking_out
from projects.workbench.columns import Number, Of
from sheets import reading
from tests import make
from tests.make import deadlines, recruitment


class Closed:
    """A row of a project whose numbers the reader may not take out."""

    project_id = None

    @property
    def number(self):
        raise AssertionError("it was opened")


FORMATS = ("csv", "xlsx", "parquet")
HOSTILE = "=1+1 <&> \u202e\x07 _x0041_ 44051401359"


@pytest.fixture
def crowd(alfa, anna, ewa, club):
    """Somebody in every state that a list tells of, and candidates in some."""
    with tenancy.inside(alfa):
        project = club[0].project
        make.accepted(by=anna, of=project, pesel=None, family_name=HOSTILE)
        Participation.objects.filter(pk=club[0].pk).update(cared_for_by=ewa, advised_by=anna)
        Participation.objects.filter(pk=club[1].pk).update(last_support_on=today())
        for days in (0, 25, 200):
            deadlines.left(by=anna, of=project, on=today() - timedelta(days=days))
        deadlines.left(by=anna, of=project, on=deadlines.LEFT_ON, situation="TOOK_UP_WORK")
        _candidates(anna)
    return project


def _candidates(anna):
    """One in each state that the list of candidates tells of."""
    found = recruitment.recruitment(by=anna)
    facts = [
        {},
        {"points": Decimal("3.50")},
        {"points": Decimal(7), "scored_at": timezone.now(), "has_priority": True},
        {"standing": Standing.ACCEPTED, "took_part": True},
        {"given_name": "", "family_name": ""},
        {"erased_at": timezone.now(), "standing": Standing.REJECTED},
        {"family_name": HOSTILE, "delete_after": today()},
    ]
    for serial, told in enumerate(facts):
        one = recruitment.candidate(found, serial, by=anna)
        type(one).objects.filter(pk=one.pk).update(**told)


def rows_of(page, anna):
    return page.ordered(anna, QueryDict())


@pytest.mark.parametrize("code", ["participants", "candidates"])
def test_each_column_says_of_many_what_it_says_of_each(code, alfa, anna, crowd):
    page = lists.registered[code]
    told = [column for column in page.columns if isinstance(column.value, Of)]
    with tenancy.inside(alfa):
        records = list(rows_of(page, anna))
        for column in told:
            fields = rows_of(page, anna).prefetch_related(None).values_list(*column.value.fields)
            by_column = column.value.tells(today())(*zip(*fields, strict=True))

            assert list(by_column) == [column.value(row, today()) for row in records], column.code

    assert len(records) > 2
    assert told


def test_every_registered_list_is_compared():
    assert set(lists.registered) == {"participants", "candidates"}


@pytest.mark.parametrize(
    ("page", "with_record"), [(PARTICIPANTS, []), (CANDIDATES, ["conditions"])]
)
def test_only_what_comes_from_elsewhere_needs_a_record(page, with_record):
    made = [column.code for column in page.columns if not isinstance(column.value, Of)]

    assert made == with_record


def test_a_number_that_may_not_be_taken_out_is_not_even_opened():
    page = replace(PARTICIPANTS, pesel=Number(field="number", project="project_id"))
    nobody = Member(display_name="Jan", grants=[])

    assert taking_out._number(page, nobody)(Closed(), today()) is None


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("page", [PARTICIPANTS, CANDIDATES], ids=lambda page: page.code)
def test_the_whole_file_is_the_same_as_from_records(
    page, file_format, alfa, anna, crowd, monkeypatch
):
    monkeypatch.setattr(taking_out, "CHUNK", 3)
    monkeypatch.setattr(exporting, "TOGETHER", 2)
    at = timezone.now()
    page = without_conditions(page)
    with tenancy.inside(alfa):
        count = rows_of(page, anna).count()
        by_column, trace = written(page, file_format, anna, at)
        by_record, same_trace = written(asking_each_row(page), file_format, anna, at)

    assert told(by_column, file_format) == told(by_record, file_format)
    assert trace == same_trace
    assert trace.count == count > 6


def without_conditions(page):
    columns = [one for one in page.columns if one.code != "conditions"]
    return replace(page, columns=tuple(columns))


def test_candidates_are_read_by_their_fields_alone(alfa, anna, crowd):
    page = without_conditions(CANDIDATES)
    with tenancy.inside(alfa), CaptureQueriesContext(connection) as asked:
        written(page, "csv", anna, timezone.now())

    [rows] = [one["sql"] for one in asked if '"candidate"."points"' in one["sql"]]
    assert '"candidate"."pesel"' in rows
    assert '"candidate"."state"' not in rows
    assert "candidate_document" not in rows


def test_a_column_that_needs_a_record_stands_beside_those_that_need_none(
    alfa, anna, crowd, monkeypatch
):
    monkeypatch.setattr(taking_out, "CHUNK", 3)
    with tenancy.inside(alfa):
        content, trace = written(CANDIDATES, "xlsx", anna, timezone.now())
        records = list(rows_of(CANDIDATES, anna))
        told_of = {str(one.number): parts.conditions_of(one) for one in records}

    head, *rows = [row.cells for row in told(content, "xlsx") if row.sheet == 0]
    number, conditions = (
        head.index(str(CANDIDATES.column(code).label)) for code in ("number", "conditions")
    )
    assert {row[number]: row[conditions] for row in rows} == told_of
    assert len(set(told_of.values())) > 1
    assert trace.count == len(rows) == 7


def asking_each_row(page):
    """The same list, whose columns say of each row what they say."""
    columns = [
        replace(one, value=lambda row, on, value=one.value: value(row, on)) for one in page.columns
    ]
    return replace(page, columns=tuple(columns))


def of_all(page, file_format):
    return taking_out.Asked(
        page=page,
        query=QueryDict(),
        columns=[column.code for column in page.columns],
        file_format=file_format,
        with_pesel=True,
        reason="kontrola danych",
    )


def written(page, file_format, anna, at):
    out = BytesIO()
    sheet, trace = taking_out.sheet_of(of_all(page, file_format), by=anna, at=at)
    exporting.write(out, sheet, file_format)
    return out.getvalue(), trace()


def told(content, file_format):
    if file_format != "xlsx":
        return content
    with reading.opened(content, "a.xlsx") as book:
        return list(book.rows())


def test_progress_is_told_as_it_goes_and_ends_with_everybody(alfa, anna, crowd, monkeypatch):
    monkeypatch.setattr(taking_out, "CHUNK", 3)
    steps = []
    with tenancy.inside(alfa):
        asked = taking_out.Asked(
            page=PARTICIPANTS, query=QueryDict(), columns=["age"], file_format="csv"
        )
        sheet, _trace = taking_out.sheet_of(
            asked, by=anna, at=timezone.now(), tell=lambda done, total: steps.append((done, total))
        )
        list(sheet.rows)

    assert steps == [(3, 8), (6, 8), (8, 8)]


@pytest.mark.parametrize("page", [PARTICIPANTS, CANDIDATES], ids=lambda page: page.code)
def test_the_trail_and_the_notes_count_what_was_written(page, alfa, anna, crowd):
    with tenancy.inside(alfa):
        asked_for = rows_of(page, anna).count()
        sheet, trace = taking_out.sheet_of(of_all(page, "xlsx"), by=anna, at=timezone.now())
        make.accepted(by=anna, of=crowd, pesel=None, family_name="Spóźniona")
        recruitment.candidate(recruitment.recruitment(by=anna, name="Później"), 7, by=anna)
        content = exporting.as_xlsx(sheet)

    rows = told(content, "xlsx")
    assert len([row for row in rows if row.sheet == 0]) == 1 + asked_for + 1
    assert trace().count == asked_for + 1
    assert ("Wiersze", str(asked_for + 1)) in [row.cells for row in rows]


def test_a_number_that_was_moved_to_another_row_does_not_open(alfa, anna, crowd, club):
    with tenancy.inside(alfa):
        one, other = club[0].person, club[1].person
        kept = type(one).objects.filter(pk=one.pk).values_list("pesel", flat=True)[0]
        type(one).objects.filter(pk=other.pk).update(pesel=kept)

        with pytest.raises(Unreadable):
            written(PARTICIPANTS, "csv", anna, timezone.now())


def test_the_number_of_a_row_without_one_is_missing():
    numbers = exporting.Wholes(["44051401359", None, ""])

    assert exporting.plain_column(numbers) == ["44051401359", None, None]


def test_what_is_told_of_a_repeated_value_is_worked_out_once():
    asked = count()
    column = Of(("sex",), lambda value: f"{value}{next(asked)}")
    tells = column.tells(today())

    assert list(tells(["F", "M", "F"])) == ["F0", "M1", "F0"]
    assert list(tells(["M", "F"])) == ["M1", "F0"]
