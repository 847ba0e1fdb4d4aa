"""The sheet over HTTP: what is sent, what is saved, what a second team is shown, what it costs."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from projects.support.forms.sheets import key_of
from projects.support.models import Attendance, Session
from projects.support.vocabulary import Mark
from tenants import operations as tenants
from tests import make
from tests.make import support


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def address(closed_club) -> str:
    return f"/wsparcie/zajecia/{closed_club.session.pk}/"


def _sent(page: Any, **marks: str) -> dict[str, str]:
    """What a browser would send: every radio that is chosen, changed where a mark is given."""
    form = page.context["form"]
    fields = {"seen": form["seen"].value()}
    for key in form.cells:
        fields[f"mark_{key}"] = marks.get(key, form[f"mark_{key}"].value() or "")
        fields[f"hours_{key}"] = ""
    return fields


def _keys(club) -> list[str]:
    return [key_of(club.session.pk, person.pk) for person in club.people]


def _marks(alfa) -> list[str]:
    with tenancy.inside(alfa):
        rows = Attendance.objects.order_by("participation__person__sort_key")
        return list(rows.values_list("mark", flat=True))


def test_marks_are_saved_and_the_page_says_how_many(browser, address, closed_club, alfa):
    first, second, third = _keys(closed_club)
    sent = _sent(browser.get(address), **{first: "PRESENT", second: "ABSENT", third: "EXCUSED"})

    answer = browser.post(address, sent)

    assert answer.status_code == 302
    assert _marks(alfa) == ["PRESENT", "ABSENT", "EXCUSED"]
    assert browser.get(address).context["sheet"].marked == 3


def test_what_nobody_touched_is_not_written(browser, address, closed_club, alfa):
    first, _second, _third = _keys(closed_club)

    browser.post(address, _sent(browser.get(address), **{first: "PRESENT"}))

    with tenancy.inside(alfa):
        assert Attendance.objects.count() == 1


def test_everybody_present_is_proposed_and_not_saved(browser, address, alfa):
    page = browser.get(f"{address}?obecni=1")

    assert page.content.decode().count('value="PRESENT" data-key="o" checked') == 3
    assert _marks(alfa) == []
    browser.post(address, _sent(page))
    assert _marks(alfa) == ["PRESENT"] * 3


def test_a_cell_changed_meanwhile_is_shown_and_the_rest_is_saved(
    browser, address, closed_club, alfa
):
    first, second, _third = _keys(closed_club)
    opened = browser.get(address)
    with tenancy.inside(alfa):
        support.mark(closed_club.session, closed_club.people[0], Mark.ABSENT, by=closed_club.anna)

    shown = browser.post(address, _sent(opened, **{first: "PRESENT", second: "PRESENT"}))

    assert shown.status_code == 200
    assert "sheet-row has-conflict" in shown.content.decode()
    assert "Anna Lis" in shown.content.decode()
    assert _marks(alfa) == ["ABSENT", "PRESENT"]
    assert shown.context["form"][f"mark_{first}"].value() == "PRESENT"

    browser.post(address, _sent(shown))
    assert _marks(alfa) == ["PRESENT", "PRESENT"]


def test_a_damaged_page_saves_nothing(browser, address, closed_club, alfa):
    first, *_rest = _keys(closed_club)
    sent = _sent(browser.get(address), **{first: "PRESENT"})

    for broken in ("", "{", '{"a": 1}', '["x"]', json.dumps({first: ["x", ""]})):
        answer = browser.post(address, {**sent, "seen": broken})
        assert answer.status_code == 200
        assert answer.context["form"].errors["seen"]
    assert _marks(alfa) == []


def test_a_part_of_the_time_without_hours_is_told_at_its_person(
    browser, address, closed_club, alfa
):
    first, *_rest = _keys(closed_club)

    page = browser.post(address, _sent(browser.get(address), **{first: "PARTIAL"}))

    assert page.context["form"].errors[f"hours_{first}"]
    assert _marks(alfa) == []


def test_a_month_is_filled_in_one_go(browser, closed_club, alfa):
    with tenancy.inside(alfa):
        second = support.session(closed_club.group, by=closed_club.anna, held_on=date(2026, 11, 9))
    address = f"/wsparcie/grupy/{closed_club.group.pk}/miesiac/?miesiac=2026-11"
    person = closed_club.people[0].pk
    marks = {
        key_of(closed_club.session.pk, person): "PRESENT",
        key_of(second.pk, person): "ABSENT",
    }

    answer = browser.post(address, _sent(browser.get(address), **marks))

    assert answer.url == address
    assert sorted(_marks(alfa)) == ["ABSENT", "PRESENT"]


def test_every_control_of_the_sheet_has_a_name_and_every_id_is_used_once(browser, address):
    page = browser.get(address).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    labelled = set(re.findall(r' for="([^"]+)"', page))

    assert len(ids) == len(set(ids))
    assert {one for one in ids if one.startswith("id_mark_")} <= labelled


@pytest.mark.parametrize(("role", "status"), [("viewer", 404), ("settlement_officer", 200)])
def test_who_sees_a_sheet_and_who_may_fill_it(client_of, alfa, address, closed_club, role, status):
    reader = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, role), alfa)

    assert reader.get(address).status_code == status
    assert reader.post(address, {"seen": "{}"}).status_code == 404


def test_a_case_worker_of_another_project_finds_no_sheet(client_of, alfa, address, closed_club):
    with tenancy.inside(alfa):
        other = make.project(by=closed_club.anna, title="Inny")
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)
    browser = client_of(worker, alfa)

    assert browser.get(address).status_code == 404
    assert not browser.get("/wsparcie/grupy/").context["page"].object_list


PAGES = [
    "/wsparcie/?tydzien=2026-11-02",
    "/wsparcie/grupy/",
    "/wsparcie/uslugi/",
    "/wsparcie/staze/",
    "/wsparcie/uwagi/",
    "/wsparcie/zajecia/{session}/",
    "/wsparcie/grupy/{group}/",
    "/wsparcie/grupy/{group}/osoby/",
    "/wsparcie/grupy/{group}/miesiac/?miesiac=2026-11",
    "/wsparcie/osoba/{person}/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_the_same_for_few_and_for_many_and_never_much(
    browser, closed_club, alfa, path
):
    club = closed_club
    address = path.format(session=club.session.pk, group=club.group.pk, person=club.people[0].pk)
    with tenancy.inside(alfa):
        _busy_week(club, people=club.people, place="1")
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    with tenancy.inside(alfa):
        more = support.people(8, of=club.project, by=club.anna)
        support.join(club.group, *more, by=club.anna)
        _busy_week(club, people=more, place="2")
        _busy_week(club, people=more, place="3")

    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)
    assert len(many) <= 15, [query["sql"] for query in many]


def _busy_week(club, *, people, place: str) -> None:
    """One more of everything a page could list."""
    day = support.MONDAY.replace(day=2 + int(place))
    session = support.session(club.group, by=club.anna, held_on=day)
    for person in people:
        support.mark(session, person, by=club.anna)
    other = support.service(of=club.project, by=club.anna, name=f"Usługa {place}")
    group = support.group(of=other, by=club.anna, name=f"Grupa {place}")
    support.join(group, *people, by=club.anna)
    internship = support.internship(of=club.project, by=club.anna, name=f"Staż {place}")
    starts_on = date(2026, 3 * int(place), 1)
    support.placement(
        people[0],
        of=internship,
        by=club.anna,
        starts_on=starts_on,
        ends_on=starts_on.replace(day=20),
    )
    assert Session.objects.filter(group=club.group).count() > 1
