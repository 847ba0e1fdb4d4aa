"""My day: the finding, mine and everybody's, many told in one line, and for whom the rest waits."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from core import tenancy
from core.days import today
from core.ledger.models import Member
from core.permissions import System
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.models import THE_UNIT
from projects.desk import parts
from projects.participants.models import Participation
from tests import make
from tests.make import deadlines as moments
from tests.make import support


def left(alfa, coordinator, *people: tuple[str, int]) -> None:
    """Whoever left so many days ago in one project that runs for long."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        of = make.project(by=anna, title="Pomost", ends_on=today() + timedelta(days=300))
        for name, days_ago in people:
            on = today() - timedelta(days=days_ago)
            moments.left(by=anna, on=on, of=of, family_name=name)


@pytest.fixture
def somebody(alfa, coordinator) -> None:
    left(alfa, coordinator, ("Ćwik", 40), ("Dorsz", 28), ("Ełk", 24), ("Flądra", 1))


def browser_of(client_of, alfa, role: str):
    account = make.account(f"{role}@example.org", "Ewa Konkel", alfa, role)
    return client_of(account, alfa)


def test_a_case_workers_day_goes_from_the_late_to_the_later(client_of, alfa, somebody):
    page = browser_of(client_of, alfa, "case_worker").get("/moj-dzien/")

    shown = [[row.title for row in group.rows] for group in page.context["groups"]]
    assert shown == [["Ćwik Żaneta"], ["Dorsz Żaneta"], ["Ełk Żaneta"], ["Flądra Żaneta"]]
    assert [group.is_late for group in page.context["groups"]] == [True, False, False, False]


def test_many_of_a_kind_are_told_in_one_line_that_opens_them(client_of, alfa, somebody):
    browser = browser_of(client_of, alfa, "settlement_officer")

    [late] = browser.get("/moj-dzien/").context["groups"]

    [row] = late.rows
    assert late.count == 4
    assert "Ćwik" in row.text
    assert "Flądra" not in row.text
    assert len(browser.get(row.url).context["rows"]) == 4


def test_everybodys_day_is_one_step_away(client_of, alfa, somebody):
    browser = browser_of(client_of, alfa, "case_worker")

    mine = browser.get("/moj-dzien/").context["groups"]
    everybodys = browser.get("/moj-dzien/?kto=wszyscy").context["groups"]

    assert sum(group.count for group in mine) == 4
    assert sum(group.count for group in everybodys) == 8


def test_the_coordinator_sees_for_whom_the_rest_waits(client_of, alfa, coordinator, somebody):
    jan = make.member(alfa, "jan@example.org", "Jan Hinc", "case_worker")
    with tenancy.inside(alfa):
        Participation.objects.filter(person__family_name="Ćwik").update(cared_for_by=jan)
    browser = client_of(coordinator, alfa)

    colleagues = browser.get("/moj-dzien/").context["colleagues"]

    # Entries wait for the settlement officer, outcomes for Jan or for any case worker.
    found = {(one.late, one.soon) for one in colleagues}
    assert {(4, 0), (1, 0), (0, 2)} <= found
    assert (colleagues[0].late, colleagues[0].soon) == (4, 0)
    [jans] = [one for one in colleagues if one.name == "Jan Hinc"]
    assert len(browser.get(jans.url).context["rows"]) == 1


def test_an_advisers_day_holds_the_people_they_advise(client_of, alfa, coordinator):
    left(alfa, coordinator, ("Ćwik", 90), ("Dorsz", 91))
    adviser = make.account("ada@example.org", "Ada Formela", alfa, "case_worker")
    jan = make.member(alfa, "jan@example.org", "Jan Hinc", "case_worker")
    with tenancy.inside(alfa):
        ada = Member.objects.get(account_id=adviser.pk)
        Participation.objects.filter(person__family_name="Ćwik").update(advised_by=ada)
        Participation.objects.filter(person__family_name="Dorsz").update(advised_by=jan)
        Participation.objects.update(exit_situation="NO_NEW_ACTIVITY")

    groups = client_of(adviser, alfa).get("/moj-dzien/").context["groups"]

    assert [row.title for group in groups for row in group.rows] == ["Ćwik Żaneta"]


def test_a_day_on_which_nothing_waits_teaches_what_will(client_of, alfa):
    page = browser_of(client_of, alfa, "viewer").get("/moj-dzien/").content.decode()

    assert 'class="empty"' in page


def test_what_is_done_is_ticked_on_the_day_itself(client_of, alfa, coordinator):
    left(alfa, coordinator, ("Ćwik", 3))
    browser = browser_of(client_of, alfa, "settlement_officer")
    [group] = browser.get("/moj-dzien/").context["groups"]

    answer = browser.post("/terminy/zalatw/", {"term": group.rows[0].key, "next": "/moj-dzien/"})

    assert answer["Location"] == "/moj-dzien/"
    assert browser.get("/moj-dzien/").context["groups"] == []


def test_the_day_is_named_in_words():
    with translation.override("pl"):
        assert parts.day_in_words(date(2026, 12, 24)) == "czwartek, 24 grudnia 2026"
    with translation.override("en"):
        assert parts.day_in_words(date(2026, 12, 24)) == "Thursday, 24 December 2026"


def test_a_coordinators_day_begins_with_everybodys_and_narrows_to_their_own(
    client_of, alfa, coordinator, somebody
):
    browser = client_of(coordinator, alfa)

    counts = [
        sum(group.count for group in browser.get(f"/moj-dzien/{query}").context["groups"])
        for query in ("", "?kto=wszyscy", "?kto=moje")
    ]

    assert counts[0] == counts[1] >= 8
    assert counts[2] == 0


def test_todays_sessions_stand_beside_with_who_leads_them(client_of, alfa, coordinator):
    leader = make.account("ada@example.org", "Ada Formela", alfa, "case_worker")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        ada = Member.objects.get(account_id=leader.pk)
        of = make.project(by=anna, ends_on=today() + timedelta(days=300))
        group = support.group(by=anna, of=support.service(of=of, by=anna))
        [somebody] = support.people(1, of=of, by=anna)
        support.join(group, somebody, by=anna, on=today() - timedelta(days=1))
        session = support.session(group, by=anna, held_on=today(), leader=ada)
        support.mark(session, somebody, by=anna, on=today())

    [line] = client_of(leader, alfa).get("/moj-dzien/").context["sessions"]

    assert (line.time, line.who, line.is_mine) == ("09:00–12:00", "Grupa A", True)
    assert "Ada Formela" in line.what
    assert line.filled.count("1") == 2
    assert not client_of(coordinator, alfa).get("/moj-dzien/").context["sessions"][0].is_mine


def test_a_reminder_among_todays_things_says_when_it_is_due():
    """Proof is asked for on the 14th, 21st and 25th day; the term itself is the 28th."""
    friday = date(2026, 11, 20)
    reminded, due = (
        Item(
            due=rules.outcome(left_on=friday - timedelta(days=ago), window_days=28, clock=clock()),
            on=friday,
            subject_id=THE_UNIT,
            person=name,
            facts={"since": friday - timedelta(days=ago)},
        )
        for name, ago in (("Ćwik Żaneta", 21), ("Dorsz Żaneta", 28))
    )

    with translation.override("pl"):
        [group] = parts.groups([reminded, due], by=System("test"))
        found = parts.finding([reminded, due])

    assert group.title == "Dziś: termin albo przypomnienie"
    assert [row.when for row in group.rows] == ["Przypomnienie: termin za 7 dni", "Dziś"]
    assert found == "Jedna sprawa na dziś, jedno przypomnienie na dziś"
