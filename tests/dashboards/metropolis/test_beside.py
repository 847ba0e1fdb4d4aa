"""What the day's release tells beside its cells equals a plain count, and hides what is of few."""

from collections import Counter
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from core import tenancy
from core.days import today
from core.ledger.models import Member, OutboxEntry
from dashboards import disclosure
from dashboards.disclosure import Figure
from dashboards.metropolis import beside, codes, queries, recruiting, releasing, supporting
from dashboards.metropolis.beside import OpenKey
from dashboards.metropolis.models import (
    ReleasedHours,
    ReleasedOpen,
    ReleasedProject,
)
from dashboards.metropolis.queries import Pair, Scope
from indicators.facts.models import ProjectCard
from indicators.facts.tasks import publish_tenant
from projects.recruitment.models import Candidate
from projects.support import operations as baskets
from projects.support.models import PlannedSupport, SupportGiven
from tests import make
from tests.indicators.facts import world
from tests.make import recruitment, support

FEW = 5


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def helped(alfa, anna):
    """Give so many people of a new project of alfa hours of a social service on a day."""

    def give(count: int, hours: int, on: date, *, first: int = 0) -> None:
        with tenancy.inside(alfa):
            project = make.project(by=anna, edition_no=first + 1)
            service = support.benefit(of=project, by=anna, unit="HOUR")
            for serial in range(first, first + count):
                row = world.takes_part(world.person(serial), project, started_on=on)
                SupportGiven.objects.create(
                    participation=row, service=service, given_on=on, quantity=Decimal(hours)
                )
        publish_tenant(alfa)

    return give


def _release():
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return releasing.release_breakdowns()


def _hours(**which):
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return {
            (row.unit_code, row.area, row.period): row.given_hours
            for row in ReleasedHours.objects.filter(**which)
        }


def test_released_hours_equal_a_plain_sum(helped):
    helped(6, 3, date(2026, 2, 10))
    helped(5, 2, date(2025, 5, 10), first=6)

    release = _release()

    hours = _hours(release=release, area="")
    assert hours["", "", "ALL"] == hours["2205", "", "ALL"] == 6 * 3 + 5 * 2
    assert hours["", "", "2026Q1"] == hours["2205", "", "2026"] == 18
    assert ("2205", "", "2026Q1") not in hours


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_hours_of_fewer_than_five_people_are_hidden(helped, people, is_told):
    helped(people, 3, date(2026, 2, 10))

    release = _release()

    assert {value is not None for value in _hours(release=release).values()} == {is_told}


def test_a_hidden_year_takes_another_with_it(helped):
    helped(4, 3, date(2026, 2, 10))
    helped(9, 2, date(2025, 5, 10), first=4)

    hours = _hours(release=_release(), unit_code="2205", area="")

    assert (hours["2205", "", "2026"], hours["2205", "", "2025"]) == (None, None)
    assert hours["2205", "", "ALL"] == 4 * 3 + 9 * 2


HOURS = st.tuples(
    st.sampled_from(["2205", "2212", codes.UNPLACED]),
    st.sampled_from(["SOCIAL", "HEALTH"]),
    st.sampled_from(["2025Q1", "2025Q3", "2026Q2"]),
    st.integers(1, 8),
    st.integers(1, 6),
)


def _told(rows) -> dict[supporting.Key, supporting.Support]:
    """Sums as a release has them, each with who is behind it."""
    found: dict[supporting.Key, list] = {}
    for position, (unit, area, quarter, people, hours) in enumerate(rows):
        for place in ("", unit):
            for kind in ("", area):
                for period in ("ALL", quarter[:4], *([] if place else [quarter])):
                    sums = found.setdefault(
                        supporting.Key(place, kind, period), [Decimal(0), set()]
                    )
                    sums[0] += people * hours
                    sums[1] |= {(position, one) for one in range(people)}
    return {
        key: supporting.Support(told, told, *[len(who)] * 4) for key, (told, who) in found.items()
    }


@settings(deadline=None, max_examples=40)
@given(st.lists(HOURS, min_size=1, max_size=8))
def test_no_sum_of_hours_has_a_single_hidden_part(rows):
    told = _told(rows)

    hidden = supporting.protected(told)[1]

    assert {key for key, each in told.items() if each.people < FEW} <= hidden
    for line in supporting.lines(told):
        assert sum(key in hidden for key in (line.total, *line.parts)) != 1


