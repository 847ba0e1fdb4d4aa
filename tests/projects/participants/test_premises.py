"""Premises with evidence: seen, ended, removed, who may read them, and what they prove."""

from dataclasses import replace
from datetime import date

import pytest

from core import tenancy
from core.errors import NotAllowed, SavedAMomentAgo, StaleEdit
from core.ledger.models import AuditEvent, Member
from projects.participants import operations, queries
from projects.participants.entries import ParticipantEntry
from projects.participants.models import Participation, Premise
from projects.participants.operations import premises
from tests import make

CERTIFICATE = {
    "kind": "DISABILITY",
    "evidence": "DISABILITY_CERTIFICATE",
    "valid_from": date(2025, 1, 1),
    "valid_to": date(2028, 12, 31),
    "disability_degree": "MODERATE",
    "disability_kind": "PHYSICAL",
}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna) -> Participation:
    return make.participation(by=anna, disability="YES")


def _note(participation: Participation, by: Member, **facts) -> Premise:
    return operations.note_premise(
        participation=participation, entry=make.premise_entry(**facts), on=make.TODAY, by=by
    )


def _failed(participation: Participation) -> set[str]:
    found = queries.checks_of(participation, on=make.TODAY)
    return {one.check for one in found if one.severity == "E"}


def test_a_premise_keeps_what_was_seen_by_whom_and_until_when(anna, zaneta):
    premise = _note(zaneta, anna, **CERTIFICATE, issuer="PZON Kartuzy")
    kept = Premise.objects.get(pk=premise.pk)

    assert (kept.seen_by, kept.issuer) == (anna, "PZON Kartuzy")
    assert (kept.valid_to, kept.disability_degree) == (date(2028, 12, 31), "MODERATE")


def test_evidence_mends_what_the_checks_found(anna, zaneta):
    before = _failed(zaneta)

    _note(zaneta, anna, **CERTIFICATE)

    assert {"V21", "V22"} <= before
    assert not {"V21", "V22"} & _failed(zaneta)


def test_a_certificate_that_ended_before_the_start_proves_nothing(anna, zaneta):
    _note(zaneta, anna, **CERTIFICATE | {"valid_to": date(2026, 3, 2)})

    assert {"V21", "V22"} <= _failed(zaneta)


def test_evidence_ends_with_a_reason_that_the_history_keeps(anna, zaneta):
    premise = _note(zaneta, anna, **CERTIFICATE)

    operations.end_premise(
        premise=premise, ends_on=make.TODAY, version=1, reason="nowe orzeczenie", by=anna
    )

    assert Premise.objects.get().valid_to == make.TODAY
    assert AuditEvent.objects.get(verb="ended a premise").reason == "nowe orzeczenie"
    with pytest.raises(StaleEdit):
        operations.end_premise(
            premise=premise, ends_on=make.TODAY, version=1, reason="drugi raz", by=anna
        )


def test_what_was_entered_by_mistake_goes_and_the_history_stays(anna, zaneta):
    premise = _note(zaneta, anna)

    operations.remove_premise(premise=premise, reason="nie ta osoba", by=anna)

    assert not Premise.objects.exists()
    assert AuditEvent.objects.get(verb="removed a premise").subject_id == zaneta.pk


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "POOR"}, premises.UnknownPremise),
        ({"evidence": "PUP_CERTIFICATE"}, premises.UnknownEvidence),
        ({"seen_on": date(2026, 11, 22)}, premises.EvidenceSeenTomorrow),
        (
            {"valid_from": date(2026, 3, 2), "valid_to": date(2026, 3, 1)},
            premises.EvidenceEndsBeforeItBegins,
        ),
        ({"disability_degree": "SEVERE"}, premises.DegreeOfNothing),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(anna, zaneta, facts, refusal):
    with pytest.raises(refusal):
        _note(zaneta, anna, **facts)

    assert not Premise.objects.exists()


def test_a_second_click_enters_nothing_twice(anna, zaneta):
    _note(zaneta, anna)

    with pytest.raises(SavedAMomentAgo):
        _note(zaneta, anna)


