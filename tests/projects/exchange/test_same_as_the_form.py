"""The form and the file accept and refuse exactly the same values."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.exchange.readers import typed
from projects.exchange.readers.people import PeopleReader
from projects.participants.forms import EnterForm
from projects.participants.models import Participation
from tests import make

RIGHT = {
    "participant_kind": "INDIVIDUAL",
    "notice_given_on": "2026-03-02",
    "started_on": "03.03.2026",
    "family_name": "Ćwik",
    "given_name": "Żaneta",
    "pesel": make.PESEL_OF_A_WOMAN,
    "citizenship": "PL",
    "phone": "600 100 200",
    "email": "zaneta@example.org",
    "gmina": "2205023",
    "place": "Kartuzy",
    "postal_code": "83-300",
    "labour_status": "INACTIVE",
    "labour_detail": "NOT_IN_EDUCATION",
    "isced": "3",
    "disability": "NO",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
    "at_risk": "on",
}
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(lambda day: f"{day:%d.%m.%Y}")
ODD = st.sampled_from(
    ["", "?", "31.02.2026", "83 300", "85822812348", "zażółć@example.org", "brak"]
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=90)
VALUES = {
    "started_on": DAYS,
    "notice_given_on": DAYS,
    "declared_on": DAYS,
    "isced": st.integers(-1, 9).map(str),
    "labour_status": st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED"]),
    "labour_detail": st.sampled_from(["LONG_TERM", "OTHER", "NOT_IN_EDUCATION", "IN_EDUCATION"]),
    "months_out_of_work": st.integers(-2, 800).map(str),
    "citizenship": st.sampled_from(["PL", "EU", "OUTSIDE_EU"]),
    "third_country": st.sampled_from(["YES", "NO"]),
    "foreign_background": st.sampled_from(["YES", "NO"]),
    "sex": st.sampled_from(["F", "M"]),
    "born_on": st.dates(date(1884, 1, 1), date(2020, 1, 1)).map(lambda day: f"{day:%d.%m.%Y}"),
    "pesel": st.sampled_from([make.PESEL_OF_A_WOMAN, make.PESEL_OF_A_MAN, "85822812348"]),
    "other_identifier": TEXTS,
    "country": st.sampled_from(["PL", "UA", "XX"]),
}
CHANGES = st.lists(
    st.sampled_from(sorted({*RIGHT, *VALUES} - {"at_risk"})).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(VALUES.get(name, TEXTS), ODD))
    ),
    max_size=4,
)


@pytest.fixture
def doors(inside_alfa):
    """The form of a project, and the reader of its files."""
    project = make.project(by=inside_alfa)
    facts = {"project": project, "on": make.TODAY}

    def form(posted):
        return EnterForm(posted, visible=Participation.objects.none(), **facts)

    return form, PeopleReader(by=inside_alfa, **facts)


@settings(max_examples=300, deadline=None)
@given(CHANGES)
def refused_alike(doors, changes):
    form_of, reader = doors
    posted = {**RIGHT, **dict(changes)}
    # The file knows by the other identifier that there is no PESEL; the page asks with a box.
    if not posted["pesel"] and posted.get("other_identifier"):
        posted["no_pesel"] = "on"

    form = form_of(posted)
    is_refused = not form.is_valid() or bool(form.problems())
    read = reader.read({name: (text, "t") for name, text in posted.items() if text})

    assert bool(read.mistakes) == is_refused, (changes, form.errors, read.mistakes)


def test_what_the_form_refuses_the_file_refuses_and_nothing_else(doors):
    refused_alike(doors)


@pytest.mark.parametrize("words", ["tak", "TAK", "Nie", "x", "1", "0", "prawda"])
def test_yes_and_no_are_read_as_people_write_them(words):
    assert typed.yes_or_no(words) is not None


def test_what_is_neither_yes_nor_no_is_no_answer():
    assert typed.yes_or_no("może") is None


@pytest.mark.parametrize(
    ("cell", "kind", "day"),
    [
        ("2026-03-03", "d", "2026-03-03"),
        ("2026-03-03T00:00:00", "m", "2026-03-03"),
        ("46084", "n", "2026-03-03"),
        ("3032026", "n", "03032026"),
        ("03.03.2026 r.", "t", "03.03.2026"),
        ("3 marca", "t", "3 marca"),
    ],
)
def test_a_day_is_what_the_sheet_meant(cell, kind, day):
    assert typed.day(cell, kind) == day


@pytest.mark.parametrize(
    ("cell", "kind", "number"),
    [
        ("85822812347", "n", "85822812347"),
        ("4622900115", "n", "04622900115"),
        ("4622900115", "t", "04622900115"),
        ("8582281234", "t", "8582281234"),
    ],
)
def test_a_number_gets_back_the_zero_that_a_sheet_took(cell, kind, number):
    assert typed.number_of_person(cell, kind) == number


def test_a_postal_code_gets_its_hyphen_back():
    assert typed.postal_code("83300", "n") == "83-300"
    assert typed.postal_code("83 300", "t") == "83 300"