@settings(deadline=None, max_examples=40)
@given(st.lists(HOURS, min_size=1, max_size=8))
def test_no_few_people_of_support_follow_from_the_others(rows):
    told = _told(rows)

    hidden = supporting.protected(told)[1]

    figures = {
        key: Figure.hidden() if key in hidden else Figure.of(each.given_people)
        for key, each in told.items()
    }
    known = disclosure.of_shown(figures, least=1)
    few = {key for key, each in told.items() if each.given_people < FEW}
    at_most = supporting.limits(told)
    assert disclosure.recovered(known, [], at_most=at_most, asked=few) == {}


@pytest.fixture
def lunches(alfa, anna):
    """Plan lunches for six people of a new project, and give them to five."""

    def give() -> None:
        with tenancy.inside(alfa):
            project = make.project(by=anna, edition_no=40)
            lunch = support.benefit(of=project, by=anna, name="Obiad")
            for serial in range(40, 46):
                row = world.takes_part(world.person(serial), project, started_on=date(2026, 2, 10))
                PlannedSupport.objects.create(
                    participation=row, service=lunch, quantity=Decimal(20)
                )
                if serial < 45:
                    SupportGiven.objects.create(
                        participation=row,
                        service=lunch,
                        given_on=date(2026, 2, 11),
                        quantity=Decimal(1),
                    )
        publish_tenant(alfa)

    return give


def test_people_of_an_area_are_told_even_where_it_has_no_hours(lunches, nowacka):
    lunches()
    _release()

    page = nowacka.get("/koszyk/?powiat=2205")

    label, *told = page.context["chart"].table.rows[-2]
    assert (label, told) == ("Wsparcie towarzyszące", [6, 5, 0, 0])


def test_who_was_helped_in_two_areas_is_counted_once_together(helped, alfa, anna):
    helped(6, 3, date(2026, 2, 10))
    with tenancy.inside(alfa):
        given = SupportGiven.objects.order_by("pk")
        facts = {"name": "Masaż", "area": "HEALTH", "unit": "HOUR"}
        massage = support.benefit(of=given[0].participation.project, by=anna, **facts)
        for each in given:
            baskets.give_support(
                participation=each.participation,
                service=massage,
                given_on=date(2026, 3, 10),
                quantity=Decimal(2),
                on=make.TODAY,
                by=anna,
            )
    publish_tenant(alfa)

    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        rows = ReleasedHours.objects.filter(release=release, unit_code="", period="ALL")
        told = {row.area: (row.given_people_count, row.given_hours) for row in rows}
    assert told == {"": (6, 30), "ACCOMPANYING": (6, 18), "HEALTH": (6, 12)}


def test_what_is_pending_and_lost_is_released_as_of_its_day(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        for serial in range(7):
            ended_on = today() if serial < 6 else date(2025, 3, 1)
            world.takes_part(
                world.person(serial),
                project,
                started_on=date(2025, 1, 15),
                ended_on=ended_on,
                completed_path=True,
                exit_situation="BEING_MONITORED",
            )
    publish_tenant(alfa)

    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        rows = {
            row.unit_code: (row.pending_count, row.closing_count, row.lost_count)
            for row in ReleasedOpen.objects.filter(
                release=release, definition_code="EMPLOYED_AFTER"
            )
        }
    assert rows == {"": (6, 0, None), "2205": (6, 0, None)}


@given(
    st.dictionaries(
        st.sampled_from(["2205", "2212", "2208"]),
        st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)),
        min_size=1,
    )
)
def test_no_few_pending_results_follow_from_the_others(units):
    counts: Counter[OpenKey] = Counter()
    for unit, (closing, later, lost) in units.items():
        states = {"closing": closing, "later": later, "pending": closing + later, "lost": lost}
        for state, count in states.items():
            counts[OpenKey(unit, "X", state)] += count
            counts[OpenKey("", "X", state)] += count

    hidden = beside.hidden_open(counts)

    assert {key for key, count in counts.items() if 0 < count < FEW} <= hidden
    for place in ("", *units):
        parts = [OpenKey(place, "X", state) for state in ("pending", "closing", "later")]
        assert sum(part in hidden for part in parts) != 1


