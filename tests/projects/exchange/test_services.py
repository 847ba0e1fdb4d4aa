"""Support given without a sheet comes from a file: by the same rules as on the person's page."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger.models import AuditEvent, Member
from projects.agreements.models import Project
from projects.exchange import operations, queries
from projects.exchange.models import Import
from projects.exchange.readers.services import ServicesReader
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants.models import Participation
from projects.support import operations as support_operations
from projects.support.forms import GiveForm
from projects.support.models import SupportGiven
from projects.support.queries.catalogue import services_of
from projects.support.vocabulary import Kind
from tests import make
from tests.make import exchange, support

TITLES = ("Nr PESEL", "Nazwisko", "Imię", "Data urodzenia", "Usługa", "Dzień", "Ilość")
TICKET = ("", "", "", "Bilet", "02.11.2026", "2")


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    found = make.project(by=anna)
    support.benefit(of=found, by=anna)
    return found


@pytest.fixture
def zaneta(anna, project) -> Participation:
    return make.participation(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)


def _checked(project: Project, *rows: tuple[str, ...], by: Member) -> Import:
    content = exchange.table(TITLES, *rows)
    found = exchange.sent(content, project=project, kind="services", by=by)
    return exchange.checked(found, by=by)


def _of(person: Participation, *rest: str) -> tuple[str, ...]:
    return (person.person.pesel or "", *(rest or TICKET))


def test_columns_are_recognised_by_the_titles_of_offices(anna, project):
    content = exchange.table(TITLES, _row_of("x"))
    found = exchange.sent(content, project=project, kind="services", by=anna)

    assert set(found.columns) == {
        "pesel",
        "family_name",
        "given_name",
        "born_on",
        "service",
        "given_on",
        "quantity",
    }


def _row_of(pesel: str) -> tuple[str, ...]:
    return (pesel, *TICKET)


def test_what_a_file_says_was_given_is_written_down(anna, project, zaneta):
    found = _checked(
        project, _of(zaneta), _of(zaneta, "", "", "", "bilet", "3.11.2026", "1,5"), by=anna
    )
    assert queries.counts(found) == {Standing.ADD: 2}

    found = exchange.entered(found, by=anna)

    assert found.step == Step.APPLIED
    given = SupportGiven.objects.order_by("given_on").values_list("given_on", "quantity")
    assert list(given) == [
        (date(2026, 11, 2), Decimal(2)),
        (date(2026, 11, 3), Decimal("1.5")),
    ]


def test_the_same_file_twice_does_nothing(anna, project, zaneta):
    exchange.entered(_checked(project, _of(zaneta), by=anna), by=anna)

    again = _checked(project, _of(zaneta), by=anna)

    assert queries.counts(again) == {Standing.SAME: 1}
    with pytest.raises(operations.NothingToEnter):
        exchange.entered(again, by=anna)


def test_a_person_is_known_by_name_and_date_of_birth_too(anna, project, zaneta):
    who = zaneta.person
    names = (who.family_name.upper(), who.given_name, f"{who.born_on:%d.%m.%Y}")
    found = _checked(project, ("", *names, "Bilet", "02.11.2026", "2"), by=anna)

    exchange.entered(found, by=anna)

    assert SupportGiven.objects.get().participation == zaneta


def test_two_of_one_name_and_day_are_told_apart_by_their_numbers(anna, project):
    facts = {"family_name": "Lis", "given_name": "Anna", "born_on": date(1990, 1, 2), "sex": "F"}
    for _each in range(2):
        make.participation(by=anna, of=project, pesel=None, **facts)
    row = ("", "Lis", "Anna", "02.01.1990", "Bilet", "02.11.2026", "1")
    found = _checked(project, row, by=anna)

    assert "PESEL" in exchange.said(found, 2)["family_name"][0]


def test_nobody_is_told_that_a_number_is_known_in_another_project(anna, project):
    other = make.project(by=anna, title="Inny projekt")
    known = make.participation(by=anna, of=other, pesel=make.PESEL_OF_A_WOMAN)
    nobody = exchange.person(7)["pesel"]
    found = _checked(project, _of(known), _row_of(nobody), by=anna)

    known_elsewhere, unknown = (exchange.said(found, number) for number in (2, 3))
    assert known_elsewhere == unknown
    assert "Nikt w tym projekcie" in unknown["pesel"][0] or "Nobody" in unknown["pesel"][0]


def test_a_number_under_another_name_is_compared_first(anna, project, zaneta):
    row = _of(zaneta, "Kowalska", "Anna", "", *TICKET[3:])
    found = _checked(project, row, by=anna)

    assert list(exchange.said(found, 2)) == ["family_name"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Nieznana usługa", "02.11.2026", "2"), "service"),
        (("Warsztaty kompetencji społecznych", "02.11.2026", "2"), "service"),
        (("Bilet", "31.02.2026", "2"), "given_on"),
        (("Bilet", "02.11.2027", "2"), "given_on"),
        (("Bilet", "02.11.2026", "0"), "quantity"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(anna, project, zaneta, row, field):
    support.service(of=project, by=anna)
    found = _checked(project, _of(zaneta, "", "", "", *row), by=anna)

    assert list(exchange.said(found, 2)) == [field]


def test_a_row_about_nobody_says_what_to_write(anna, project):
    found = _checked(project, _row_of(""), by=anna)

    assert list(exchange.said(found, 2)) == ["pesel"]


def test_two_rows_about_one_entry_are_told_however_they_name_the_person(anna, project, zaneta):
    who = zaneta.person
    names = (who.family_name, who.given_name, f"{who.born_on:%d.%m.%Y}")
    again = ("", *names, *_of(zaneta)[4:])
    found = _checked(project, _of(zaneta), again, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 1}
    assert list(exchange.said(found, 3)) == ["given_on"]


def test_two_quantities_of_one_entry_are_entered_neither(anna, project, zaneta):
    otherwise = (*_of(zaneta)[:-1], "5")
    found = _checked(project, _of(zaneta), otherwise, by=anna)

    assert queries.counts(found) == {Standing.BAD: 2}


def test_another_quantity_is_taken_only_when_the_file_is_believed(anna, project, zaneta):
    exchange.entered(_checked(project, _of(zaneta), by=anna), by=anna)
    found = _checked(project, _of(zaneta, "", "", "", "Bilet", "02.11.2026", "7"), by=anna)
    assert queries.counts(found) == {Standing.CHANGE: 1}
    assert exchange.row(found, 2).fields == ["quantity"]

    found = exchange.entered(found, differing=Differing.FILE, by=anna)
    assert SupportGiven.objects.get().quantity == 7

    exchange.taken_back(found, by=anna)
    assert SupportGiven.objects.get().quantity == 2


def test_taking_back_leaves_nothing_and_one_row_in_the_trail(anna, project, zaneta):
    rows = [_of(zaneta, "", "", "", "Bilet", f"{day:02}.11.2026", "1") for day in range(2, 6)]
    found = exchange.entered(_checked(project, *rows, by=anna), by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 4}
    assert not SupportGiven.objects.exists()
    assert AuditEvent.objects.filter(verb="took support back").count() == 1


def test_what_somebody_wrote_anew_since_stays_and_says_why(anna, project, zaneta):
    found = exchange.entered(_checked(project, _of(zaneta), by=anna), by=anna)
    facts = {"on": make.TODAY, "by": anna}
    support_operations.take_back_support(given=SupportGiven.objects.get(), **facts)
    support_operations.give_support(
        participation=zaneta,
        service=services_of(project).get(),
        given_on=support.MONDAY,
        quantity=Decimal(9),
        **facts,
    )

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.KEPT: 1}
    assert exchange.why(found, 2)
    assert SupportGiven.objects.get().quantity == 9


def test_an_exit_that_stands_on_support_keeps_that_alone(anna, project):
    """Without the only support there would be no start before the exit."""
    support.benefit(
        of=project, by=anna, name="Badania", area="HEALTH", counts_as_first_support=True
    )
    one, two = support.people(2, of=project, by=anna, born_on=date(1990, 1, 2), sex="F")
    rows = [
        ("", who.person.family_name, who.person.given_name, "02.01.1990", "Badania", day, "1")
        for who, day in ((one, "02.11.2026"), (two, "03.11.2026"))
    ]
    found = exchange.entered(_checked(project, *rows, by=anna), by=anna)
    _leaves(one, date(2026, 11, 10))

    found = exchange.taken_back(found, by=anna)

    assert found.step == Step.UNDONE
    assert queries.counts(found) == {Standing.KEPT: 1, Standing.BACK: 1}
    assert one.person.family_name in exchange.why(found, 2)


def test_what_was_refused_meanwhile_says_why(anna, project, zaneta):
    found = _checked(project, _of(zaneta), by=anna)
    _leaves(zaneta, date(2026, 10, 1))

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.FAILED: 1}
    assert zaneta.person.family_name in exchange.why(found, 2)


def _leaves(who: Participation, ended_on: date) -> None:
    """Past the operation, so that nothing else of the participation changes."""
    facts = {"ended_on": ended_on, "completed_path": False, "exit_situation": "OTHER"}
    Participation.objects.filter(pk=who.pk).update(**facts)


RIGHT = {"service": "", "given_on": "02.11.2026", "quantity": "2"}
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day:%d.%m.%Y}")
NUMBERS = st.decimals(-1, 10**9, allow_nan=False, places=3).map(str) | st.integers(-1, 40).map(str)
ODD = st.sampled_from(["", "?", "31.02.2026", "1,5", "1 000", "1.234,5", "1e2", "Warsztaty"])
CHANGES = st.dictionaries(
    st.sampled_from(["given_on", "quantity"]), st.one_of(DAYS, NUMBERS, ODD), max_size=2
)


@settings(max_examples=200, deadline=None)
@given(CHANGES)
def accepted_alike(anna, zaneta, reader, services, changes):
    posted = {**RIGHT, "service": str(services[0].pk), **changes}
    form = GiveForm(posted, services=services_of(zaneta.project, Kind.OTHER))
    facts = {"participation": zaneta, "on": make.TODAY, "by": anna}
    is_refused = not form.carry_out(support_operations.give_support, **facts)
    SupportGiven.objects.all().delete()

    cells = {**posted, "pesel": zaneta.person.pesel}
    read = reader.read({name: (text, "t") for name, text in cells.items() if text})
    mistakes = read.mistakes or reader.compare([(read.entry, b"")])[0].mistakes

    assert bool(mistakes) == is_refused, (changes, form.errors, mistakes)


def test_the_page_and_the_file_accept_the_same(anna, project, zaneta):
    reader = ServicesReader(project, on=make.TODAY, by=anna)
    accepted_alike(anna, zaneta, reader, list(services_of(project)))
