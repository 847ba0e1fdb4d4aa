"""Candidates: entered, checked, scored, with papers marked and data kept no longer than needed."""

from datetime import date, timedelta

import pytest

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent, Member
from projects.participants.operations import Refused
from projects.recruitment import operations, queries
from projects.recruitment.models import Candidate
from projects.recruitment.operations import applying, forgetting, scoring
from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS
from projects.recruitment.rules.scoring import Mark
from tests import make
from tests.make import recruitment as made


def verdicts(candidate) -> dict[str, str]:
    found = queries.findings_now(candidate)
    return {finding.check: finding.verdict for finding in found}


def test_applications_are_numbered_one_after_another_in_each_round(inside_alfa, opened):
    other = made.recruitment(by=inside_alfa, of=opened.project, name="Drugi")

    numbers = [made.candidate(opened, serial, by=inside_alfa).number for serial in range(3)]

    assert numbers == [1, 2, 3]
    assert made.candidate(other, 3, by=inside_alfa).number == 1


def test_what_the_form_asks_comes_back_as_it_was_entered(inside_alfa, opened):
    application = made.application(
        street="Dworcowa 3", months_out_of_work=7, answers={"mieszka-samotnie": "yes"}
    )
    entered = operations.add_candidate(
        recruitment=opened,
        application=application,
        source="phone",
        applied_at=made.NOW,
        at=made.NOW,
        by=inside_alfa,
    )

    kept = Candidate.objects.get(pk=entered.pk)

    assert queries.person_of(kept) == application.person
    assert queries.state_of(kept) == application.state


def test_nothing_that_identifies_lies_open_in_the_table(inside_alfa, opened):
    candidate = made.candidate(opened, street="Tajna 7", phone="600111222", by=inside_alfa)

    row = Candidate.objects.filter(pk=candidate.pk).values().get()

    kept = b"".join(bytes(value) for value in row.values() if isinstance(value, memoryview | bytes))
    shown = " ".join(str(value) for value in row.values() if isinstance(value, str))
    for secret in (candidate.pesel, "Tajna 7", "600111222", "INACTIVE"):
        assert secret.encode() not in kept
        assert secret not in shown


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        ({"pesel": "85822812348"}, "V01"),
        ({"sex": "M", "pesel": make.PESEL_OF_A_WOMAN}, "V02"),
        ({"postal_code": "83300"}, "V18"),
        ({"labour_status": ""}, "V28"),
    ],
)
def test_what_could_not_be_promoted_is_not_taken_in(inside_alfa, opened, facts, check):
    with pytest.raises(Refused) as refusal:
        made.candidate(opened, by=inside_alfa, **facts)

    assert check in {problem.check for problem in refusal.value.problems}
    assert not opened.candidates.exists()


def test_nobody_applies_in_the_future(inside_alfa, opened):
    with pytest.raises(applying.AppliedInFuture):
        operations.add_candidate(
            recruitment=opened,
            application=made.application(),
            source="paper",
            applied_at=made.minutes_later(1),
            at=made.NOW,
            by=inside_alfa,
        )


def test_the_same_pesel_twice_is_taken_in_and_seen_on_both(inside_alfa, opened):
    first = made.candidate(opened, 1, by=inside_alfa)

    second = made.candidate(opened, 1, family_name="Inaczej", by=inside_alfa)

    assert verdicts(first)["twins"] == verdicts(second)["twins"] == NEEDS


def test_the_same_name_and_birthday_are_seen_even_without_a_pesel(inside_alfa, opened):
    facts = {"pesel": None, "born_on": date(1990, 5, 5), "family_name": "Łątka"}
    first = made.candidate(opened, by=inside_alfa, **facts)

    made.candidate(opened, by=inside_alfa, **facts)

    assert verdicts(first)["twins"] == NEEDS


def test_whoever_takes_part_in_the_project_already_fails(inside_alfa, opened):
    make.participation(by=inside_alfa, of=opened.project)

    candidate = made.candidate(opened, pesel=make.PESEL_OF_A_WOMAN, by=inside_alfa)

    assert verdicts(candidate)["participation"] == FAIL


def test_participation_in_another_project_bars_nobody(inside_alfa, opened):
    make.participation(by=inside_alfa)

    candidate = made.candidate(opened, pesel=make.PESEL_OF_A_WOMAN, by=inside_alfa)

    assert verdicts(candidate)["participation"] == PASS


def test_each_candidate_brings_what_concerns_them(inside_alfa, opened):
    for name, needed_by in [
        ("Formularz", "everybody"),
        ("Orzeczenie", "disability"),
        ("Zaświadczenie PUP", "UNEMPLOYED"),
        ("Zgoda opiekuna", "minor"),
    ]:
        operations.require_document(
            recruitment=opened, name=name, needed_by=needed_by, by=inside_alfa
        )
    required = list(opened.required_documents.all())

    disabled = made.candidate(opened, 1, disability="YES", by=inside_alfa)
    young = made.candidate(
        opened, 2, born_on=date(2010, 3, 3), labour_status="UNEMPLOYED", by=inside_alfa
    )

    assert [d.name for d in queries.documents_needed(disabled, required)] == [
        "Formularz",
        "Orzeczenie",
    ]
    assert [d.name for d in queries.documents_needed(young, required)] == [
        "Formularz",
        "Zaświadczenie PUP",
        "Zgoda opiekuna",
    ]