def test_recruitment_is_told_once_a_day_and_small_numbers_never(alfa, anna):
    with tenancy.inside(alfa):
        found = recruitment.recruitment(by=anna)
        recruitment.candidate(found, by=anna)
        assert OutboxEntry.objects.filter(topic="card", subject_id=found.project_id).exists()
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert ReleasedProject.objects.get(pk=found.project_id).recruitment is None

    _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        told = ReleasedProject.objects.get(pk=found.project_id).recruitment
    assert told["all"] is None
    assert told["participants"] == 0


RECRUITED = {
    "accepted": {"candidates": 20, "participants": 12},
    "rejected": {"candidates": 7, "participants": 0},
    "reserve": {"candidates": 3, "participants": 0},
}


def _number(serial: int) -> UUID:
    return UUID(int=serial)


def test_recruitment_adds_up_where_it_is_shown():
    counts = recruiting.counted({("2205", _number(1)): RECRUITED})

    hidden = recruiting.hidden_of(counts)

    of_project = {key.name: key in hidden for key in counts if key.project_id}
    assert of_project["reserve"]
    assert not of_project["all"]
    assert counts["2205", None, "all"] == counts["", None, "all"] == 30
    assert [name for name, is_hidden in of_project.items() if is_hidden] != ["reserve"]
    assert recruiting.counted({("2205", _number(1)): {}}) == {}


def _all_taken(candidates: int) -> dict:
    return {"accepted": {"candidates": candidates, "participants": candidates}}


def test_who_was_taken_stands_in_for_no_hidden_people():
    """Three people of one project, hidden; the twenty of the other are hidden for their sake."""
    of_two, elsewhere = ("2205", _number(2)), ("2261", _number(3))
    counts = recruiting.counted({of_two: _all_taken(20), elsewhere: _all_taken(300)})

    hidden = recruiting.hidden_of(counts, untold={("2205", _number(1)), of_two})

    names = {key.name for key in hidden if (key.unit_code, key.project_id) == of_two}
    assert {"participants", "accepted"} <= names
    # Nor do units tell them.
    assert ("2205", None, "participants") in hidden


