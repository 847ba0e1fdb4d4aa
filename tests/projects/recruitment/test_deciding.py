"""Decisions: places never oversold, the reserve in order, taken back, and on to the register."""

from datetime import date

import pytest

from core.errors import StaleEdit
from core.ledger.models import OutboxEntry
from projects.participants.models import Participation, Person
from projects.participants.operations import AlreadyAccepted
from projects.recruitment import operations, queries
from projects.recruitment.operations import deciding, promoting
from tests import make
from tests.make import recruitment as made


@pytest.fixture
def ranked(inside_alfa, opened):
    """Four candidates of whom the second and the fourth have points; two places, one in reserve."""
    people = []
    for serial, answer in enumerate(["no", "yes", "no", "yes"]):
        applied_at = made.minutes_later(serial)
        candidate = made.candidate(opened, serial, applied_at=applied_at, by=inside_alfa)
        people.append(made.scored(candidate, mieszka_samotnie=answer, by=inside_alfa))
    return people


def standings(recruitment) -> dict[int, str]:
    return dict(recruitment.candidates.order_by("number").values_list("number", "standing"))


def test_the_list_stands_as_the_rules_say(opened, ranked):
    by_database = [each.number for each in queries.ranked(opened)]

    assert by_database == [2, 4, 1, 3]


def test_places_go_down_the_ranking_then_the_reserve_then_nobody(inside_alfa, opened, ranked):
    operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)

    assert standings(opened) == {
        2: "accepted",
        4: "accepted",
        1: "reserve",
        3: "rejected",
    }


def test_nobody_is_passed_over_because_a_colleague_has_not_scored_yet(inside_alfa, opened, ranked):
    made.candidate(opened, 5, by=inside_alfa)

    with pytest.raises(deciding.NotAllScored, match="One|Jed"):
        operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)


def test_whoever_does_not_meet_the_conditions_gets_no_place(inside_alfa, opened, ranked):
    best = ranked[1]
    make.participation(
        by=inside_alfa, of=opened.project, pesel=best.pesel, born_on=best.born_on, sex=best.sex
    )

    operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)

    assert standings(opened)[best.number] == "applied"
    assert standings(opened)[1] == "accepted"


def test_a_third_is_not_accepted_for_two_places(inside_alfa, opened, ranked):
    made.decided(ranked[0], by=inside_alfa)
    made.decided(ranked[1], by=inside_alfa)

    with pytest.raises(deciding.NoPlaceLeft, match="2"):
        made.decided(ranked[2], by=inside_alfa)


def test_the_reserve_list_has_its_end_too(inside_alfa, ranked):
    made.decided(ranked[0], "reserve", by=inside_alfa)

    with pytest.raises(deciding.NoReserveLeft):
        made.decided(ranked[1], "reserve", by=inside_alfa)


@pytest.mark.parametrize("standing", ["rejected", "withdrawn"])
def test_a_decision_against_somebody_needs_its_reason(inside_alfa, ranked, standing):
    with pytest.raises(deciding.ReasonMissing):
        made.decided(ranked[0], standing, reason="  ", by=inside_alfa)


def test_whoever_fails_a_check_is_not_accepted_and_the_refusal_says_why(inside_alfa, opened):
    late = made.candidate(opened, by=inside_alfa)
    late.applied_at = late.applied_at.replace(year=2025)
    late.save()

    with pytest.raises(deciding.NotEligible, match="2025"):
        made.decided(made.scored(late, by=inside_alfa), by=inside_alfa)


def test_nobody_is_accepted_before_the_points_are_confirmed(inside_alfa, opened):
    with pytest.raises(deciding.NotScored):
        made.decided(made.candidate(opened, by=inside_alfa), by=inside_alfa)


def test_when_a_place_frees_the_first_of_the_reserve_takes_it(inside_alfa, opened, ranked):
    operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)
    leaving = opened.candidates.get(number=4)
    made.decided(leaving, "withdrawn", reason="praca", by=inside_alfa)

    taken = operations.take_from_reserve(
        recruitment=opened, version=2, on=make.TODAY, by=inside_alfa
    )

    assert (taken.number, taken.standing) == (1, "accepted")


def test_nobody_comes_from_the_reserve_without_a_free_place(inside_alfa, opened, ranked):
    operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)

    with pytest.raises(deciding.NoPlaceLeft):
        operations.take_from_reserve(recruitment=opened, version=2, on=make.TODAY, by=inside_alfa)


