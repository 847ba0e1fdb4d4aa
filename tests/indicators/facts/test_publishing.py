"""Publishing: facts, hits and cells agree with the tenant's tables, whatever happened and how often."""

from datetime import date

import pytest
from django.db import connection

from core import pesel, tenancy
from core.ledger.models import Member, OutboxEntry
from indicators.cells import queries as cells
from indicators.cells.models import Cell
from indicators.definitions.queries import definitions
from indicators.definitions.vocabulary import Family
from indicators.facts import tally
from indicators.facts.models import Hit, ParticipationFact, PersonNumber, Publication
from indicators.facts.tasks import publish_tenant
from projects.participants import operations as participants
from projects.participants.entries import OutcomeEntry
from tests import make


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


def _facts() -> list[ParticipationFact]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return list(ParticipationFact.objects.all())


def _hits() -> dict[tuple[str, str], tuple[bool, bool, bool]]:
    """Whether each hit is its person's first one in the tenant, the unit and the programme."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        # The programme's own: those of the funds say the same in other words.
        codes = {
            each.number: code
            for code, each in definitions().items()
            if each.family == Family.PROGRAMME
        }
        return {
            (codes[hit.definition_no], str(hit.participation.participation_id)): (
                hit.prior_in_tenant is None,
                hit.prior_in_unit is None,
                hit.prior_in_programme is None,
            )
            for hit in Hit.objects.select_related("participation")
            if hit.definition_no in codes
        }


def _enter(alfa, anna, **facts):
    with tenancy.inside(alfa):
        return make.participation(by=anna, **facts)


def test_a_new_participation_becomes_a_fact_a_hit_and_a_cell(alfa, anna):
    participation = _enter(alfa, anna, disability="YES")

    publish_tenant(alfa)

    (fact,) = _facts()
    assert fact.participation_id == participation.pk
    assert (fact.sex, fact.disability, fact.unit_code) == ("F", "YES", "2205")
    codes = {code for code, _participation in _hits()}
    assert codes == {"PEOPLE_AT_RISK", "PEOPLE_WITH_DISABILITIES"}
    with tenancy.inside(alfa):
        assert cells.whole_tenant()["PEOPLE_AT_RISK"] == cells.Count(1, 1)
        assert OutboxEntry.objects.count() == 0


def test_publishing_twice_changes_nothing(alfa, anna):
    _enter(alfa, anna)
    publish_tenant(alfa)
    before = _hits()
    with tenancy.inside(alfa):
        OutboxEntry.objects.create(topic=OutboxEntry.Topic.TENANT)

    publish_tenant(alfa)

    assert _hits() == before
    assert len(_facts()) == 1


def test_a_correction_replaces_the_fact(alfa, anna):
    participation = _enter(alfa, anna, disability="YES")
    publish_tenant(alfa)
    with tenancy.inside(alfa):
        participants.correct_start(
            participation=participation,
            start=make.start_entry(disability="NO"),
            version=1,
            reason="pomyłka",
            on=make.TODAY,
            by=anna,
        )

    publish_tenant(alfa)

    assert [fact.disability for fact in _facts()] == ["NO"]
    assert {code for code, _p in _hits()} == {"PEOPLE_AT_RISK"}
    with tenancy.inside(alfa):
        assert "PEOPLE_WITH_DISABILITIES" not in cells.whole_tenant()


def test_results_count_on_the_day_they_were_observed_and_vanish_with_the_exit(alfa, anna):
    participation = _enter(alfa, anna)
    with tenancy.inside(alfa):
        left = participants.leave(
            participation=participation,
            entry=make.leave_entry(),
            version=1,
            on=make.TODAY,
            by=anna,
        )
    publish_tenant(alfa)
    with_exit = {code for code, _p in _hits()}
    with tenancy.inside(alfa):
        make.come_back(left, version=2, by=anna)

    publish_tenant(alfa)

    assert with_exit == {"PEOPLE_AT_RISK", "PATH_COMPLETED", "EMPLOYED_AFTER"}
    assert {code for code, _p in _hits()} == {"PEOPLE_AT_RISK"}


def test_a_voided_participation_leaves_the_facts(alfa, anna):
    participation = _enter(alfa, anna)
    publish_tenant(alfa)
    with tenancy.inside(alfa):
        participation.voided_at = "2026-11-01T00:00Z"
        participation.save(update_fields=["voided_at"])
        OutboxEntry.objects.create(
            topic=OutboxEntry.Topic.PARTICIPATION, subject_id=participation.pk
        )

    publish_tenant(alfa)

    assert _facts() == []
    with tenancy.inside(alfa):
        assert not Cell.objects.exists()


def test_one_pesel_in_two_tenants_is_one_person_first_where_they_came_first(
    alfa, beta, anna, coordinator
):
    earlier = _enter(alfa, anna, started_on=date(2026, 2, 2))
    bob = make.member(beta, "bob@example.org", "Bob Czaja", "coordinator")
    with tenancy.inside(beta):
        later = make.participation(by=bob, started_on=date(2026, 5, 5))
    publish_tenant(beta)
    publish_tenant(alfa)

    assert len({fact.person_no for fact in _facts()}) == 1
    flags = _hits()
    assert flags["PEOPLE_AT_RISK", str(earlier.pk)] == (True, True, True)
    assert flags["PEOPLE_AT_RISK", str(later.pk)] == (True, False, False)


def test_people_without_pesel_match_nobody(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        for name in ("Żak", "Żak"):
            make.participation(by=anna, of=project, pesel=None, family_name=name)

    publish_tenant(alfa)

    assert len({fact.person_no for fact in _facts()}) == 2


def test_a_corrected_pesel_moves_the_person(alfa, anna):
    participation = _enter(alfa, anna)
    publish_tenant(alfa)
    before = _facts()[0].person_no
    number = pesel.make(born_on=date(1885, 2, 28), sex="F", serial=77)
    with tenancy.inside(alfa):
        participants.correct_person(
            person=participation.person,
            entry=make.person_entry(pesel=number),
            version=1,
            reason="zły numer",
            on=make.TODAY,
            by=anna,
        )

    publish_tenant(alfa)

    assert _facts()[0].person_no != before
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert PersonNumber.objects.count() == 1, "nobody keeps the pseudonym of nobody"


def test_a_crash_in_the_middle_keeps_the_outbox_and_says_so(alfa, anna, monkeypatch):
    _enter(alfa, anna)
    monkeypatch.setattr(tally, "_CHANGE_SHARED", "select 1 / 0 as id, 0 as participations_count")

    with pytest.raises(Exception, match="division by zero"):
        publish_tenant(alfa)

    assert _facts() == []
    with tenancy.inside(alfa):
        assert OutboxEntry.objects.exists()
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert Publication.objects.get(tenant_id=alfa.pk).problem == "DataError"


def test_cells_equal_a_plain_count(alfa, anna):
    """Every cell of the tenant against the obvious query over its own tables."""
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        for serial, facts in enumerate(
            [
                {"disability": "YES"},
                {"disability": "NO", "labour_status": "UNEMPLOYED"},
                {"disability": "YES", "started_on": date(2025, 7, 7)},
            ]
        ):
            number = pesel.make(born_on=date(1885, 2, 28), sex="F", serial=serial)
            make.participation(by=anna, of=project, pesel=number, **facts)
    publish_tenant(alfa)

    with tenancy.inside(alfa):
        counted = {
            (c.definition_code, c.period, c.sex, c.disability): c.participations_count
            for c in Cell.objects.filter(project_id=project.pk)
        }
    assert counted["PEOPLE_AT_RISK", "ALL", "", ""] == 3
    assert counted["PEOPLE_AT_RISK", "2026", "F", ""] == 2
    assert counted["PEOPLE_AT_RISK", "2025Q3", "", ""] == 1
    assert counted["PEOPLE_WITH_DISABILITIES", "ALL", "", "YES"] == 2


def test_the_publishing_role_alone_reads_facts(alfa):
    with tenancy.inside(alfa), pytest.raises(Exception, match="permission denied"):
        connection.cursor().execute("select * from facts.hit")


def test_an_outcome_without_its_window_does_not_count(alfa, anna):
    participation = _enter(alfa, anna)
    with tenancy.inside(alfa):
        late = OutcomeEntry(kind="EMPLOYMENT", observed_on=date(2026, 10, 30), evidence="CONTRACT")
        with pytest.raises(participants.Refused):
            participants.leave(
                participation=participation,
                entry=make.leave_entry(outcomes=(late,)),
                version=1,
                on=make.TODAY,
                by=anna,
            )