def test_who_was_taken_waits_for_the_people_of_the_cells(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        for serial in range(20):
            world.takes_part(world.person(serial), project)
    publish_tenant(alfa)

    def taken(count: int) -> int | None:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            ProjectCard.objects.update(recruitment=_all_taken(count))
        _release()
        with tenancy.acting_as(tenancy.Role.METROPOLIS):
            return ReleasedProject.objects.get(pk=project.pk).recruitment["participants"]

    # No more people are told of than twenty, so there are no more who were taken.
    assert [taken(20), taken(26)] == [20, 20]


CANDIDATES = st.dictionaries(
    st.tuples(st.sampled_from(["2205", "2212"]), st.integers(1, 4).map(_number)),
    st.fixed_dictionaries(
        {
            standing: st.builds(
                lambda n, of: {"candidates": n, "participants": min(n, of)},
                st.integers(0, 12),
                st.integers(0, 12) if standing == "accepted" else st.just(0),
            )
            for standing in ("applied", "accepted", "rejected")
        }
    ),
    min_size=1,
    max_size=5,
)


@given(CANDIDATES)
def test_no_few_candidates_of_a_project_follow_from_those_of_its_unit(cards):
    counts = recruiting.counted(cards)

    hidden = recruiting.hidden_of(counts)

    assert {key for key, count in counts.items() if 0 < count < FEW} <= hidden
    for unit in {unit for unit, _project in cards}:
        for name in recruiting.TOLD_OF_UNITS:
            parts = [key for key in counts if key.name == name and key.unit_code == unit]
            assert sum(part in hidden for part in parts) != 1


def test_the_funnel_begins_with_whoever_was_never_taken(alfa, anna):
    with tenancy.inside(alfa):
        found = recruitment.recruitment(by=anna)
        for serial in range(7):
            recruitment.candidate(found, serial, by=anna)
        for serial in range(20, 32):
            world.takes_part(world.person(serial), found.project)
        make.project(by=anna, edition_no=7)
    publish_tenant(alfa)

    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        told = queries.funnel(release, Scope("2205"))
    assert (told.recruited, told.started) == (19, Pair(12, 12))
    assert (told.recruiting, told.projects) == (1, 2)
    assert (told.completed, told.outcome) == (Pair(), Pair())


@pytest.fixture
def began(alfa, anna):
    """Let so many people begin on a day; all of them complete their path, some much later."""

    def begin(count: int, on: date, *, until: date, edition: int) -> None:
        with tenancy.inside(alfa):
            project = make.project(by=anna, edition_no=edition)
            for serial in range(edition * 100, edition * 100 + count):
                world.takes_part(
                    world.person(serial),
                    project,
                    started_on=on,
                    ended_on=until,
                    completed_path=True,
                    exit_situation="BEING_MONITORED",
                )
        publish_tenant(alfa)

    return begin


def test_the_way_of_a_year_follows_those_who_began_in_it(began, nowacka):
    began(12, date(2025, 11, 3), until=date(2026, 3, 1), edition=1)
    began(9, date(2026, 1, 12), until=date(2026, 5, 1), edition=2)
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        completed = queries.by_unit(release, "2026")["2205", codes.COMPLETED]
        earlier = queries.funnel(release, Scope("2205", "2025"))
        later = queries.funnel(release, Scope("", "2026"))
    assert completed == Pair(21, 21)
    assert (earlier.started, earlier.completed) == (Pair(12, 12), Pair(12, 12))
    assert (later.started, later.completed, later.outcome) == (Pair(9, 9), Pair(9, 9), Pair())
    page = nowacka.get("/droga/?okres=2025")
    assert [row[:2] for row in page.context["chart"].table.rows] == [
        ("Rozpoczęło udział", 12),
        ("Ukończyło ścieżkę", 12),
        ("Pracują po zakończeniu udziału", 0),
    ]


def test_few_of_a_year_are_hidden_and_so_is_the_year_that_would_tell_them(began):
    began(12, date(2025, 11, 3), until=date(2026, 3, 1), edition=1)
    began(9, date(2024, 11, 3), until=date(2026, 3, 1), edition=2)
    began(3, date(2026, 1, 12), until=date(2026, 5, 1), edition=3)

    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        years = ("2024", "2025", "2026")
        told = [queries.funnel(release, Scope("", year)).completed for year in years]
    assert told[2] == Pair("HIDDEN", "HIDDEN")
    assert told.count(Pair("HIDDEN", "HIDDEN")) == 2


def test_the_publisher_cannot_read_a_candidate_but_how_many_there_are(alfa, anna):
    with tenancy.inside(alfa):
        recruitment.candidate(recruitment.recruitment(by=anna), by=anna)
    with tenancy.inside(alfa, role=tenancy.Role.PUBLISHING):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Candidate.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("select standing, candidates_count from counting_recruitment")
            assert cursor.fetchall() == [("applied", 1)]


def test_a_candidate_publishes_no_participation_anew(alfa, anna, monkeypatch):
    with tenancy.inside(alfa):
        found = recruitment.recruitment(by=anna)
        world.takes_part(world.person(1), found.project)
    publish_tenant(alfa)
    with tenancy.inside(alfa):
        recruitment.candidate(found, by=anna)

    with tenancy.inside(alfa, role=tenancy.Role.PUBLISHING):
        from indicators.facts import publishing

        touched = publishing.publish(alfa, on=today())

    assert (touched.participations, touched.cards) == (set(), {found.project_id})


@pytest.fixture
def nowacka(metropolis, client_of):
    account = make.account(
        "nowacka@example.org", "Ewa Nowacka", metropolis, "metropolitan_coordinator"
    )
    return client_of(account, metropolis)


def test_pages_show_hours_and_open_results_and_a_mark_where_they_are_hidden(helped, nowacka):
    helped(6, 3, date(2026, 2, 10))
    helped(5, 2, date(2025, 5, 10), first=6)
    helped(1, 7, date(2024, 5, 10), first=11)
    _release()

    unit = nowacka.get("/powiaty-i-miasta/2205/")
    told = {row[0]: row[3] for row in unit.context["hours"].rows}

    assert told["2024"] == "HIDDEN"
    assert [told["2025"], told["2026"]].count("HIDDEN") == 1
    assert "Godziny wsparcia" in unit.content.decode()
    assert "Godziny wsparcia" in nowacka.get("/powiaty-i-miasta/").content.decode()


def test_a_projects_page_shows_its_recruitment(alfa, anna, nowacka):
    with tenancy.inside(alfa):
        found = recruitment.recruitment(by=anna)
        for serial in range(6):
            recruitment.candidate(found, serial, by=anna)
    publish_tenant(alfa)
    _release()

    page = nowacka.get(f"/projekty/{found.project_id}/")

    told = {fact["label"]: fact["value"] for fact in page.context["recruitment"]}
    assert told["zgłosiło się"] == "6"
    assert told["przyjęto do projektu"] == "0"