def test_an_empty_reserve_gives_nobody(inside_alfa, opened, ranked):
    with pytest.raises(deciding.ReserveEmpty):
        operations.take_from_reserve(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)


def test_a_decision_taken_back_lets_the_one_before_it_hold(inside_alfa, ranked):
    waiting = made.decided(ranked[0], "reserve", by=inside_alfa)
    accepted = made.decided(waiting, "accepted", by=inside_alfa)

    undone = operations.undo_decision(
        candidate=accepted, version=accepted.version, at=made.NOW, by=inside_alfa
    )

    assert undone.standing == "reserve"
    again = operations.undo_decision(
        candidate=undone, version=undone.version, at=made.NOW, by=inside_alfa
    )
    assert (again.standing, again.decided_on) == ("applied", None)
    with pytest.raises(deciding.NothingToUndo):
        operations.undo_decision(
            candidate=again, version=again.version, at=made.NOW, by=inside_alfa
        )


def test_taking_a_withdrawal_back_needs_the_place_to_be_free_still(inside_alfa, opened, ranked):
    accepted = made.decided(ranked[0], by=inside_alfa)
    withdrawn = made.decided(accepted, "withdrawn", reason="praca", by=inside_alfa)
    made.decided(ranked[1], by=inside_alfa)
    made.decided(ranked[2], by=inside_alfa)

    with pytest.raises(deciding.NoPlaceLeft):
        operations.undo_decision(
            candidate=withdrawn, version=withdrawn.version, at=made.NOW, by=inside_alfa
        )


def test_a_rejection_sets_the_last_day_of_keeping_and_its_undoing_clears_it(inside_alfa, ranked):
    rejected = made.decided(ranked[0], "rejected", by=inside_alfa)
    assert rejected.delete_after == date(2027, 5, 21)

    undone = operations.undo_decision(
        candidate=rejected, version=rejected.version, at=made.NOW, by=inside_alfa
    )

    # Undecided: six months after the round closes.
    assert undone.delete_after == date(2027, 6, 30)


def test_of_two_who_decide_on_one_candidate_the_second_is_told(inside_alfa, ranked):
    made.decided(ranked[0], "reserve", by=inside_alfa)

    with pytest.raises(StaleEdit):
        made.decided(ranked[0], "rejected", by=inside_alfa)


def promoted(candidate, *, by):
    return operations.promote(candidate=candidate, version=candidate.version, on=make.TODAY, by=by)


def test_an_accepted_candidate_becomes_a_participant_with_everything_typed_once(
    inside_alfa, opened
):
    candidate = made.candidate(
        opened,
        given_name="Łucja",
        street="Dworcowa 3",
        phone="600111222",
        labour_status="UNEMPLOYED",
        months_out_of_work=7,
        isced=2,
        by=inside_alfa,
    )
    accepted = made.decided(made.scored(candidate, by=inside_alfa), by=inside_alfa)

    participation = promoted(accepted, by=inside_alfa).participation

    person = participation.person
    assert (person.given_name, person.pesel) == ("Łucja", candidate.pesel)
    assert (person.street, person.phone) == ("Dworcowa 3", "600111222")
    assert (participation.labour_status, participation.isced) == ("UNEMPLOYED", 2)
    assert participation.months_out_of_work_count == 7
    assert (participation.started_on, participation.start_follows_support) == (None, True)


def test_a_person_known_from_another_project_is_enrolled_and_not_doubled(inside_alfa, opened):
    known = make.participation(by=inside_alfa).person
    facts = {"pesel": make.PESEL_OF_A_WOMAN, "family_name": known.family_name}
    candidate = made.candidate(opened, by=inside_alfa, **facts)
    accepted = made.decided(made.scored(candidate, by=inside_alfa), by=inside_alfa)

    participation = promoted(accepted, by=inside_alfa).participation

    assert participation.person == known
    assert Person.objects.count() == 1
    assert Participation.objects.filter(person=known).count() == 2


def test_somebody_accepted_meanwhile_by_another_way_is_not_taken_in_twice(inside_alfa, opened):
    candidate = made.candidate(opened, by=inside_alfa)
    accepted = made.decided(made.scored(candidate, by=inside_alfa), by=inside_alfa)
    made.participants_accept(candidate, by=inside_alfa)

    with pytest.raises(AlreadyAccepted):
        promoted(accepted, by=inside_alfa)


