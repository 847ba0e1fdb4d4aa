"""An exit that no longer holds is kept, and no outcome of a colleague is replaced unseen."""

from dataclasses import replace
from datetime import date

import pytest

from core import tenancy
from core.ledger.models import AuditEvent, Member
from projects.desk import story
from projects.participants import operations
from projects.participants.columns import outcomes_from_text
from projects.participants.entries import OutcomeEntry
from projects.participants.models import EarlierExit, Outcome, Participation
from projects.participants.operations import OutcomeThere, Refused, leaving
from projects.participants.operations.records import DayNotYet, IsVoided
from projects.support import operations as support_operations
from projects.support.vocabulary import Mark
from tests import make
from tests.make import recruitment as made
from tests.make import support

LEFT, BACK = date(2026, 10, 1), date(2026, 11, 2)
WORK = OutcomeEntry(kind="EMPLOYMENT", observed_on=date(2026, 10, 15), evidence="CONTRACT")
OTHER_WORK = replace(WORK, observed_on=date(2026, 10, 20), evidence="STATEMENT")


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna) -> Participation:
    """Left on 1 October, and found work on the 15th."""
    return _left(make.participation(by=anna), anna)


def _left(who: Participation, by: Member, version: int = 1, **facts) -> Participation:
    entry = make.leave_entry(**facts)
    return operations.leave(participation=who, entry=entry, version=version, on=make.TODAY, by=by)


def _outcome(who: Participation, outcome: OutcomeEntry, by: Member, **facts) -> Outcome:
    return operations.record_outcome(
        participation=who, outcome=outcome, on=make.TODAY, by=by, **facts
    )


def test_whoever_comes_back_leaves_the_earlier_exit_behind_whole(anna, zaneta):
    make.come_back(zaneta, by=anna, version=2, returned_on=BACK, reason="stracił pracę")

    kept = EarlierExit.objects.get()
    assert (kept.ended_on, kept.returned_on, kept.reason) == (LEFT, BACK, "stracił pracę")
    assert outcomes_from_text(kept.outcomes) == [WORK]
    assert kept.withdrawn_by == anna
    assert not Outcome.objects.exists()


def test_why_somebody_came_back_stays_out_of_the_trail(anna, zaneta):
    make.come_back(zaneta, by=anna, version=2, reason="nawrót choroby")

    assert "nawrót" not in str(AuditEvent.objects.get(verb="took an exit back").reason)


def test_the_story_tells_the_exit_the_result_and_the_return(anna, zaneta):
    back = make.come_back(zaneta, by=anna, version=2, returned_on=BACK, reason="stracił pracę")

    told = {moment.on: moment.text for moment in story.of(back, by=anna, on=make.TODAY)}

    assert {LEFT, WORK.observed_on, BACK} <= set(told)
    assert told[BACK].endswith("stracił pracę")


def test_who_settles_money_reads_that_somebody_came_back_and_not_why(alfa, coordinator):
    ewa = make.member(alfa, "ewa@example.org", "Ewa Kos", "settlement_officer")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        left = _left(make.participation(by=anna), anna)
        back = make.come_back(left, by=anna, version=2, returned_on=BACK, reason="choroba")
        told = {moment.on: moment.text for moment in story.of(back, by=ewa, on=make.TODAY)}

    assert BACK in told
    assert "choroba" not in told[BACK]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"returned_on": date(2026, 9, 30)}, leaving.BackBeforeLeaving),
        ({"returned_on": date(2026, 11, 22)}, DayNotYet),
    ],
)
def test_nobody_comes_back_before_leaving_or_tomorrow(anna, zaneta, facts, refusal):
    with pytest.raises(refusal):
        make.come_back(zaneta, by=anna, version=2, **facts)


def test_whoever_never_left_does_not_come_back(anna):
    with pytest.raises(leaving.NothingToTakeBack):
        make.come_back(make.participation(by=anna), by=anna, version=1)