def test_evidence_cannot_end_before_it_began(anna, zaneta):
    premise = _note(zaneta, anna, **CERTIFICATE)

    with pytest.raises(premises.EvidenceEndsBeforeItBegins):
        operations.end_premise(
            premise=premise, ends_on=date(2024, 12, 31), version=1, reason="pomyłka", by=anna
        )


def test_whoever_works_in_another_project_enters_no_premise_here(anna, zaneta):
    anna.grants = [{"role": "case_worker", "project": "another"}]

    with pytest.raises(NotAllowed):
        _note(zaneta, anna)


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def entered(alfa, coordinator) -> Participation:
    with tenancy.inside(alfa):
        return make.participation(by=Member.objects.get(account_id=coordinator.pk))


TYPED = {"kind": "HOMELESS", "evidence": "OPS_CERTIFICATE", "seen_on": "03.03.2026"}


def test_a_premise_is_entered_on_its_page_and_ended_on_the_next(browser, entered, alfa):
    address = f"/uczestnicy/{entered.pk}/przeslanki/"

    saved = browser.post(address, TYPED)
    with tenancy.inside(alfa):
        premise = Premise.objects.get()
    ended = browser.post(
        f"{address}{premise.pk}/",
        {"ends_on": "31.12.2026", "version": "1", "reason": "wynajęte mieszkanie"},
    )

    assert (saved.status_code, ended.status_code) == (302, 302)
    with tenancy.inside(alfa):
        assert Premise.objects.get().valid_to == date(2026, 12, 31)


def test_evidence_that_does_not_prove_the_premise_is_refused_at_its_field(browser, entered):
    typed = {**TYPED, "evidence": "PUP_CERTIFICATE"}

    answer = browser.post(f"/uczestnicy/{entered.pk}/przeslanki/", typed)

    assert set(answer.context["form"].errors) == {"evidence"}


def test_a_premise_is_removed_only_with_a_reason(browser, entered, alfa):
    address = f"/uczestnicy/{entered.pk}/przeslanki/"
    browser.post(address, TYPED)
    with tenancy.inside(alfa):
        premise = Premise.objects.get()

    refused = browser.post(f"{address}{premise.pk}/usun/", {"reason": ""})
    removed = browser.post(f"{address}{premise.pk}/usun/", {"reason": "nie ta osoba"})

    assert set(refused.context["remove"].errors) == {"reason"}
    assert removed.status_code == 302


@pytest.mark.parametrize(("role", "sees"), [("auditor", True), ("settlement_officer", False)])
def test_premises_are_shown_to_whoever_works_with_the_person_or_audits(
    client_of, browser, entered, alfa, role, sees
):
    browser.post(f"/uczestnicy/{entered.pk}/przeslanki/", TYPED)
    reader = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, role), alfa)

    page = reader.get(f"/uczestnicy/{entered.pk}/dane/").content.decode()

    assert ("Bezdomność" in page) is sees
    assert reader.get(f"/uczestnicy/{entered.pk}/przeslanki/").status_code == 404
    assert reader.get(f"/uczestnicy/{entered.pk}/braki/").status_code == (200 if sees else 403)


def test_a_premise_of_another_person_is_not_found(browser, entered, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        other = make.participation(by=anna, of=entered.project, pesel=make.PESEL_OF_A_MAN, sex="M")
        premise = _note(other, anna)

    answer = browser.get(f"/uczestnicy/{entered.pk}/przeslanki/{premise.pk}/")

    assert answer.status_code == 404


def test_in_bulk_everybody_comes_with_their_premises(anna):
    entry = ParticipantEntry(
        person=make.person_entry(),
        start=replace(make.start_entry(), disability="YES"),
        premises=(make.premise_entry(), make.premise_entry(**CERTIFICATE)),
    )

    operations.enter_many(project=make.project(by=anna), entries=[entry], on=make.TODAY, by=anna)

    assert sorted(Premise.objects.values_list("kind", flat=True)) == [
        "DISABILITY",
        "SOCIAL_ASSISTANCE",
    ]