def test_only_the_accepted_are_promoted(inside_alfa, ranked):
    with pytest.raises(promoting.NotAccepted):
        promoted(ranked[0], by=inside_alfa)


def test_after_promotion_neither_the_decision_nor_the_points_change(inside_alfa, ranked):
    done = promoted(made.decided(ranked[0], by=inside_alfa), by=inside_alfa)

    for attempt in (
        lambda: made.decided(done, "rejected", by=inside_alfa),
        lambda: operations.undo_decision(
            candidate=done, version=done.version, at=made.NOW, by=inside_alfa
        ),
        lambda: promoted(done, by=inside_alfa),
    ):
        with pytest.raises(deciding.AlreadyPromoted):
            attempt()
    with pytest.raises(operations.applying.IsParticipant):
        made.scored(done, by=inside_alfa)


def test_figures_move_only_with_the_first_support_of_a_promoted_candidate(inside_alfa, ranked):
    accepted = made.decided(ranked[0], by=inside_alfa)
    last = OutboxEntry.objects.latest("id")

    promoted(accepted, by=inside_alfa)

    left = OutboxEntry.objects.filter(id__gt=last.pk).values_list("topic", flat=True)
    assert list(left) == ["card"], "how many take part, and nobody's participation"


def twice(recruitment, by):
    """Two applications of one person, and one of somebody else who applied last."""
    serials = [0, 0, 1]
    return [
        made.scored(made.candidate(recruitment, s, applied_at=made.minutes_later(n), by=by), by=by)
        for n, s in enumerate(serials)
    ]


def test_places_are_not_divided_while_one_person_stands_in_the_ranking_twice(inside_alfa, opened):
    twice(opened, inside_alfa)

    with pytest.raises(deciding.OnePersonTwice, match="1, 2"):
        operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)

    assert set(standings(opened).values()) == {"applied"}


def test_once_one_of_the_two_is_withdrawn_everybody_gets_one_place(inside_alfa, opened):
    first, *_others = twice(opened, inside_alfa)
    made.decided(first, "withdrawn", by=inside_alfa)

    operations.divide_places(recruitment=opened, version=1, on=make.TODAY, by=inside_alfa)

    assert standings(opened) == {1: "withdrawn", 2: "accepted", 3: "accepted"}
    assert "twins" not in {
        each.check
        for each in queries.findings_now(opened.candidates.get(number=2))
        if each.verdict != "pass"
    }


@pytest.mark.parametrize("standing", ["accepted", "reserve"])
def test_whoever_has_a_place_is_given_no_second_one_by_hand(inside_alfa, opened, standing):
    first, second, _other = twice(opened, inside_alfa)
    made.decided(first, standing, by=inside_alfa)

    with pytest.raises(deciding.OnePersonTwice, match="2, 1"):
        made.decided(second, by=inside_alfa)


def test_a_place_in_another_round_of_the_project_is_a_place(inside_alfa, opened):
    made.decided(twice(opened, inside_alfa)[0], by=inside_alfa)
    later = made.recruitment(by=inside_alfa, of=opened.project, name="Drugi nabór")
    again = made.candidate(later, 0, by=inside_alfa)

    with pytest.raises(deciding.OnePersonTwice, match=r"1, 1 \(Pierwszy nabór\)"):
        made.decided(again, by=inside_alfa)


def test_taking_a_decision_back_gives_nobody_a_second_place(inside_alfa, opened):
    first, second, _other = twice(opened, inside_alfa)
    first = made.decided(made.decided(first, by=inside_alfa), "withdrawn", by=inside_alfa)
    made.decided(second, by=inside_alfa)

    with pytest.raises(deciding.OnePersonTwice):
        operations.undo_decision(
            candidate=first, version=first.version, at=made.NOW, by=inside_alfa
        )


def test_where_the_grid_asks_nothing_places_go_by_the_time_of_applying(inside_alfa):
    recruitment = made.recruitment(by=inside_alfa, places_count=1)
    for serial, minutes in enumerate([30, 10, 20]):
        made.candidate(recruitment, serial, applied_at=made.minutes_later(minutes), by=inside_alfa)
    by_time = [each.number for each in queries.ranked(recruitment)]

    operations.divide_places(recruitment=recruitment, version=1, on=make.TODAY, by=inside_alfa)

    assert by_time == [2, 3, 1]
    assert standings(recruitment) == {2: "accepted", 3: "reserve", 1: "rejected"}
    assert queries.figures_of([recruitment], on=make.TODAY)[recruitment.pk].unscored == 0
