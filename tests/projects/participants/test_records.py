"""What a record needs over its life: frozen address, checks against the agreement, coming back."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.errors import StaleEdit
from core.ledger.models import AuditEvent, Member
from projects.participants import checks, filing, operations, queries, support_days
from projects.participants.columns import address_at_start, start_of
from projects.participants.entries import AddressEntry, OutcomeEntry
from projects.participants.models import Outcome, Participation, Person
from projects.participants.operations import Refused
from projects.participants.operations.staffing import CannotTakeCare
from projects.participants.rules import Problem
from projects.participants.support_days import SupportDays
from tests import make
from tests.make import agreements

TUESDAY = date(2026, 3, 3)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna) -> Participation:
    return make.participation(by=anna)


def _move(person: Person, by: Member, **facts) -> None:
    operations.correct_person(
        person=person,
        entry=make.person_entry(**facts),
        version=Person.objects.get(pk=person.pk).version,
        reason="przeprowadzka",
        on=make.TODAY,
        by=by,
    )


def _found(participation: Participation, check: str) -> list[Problem]:
    fresh = Participation.objects.select_related("person", "project").get(pk=participation.pk)
    return [one for one in queries.checks_of(fresh, on=make.TODAY) if one.check == check]


def test_moving_house_later_does_not_move_the_start(anna, zaneta):
    _move(zaneta.person, anna, place="Żukowo", gmina="2205083", street="Nowa", postal_code="83-330")
    zaneta.refresh_from_db()

    assert zaneta.person.place == "Żukowo"
    assert address_at_start(zaneta).place == "Kartuzy"
    assert (zaneta.gmina_at_start, zaneta.street_at_start) == ("2205023", "Prosta")


def test_until_the_first_support_the_address_follows_the_person(anna):
    waiting = make.accepted(by=anna)
    _move(
        waiting.person, anna, place="Żukowo", gmina="2205083", street="Nowa", postal_code="83-330"
    )

    days = SupportDays(first_on=TUESDAY, last_on=TUESDAY)
    support_days.note({waiting.pk: days}, on=make.TODAY)
    _move(waiting.person, anna)
    waiting.refresh_from_db()

    assert (waiting.place_at_start, waiting.street_at_start) == ("Żukowo", "Nowa")


def test_a_wrong_address_of_the_start_is_corrected_with_a_reason(anna, zaneta):
    address = replace(address_at_start(zaneta), street="Polna", building="3")

    operations.correct_start(
        participation=zaneta,
        start=replace(start_of(zaneta), address=address),
        version=1,
        reason="zły numer w deklaracji",
        on=make.TODAY,
        by=anna,
    )
    zaneta.refresh_from_db()

    assert (zaneta.street_at_start, zaneta.building_at_start) == ("Polna", "3")
    assert zaneta.person.street == "Prosta"
    change = AuditEvent.objects.get(verb="corrected the start")
    assert (change.fields, change.reason) == (
        ["building_at_start", "street_at_start"],
        "zły numer w deklaracji",
    )


def test_every_answer_of_the_form_is_stored_and_read_back(anna):
    state = make.start_entry(
        citizenship="OUTSIDE_EU",
        third_country="YES",
        foreign_background="YES",
        minority="REFUSED",
        homeless="YES",
        labour_detail="OTHER_INACTIVE",
        support_scope="Aktywna integracja",
        education_ends_on=date(2027, 6, 30),
        institution_name="GOPS Kartuzy",
        participant_kind="INSTITUTION",
        benefits=(),
        notice_given_on=TUESDAY,
        declared_on=TUESDAY,
        may_show_image=True,
        address=AddressEntry(gmina="2205023", place="Kartuzy", postal_code="83-300"),
    )

    entered = operations.enter_participant(
        project=make.project(by=anna),
        person=make.person_entry(),
        start=state,
        on=make.TODAY,
        by=anna,
    )

    assert start_of(Participation.objects.get(pk=entered.pk)) == state
    assert entered.notice_version == "2021-1"


def test_an_answer_outside_the_dictionary_of_the_period_is_refused(anna):
    with pytest.raises(Refused) as refusal:
        make.participation(by=anna, homeless="REFUSED")

    assert [one.check for one in refusal.value.problems] == ["V26"]
    assert not Participation.objects.exists()


def test_what_was_refused_in_one_period_may_be_allowed_in_the_other(anna):
    older = make.project(by=anna, rule_set="P2014", fund="RPO_WP")

    entered = make.participation(
        by=anna,
        of=older,
        homeless="REFUSED",
        labour_status="UNEMPLOYED",
        labour_register="REGISTERED",
    )

    assert (entered.labour_register, entered.labour_detail) == ("REGISTERED", "OTHER")


def test_the_agreement_decides_how_many_premises_are_needed(anna, zaneta):
    operations.note_premise(
        participation=zaneta, entry=make.premise_entry(), on=make.TODAY, by=anna
    )
    before = _found(zaneta, "V21")

    agreements.target_group(of=zaneta.project, by=anna, premises_required_count=2)

    assert before == []
    assert _found(zaneta, "V21")[0].facts["needed"] == 2


@pytest.mark.parametrize(
    ("street", "building", "reason"),
    [("Dworcowa", "3", "other"), ("Polna", "3", None), ("", "", "unknown")],
)
def test_the_side_of_the_revitalised_area_is_told_by_the_address_at_the_start(
    anna, street, building, reason
):
    entered = make.participation(by=anna, street=street, building=building)
    area = agreements.area(by=anna)

    agreements.target_group(
        of=entered.project,
        by=anna,
        revitalisation_side="OUTSIDE",
        revitalisation_area_id=area.pk,
    )

    assert [one.facts["reason"] for one in _found(entered, "V20")] == ([reason] if reason else [])


def test_a_club_asks_for_benefits_and_a_contract(anna, zaneta):
    agreements.target_group(of=zaneta.project, by=anna, reintegration_unit="KIS")

    assert [one.facts["reason"] for one in _found(zaneta, "V24")] == ["unasked"]
    assert [one.facts["reason"] for one in _found(zaneta, "V25")] == ["none"]


def test_what_other_apps_work_out_comes_in_by_the_record_that_calls_for_it(
    anna, zaneta, monkeypatch
):
    contract = (TUESDAY, None)
    known = {zaneta.pk: {"social_contract": contract, "benefits": frozenset()}}
    note = make.premise_entry()
    operations.note_premise(participation=zaneta, entry=note, on=make.TODAY, by=anna)
    monkeypatch.setitem(filing.worked_out, filing.PREMISE, lambda rows, on: known)
    agreements.target_group(of=zaneta.project, by=anna, reintegration_unit="KIS")

    assert _found(zaneta, "V24") == _found(zaneta, "V25") == []


def test_checking_many_costs_as_many_queries_as_checking_one(anna, zaneta):
    for serial in range(8):
        make.participation(by=anna, of=zaneta.project, pesel=None, family_name=f"Lis{serial}")
    rows = Participation.objects.select_related("person", "project").prefetch_related("outcomes")

    with CaptureQueriesContext(connection) as one:
        checks.of_many(list(rows.filter(pk=zaneta.pk)), on=make.TODAY)
    with CaptureQueriesContext(connection) as all_of_them:
        found = checks.of_many(list(rows), on=make.TODAY)

    assert len(found) == 9
    assert len(all_of_them) == len(one)


def test_coming_back_keeps_the_start_and_replaces_the_results(anna, zaneta):
    """Domain 4.5: first in from 3 March with work found, back after a pause, then a qualification."""
    operations.leave(
        participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=anna
    )
    frozen = start_of(Participation.objects.get(pk=zaneta.pk))

    make.come_back(zaneta, version=2, by=anna)
    qualified = OutcomeEntry(
        kind="QUALIFICATION",
        observed_on=date(2026, 11, 10),
        evidence="CERTIFICATE",
        note="nr 12/2026, ZDZ Gdańsk",
    )
    again = make.leave_entry(
        ended_on=date(2026, 11, 12), exit_situation="GAINED_QUALIFICATION", outcomes=(qualified,)
    )
    operations.leave(participation=zaneta, entry=again, version=3, on=make.TODAY, by=anna)
    zaneta.refresh_from_db()

    assert start_of(zaneta) == frozen
    assert zaneta.ended_on == date(2026, 11, 12)
    assert [(one.kind, one.note) for one in Outcome.objects.all()] == [
        ("QUALIFICATION", "nr 12/2026, ZDZ Gdańsk")
    ]
    assert Participation.objects.count() == 1


def test_the_second_edition_counts_the_person_again_with_a_state_of_its_own(anna, zaneta):
    """Domain 4.6: one person, two participations, each with its own start."""
    second = make.project(by=anna, title="Klub Integracji Społecznej II", edition_no=2)
    state = make.start_entry(started_on=date(2026, 9, 1), labour_status="EMPLOYED", isced=4)

    operations.enrol(project=second, person=zaneta.person, start=state, on=make.TODAY, by=anna)

    totals = queries.totals(Participation.objects.all())
    assert (totals.participations, totals.people) == (2, 1)
    assert Participation.objects.get(project=zaneta.project).labour_status == "INACTIVE"


def test_nobody_leaves_before_the_last_support(anna):
    waiting = make.accepted(by=anna)
    days = SupportDays(first_on=TUESDAY, last_on=date(2026, 11, 3))
    support_days.note({waiting.pk: days}, on=make.TODAY)

    with pytest.raises(Refused) as refusal:
        operations.leave(
            participation=waiting, entry=make.leave_entry(), version=1, on=make.TODAY, by=anna
        )

    assert [one.check for one in refusal.value.problems] == ["V11"]


def test_a_case_worker_takes_care_and_a_later_stale_choice_is_refused(anna, zaneta):
    cared = operations.assign_staff(
        participation=zaneta, cared_for_by=anna, advised_by=None, version=1, by=anna
    )

    assert cared.cared_for_by == anna
    with pytest.raises(StaleEdit):
        operations.assign_staff(
            participation=zaneta, cared_for_by=None, advised_by=None, version=1, by=anna
        )


def test_a_viewer_takes_care_of_nobody(anna, zaneta):
    stranger = Member(display_name="Jan Hinc", grants=[{"role": "viewer", "project": None}])

    with pytest.raises(CannotTakeCare, match="Jan Hinc"):
        operations.assign_staff(
            participation=zaneta, cared_for_by=None, advised_by=stranger, version=1, by=anna
        )


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


def test_the_records_of_a_person_cost_the_same_for_few_premises_and_for_many(
    browser, alfa, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        entered = make.participation(by=anna)
        _prove(entered, anna, days=1)
    browser.get(f"/uczestnicy/{entered.pk}/dane/")  # That somebody looked is noted once a day.
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/uczestnicy/{entered.pk}/dane/")
    with tenancy.inside(alfa):
        _prove(entered, anna, days=9)

    with CaptureQueriesContext(connection) as many:
        page = browser.get(f"/uczestnicy/{entered.pk}/dane/")

    assert len(page.context["premises"].rows) == 10
    assert len(many) == len(few)


def _prove(participation: Participation, by: Member, *, days: int) -> None:
    for day in range(days):
        entry = make.premise_entry(seen_on=date(2026, 4, day + days))
        operations.note_premise(participation=participation, entry=entry, on=make.TODAY, by=by)


def test_what_is_missing_stands_with_its_basis_and_the_way_to_its_field(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        entered = make.participation(by=anna)
        agreements.target_group(of=entered.project, by=anna, reintegration_unit="KIS")

    missing = browser.get(f"/uczestnicy/{entered.pk}/braki/").context["missing"]
    by_check = {one.check: one for one in missing}

    assert missing[0].severity == "E"
    assert by_check["V21"].url == f"/uczestnicy/{entered.pk}/przeslanki/"
    assert by_check["L06"].url == f"/uczestnicy/{entered.pk}/start/#id_notice_given_on"
    assert "RODO" in by_check["L06"].basis
    assert by_check["V24"].url == f"/uczestnicy/{entered.pk}/start/#id_benefits"
    assert by_check["V25"].url == f"/uczestnicy/{entered.pk}/kontrakt/"
    assert by_check["V18"].url == ""


def test_a_form_of_the_older_period_asks_its_own_questions(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        older = make.project(by=anna, rule_set="P2014", fund="RPO_WP")

    form = browser.get(f"/uczestnicy/dodaj/{older.pk}/").context["form"]
    codes = [code for code, _words in form.fields["labour_status"].choices]

    assert {"occupation", "employer", "disadvantage"} <= set(form.fields)
    assert not {"citizenship", "third_country", "benefits"} & set(form.fields)
    assert codes[:2] == ["UNEMPLOYED:REGISTERED", "UNEMPLOYED:UNREGISTERED"]


def test_the_notice_stands_before_the_first_question(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        project = make.project(by=Member.objects.get(account_id=coordinator.pk))

    page = browser.get(f"/uczestnicy/dodaj/{project.pk}/")
    text = page.content.decode()

    assert text.index("Gmina Alfa") < text.index('name="notice_given_on"')
    assert text.index('name="notice_given_on"') < text.index('name="family_name"')