def test_a_corrected_exit_is_kept_as_it_was_and_an_equal_one_is_not(anna, zaneta):
    _left(zaneta, anna, version=2)
    unchanged = EarlierExit.objects.count()

    _left(zaneta, anna, version=3, ended_on=date(2026, 10, 2))

    assert unchanged == 0
    kept = EarlierExit.objects.get()
    assert (kept.ended_on, kept.returned_on) == (LEFT, None)


def test_a_colleagues_outcome_is_not_replaced_unseen(anna, zaneta):
    with pytest.raises(OutcomeThere, match=r"15\.10\.2026"):
        _outcome(zaneta, OTHER_WORK, anna)

    assert Outcome.objects.get().observed_on == WORK.observed_on


def test_an_outcome_seen_and_replaced_leaves_the_earlier_one_behind(anna, zaneta):
    _outcome(zaneta, OTHER_WORK, anna, version=2)

    assert Outcome.objects.get().observed_on == OTHER_WORK.observed_on
    assert outcomes_from_text(EarlierExit.objects.get().outcomes) == [WORK]


def test_nothing_is_recorded_of_whoever_was_voided(anna, zaneta):
    facts = {"kind": "INELIGIBLE", "reason": "dochód", "version": 2, "at": made.NOW}
    operations.void(participation=zaneta, by=anna, **facts)
    another = replace(WORK, kind="QUALIFICATION", evidence="CERTIFICATE")

    with pytest.raises(IsVoided):
        _outcome(zaneta, another, anna)
    with pytest.raises(IsVoided):
        make.come_back(zaneta, by=anna, version=3)


def _start_on(who: Participation, day: date, by: Member, version: int) -> Participation:
    return operations.correct_start(
        participation=who,
        start=make.start_entry(started_on=day),
        version=version,
        reason="pomyłka",
        on=make.TODAY,
        by=by,
    )


def test_a_start_is_not_corrected_to_a_day_after_the_exit(anna, zaneta):
    with pytest.raises(Refused, match=r"10\.10\.2026"):
        _start_on(zaneta, date(2026, 10, 10), anna, version=2)


def test_a_start_is_not_corrected_past_support_that_was_given(anna):
    who = make.participation(by=anna)
    advice = support.advice(of=who.project, by=anna)
    support_operations.record_meeting(
        participation=who,
        service=advice,
        entry=support.session_entry(held_on=date(2026, 11, 2)),
        mark=Mark.PRESENT,
        on=make.TODAY,
        by=anna,
    )
    version = Participation.objects.get().version

    with pytest.raises(Refused, match=r"02\.11\.2026"):
        _start_on(who, date(2026, 11, 10), anna, version=version)

    assert _start_on(who, date(2026, 11, 1), anna, version=version).started_on.day == 1


def test_the_form_puts_both_outcomes_side_by_side_and_saves_the_chosen_one(
    alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = _left(make.participation(by=anna), anna)
    browser, url = client_of(coordinator, alfa), f"/uczestnicy/{zaneta.pk}/wynik/"
    opened = browser.get(url).context["form"]
    typed = {
        "kind": "EMPLOYMENT",
        "observed_on": "20.10.2026",
        "evidence": "CONTRACT",
        "version": "2",
        "opened": opened["opened"].value(),
    }

    asked = browser.post(url, typed).context["form"].comparison
    chosen = {f"choice_{field.name}": "mine" for field in asked.fields}
    answered = {**typed, **chosen, "seen": asked.seen}
    saved = browser.post(url, answered)

    assert "observed_on" in [field.name for field in asked.fields]
    assert saved.status_code == 302
    with tenancy.inside(alfa):
        assert Outcome.objects.get().observed_on == date(2026, 10, 20)


def test_a_paper_that_proves_no_work_is_refused_with_those_that_do(anna, zaneta):
    wrong = replace(WORK, evidence="DISABILITY_CERTIFICATE")

    with pytest.raises(leaving.ProvesNothing, match="CEIDG"):
        _outcome(zaneta, wrong, anna, version=2)