def test_a_missing_document_waits_until_it_comes(inside_alfa, opened):
    document = operations.require_document(
        recruitment=opened, name="Formularz", needed_by="everybody", by=inside_alfa
    )
    candidate = made.candidate(opened, by=inside_alfa)
    assert verdicts(candidate)["documents"] == NEEDS

    operations.mark_documents(
        candidate=candidate,
        states={document.pk: "seen"},
        version=1,
        on=make.TODAY,
        by=inside_alfa,
    )

    assert verdicts(candidate)["documents"] == PASS
    assert candidate.documents.get().marked_by == inside_alfa


def test_a_score_says_who_confirmed_it_and_when(inside_alfa, opened):
    candidate = made.scored(made.candidate(opened, by=inside_alfa), by=inside_alfa)

    score = candidate.scores.get()

    assert (score.value, score.points) == ("yes", 3)
    assert (score.decided_by, score.decided_at) == (inside_alfa, made.NOW)


def test_points_that_wait_for_a_proof_count_when_it_is_seen(inside_alfa, opened):
    grid = queries.grid_in_force(opened)
    made.grid(opened, made.criterion(proof="disability"), by=inside_alfa)
    [criterion] = queries.criteria_of(grid)
    candidate = made.candidate(opened, by=inside_alfa)

    def mark(version, *, proof_seen):
        return operations.score_candidate(
            candidate=candidate,
            marks={criterion.pk: Mark(value="yes", proof_seen=proof_seen)},
            version=version,
            at=made.NOW,
            by=inside_alfa,
        )

    without = mark(1, proof_seen=False)
    assert without.points == 0
    assert verdicts(without)["proofs"] == NEEDS

    seen = mark(2, proof_seen=True)
    assert seen.points == 3
    assert "proofs" not in verdicts(seen)


def test_an_answer_that_is_none_is_refused(inside_alfa, opened):
    [criterion] = queries.criteria_of(queries.grid_in_force(opened))

    with pytest.raises(scoring.NotAnAnswer):
        operations.score_candidate(
            candidate=made.candidate(opened, by=inside_alfa),
            marks={criterion.pk: Mark(value="maybe")},
            version=1,
            at=made.NOW,
            by=inside_alfa,
        )


def test_two_who_score_one_candidate_do_not_overwrite_each_other(inside_alfa, opened):
    candidate = made.candidate(opened, by=inside_alfa)
    made.scored(candidate, by=inside_alfa)

    with pytest.raises(StaleEdit):
        made.scored(candidate, by=inside_alfa)


def test_a_candidate_is_corrected_with_the_fields_in_the_history(inside_alfa, opened):
    candidate = made.candidate(opened, by=inside_alfa)

    operations.correct_candidate(
        candidate=candidate,
        application=made.application(family_name="Ćwiek", labour_status="EMPLOYED"),
        version=1,
        at=made.NOW,
        by=inside_alfa,
    )

    event = AuditEvent.objects.get(verb="corrected a candidate")
    assert {"family_name", "state"} <= set(event.fields)
    assert "sort_key" not in event.fields


def test_data_kept_too_long_are_deleted_and_the_decision_remains(inside_alfa, opened):
    rejected = made.decided(made.candidate(opened, 1, by=inside_alfa), "rejected", by=inside_alfa)
    kept = made.candidate(opened, 2, by=inside_alfa)
    day_after = rejected.delete_after + timedelta(days=1)

    gone = operations.forget_candidates(
        recruitment=opened, on=day_after, at=made.NOW, by=inside_alfa
    )

    rejected.refresh_from_db()
    kept.refresh_from_db()
    assert gone == 1
    assert (rejected.family_name, rejected.pesel, rejected.state) == ("", None, None)
    assert (rejected.number, rejected.standing) == (1, "rejected")
    assert rejected.decisions.get().reason is None
    assert kept.family_name


def test_nobody_is_deleted_a_day_too_soon(inside_alfa, opened):
    rejected = made.decided(made.candidate(opened, by=inside_alfa), "rejected", by=inside_alfa)

    with pytest.raises(forgetting.NobodyToForget):
        operations.forget_candidates(
            recruitment=opened, on=rejected.delete_after, at=made.NOW, by=inside_alfa
        )


def test_a_viewer_touches_no_candidate(alfa, inside_alfa, opened):
    candidate = made.candidate(opened, by=inside_alfa)
    viewer = Member(display_name="Ewa", grants=[{"role": "viewer", "project": None}])

    for attempt in (
        lambda: made.candidate(opened, 3, by=viewer),
        lambda: made.scored(candidate, by=viewer),
        lambda: made.decided(candidate, "rejected", by=viewer),
        lambda: operations.reveal_pesel(candidate=candidate, by=viewer),
        lambda: operations.promote(candidate=candidate, version=1, on=make.TODAY, by=viewer),
    ):
        with pytest.raises(NotAllowed):
            attempt()
