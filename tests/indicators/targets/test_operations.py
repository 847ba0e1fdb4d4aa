"""Targets keep what they were: amendments, corrections, plans, the unit's own; refused with numbers."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent
from core.permissions import TenantRole
from indicators.targets import operations, queries, refusals
from indicators.targets.entries import TargetEntry
from indicators.targets.models import Target, TargetChange, TargetInForce, TargetPeriod
from tests import make
from tests.make import agreements
from tests.make import targets as made
from tests.make.targets import DISABLED, PEOPLE

Why = TargetChange.Why


@pytest.fixture
def club(inside_alfa):
    """KIS II, with the targets of its agreement."""
    project = make.project(by=inside_alfa)
    made.targets(of=project, by=inside_alfa)
    return project


def total_of(project, key=(PEOPLE, ""), **where):
    entry = queries.entries_of(project, **where).get(key)
    return entry and entry.total


def raised(total: int) -> list[TargetEntry]:
    return [made.entry(None, None, total), made.entry(70, 40, 110, subset=DISABLED)]


def test_what_was_first_set_needs_no_reason_and_holds_from_the_signing(club):
    change = TargetChange.objects.get()

    assert change.why == Why.FIRST
    assert set(Target.objects.values_list("valid_from", "amendment")) == {(None, None)}
    assert total_of(club, (PEOPLE, DISABLED)) == 110


def test_a_target_changes_by_an_amendment_and_the_earlier_value_stays(club, inside_alfa):
    amendment = agreements.amendment(of=club, by=inside_alfa)

    operations.set_targets(project=club, entries=raised(260), amendment=amendment, by=inside_alfa)

    assert total_of(club) == 260
    before = queries.entries_on(club, on=amendment.signed_on - timedelta(days=1))
    assert before[PEOPLE, ""].total == 220
    assert queries.entries_on(club, on=amendment.signed_on)[PEOPLE, ""].total == 260
    told = queries.history_of(club)
    assert [one.change.why for one in told] == [Why.AMENDMENT, Why.FIRST]
    (step,) = told[0].steps
    assert (step.before.total, step.after.total, step.valid_from) == (
        220,
        260,
        amendment.signed_on,
    )


def test_a_withdrawn_amendment_takes_its_targets_along(club, inside_alfa):
    amendment = agreements.amendment(of=club, by=inside_alfa)
    operations.set_targets(project=club, entries=raised(260), amendment=amendment, by=inside_alfa)

    agreements.withdrawn(amendment, by=inside_alfa)

    assert total_of(club) == 220
    assert queries.entries_on(club, on=make.TODAY)[PEOPLE, ""].total == 220
    assert queries.history_of(club)[0].withdrawn


def test_a_correction_says_why_and_stands_in_the_place_of_what_it_corrects(club, inside_alfa):
    amendment = agreements.amendment(of=club, by=inside_alfa)
    operations.set_targets(project=club, entries=raised(260), amendment=amendment, by=inside_alfa)

    operations.set_targets(project=club, entries=raised(250), reason="literówka", by=inside_alfa)

    row = TargetInForce.objects.get(project=club, subset="")
    assert (row.total_count, row.valid_from) == (250, amendment.signed_on)
    assert row.amendment_id == amendment.pk
    assert queries.history_of(club)[0].change.why == Why.CORRECTION
    assert AuditEvent.objects.filter(verb="set targets").last().reason == "literówka"
    # What the agreement said before the amendment was no mistake.
    assert queries.entries_on(club, on=date(2026, 2, 1))[PEOPLE, ""].total == 220


def test_a_set_target_is_not_changed_without_a_word(club, inside_alfa):
    with pytest.raises(refusals.SayWhy):
        operations.set_targets(project=club, entries=raised(260), by=inside_alfa)

    assert total_of(club) == 220


def test_another_indicator_may_join_without_a_reason(club, inside_alfa):
    more = [*made.kis_ii(), TargetEntry(definition_code="EMPLOYED_AFTER", total=49)]

    operations.set_targets(project=club, entries=more, by=inside_alfa)

    assert total_of(club, ("EMPLOYED_AFTER", "")) == 49


def test_what_is_taken_away_comes_back_only_with_a_reason_and_then_holds(club, inside_alfa):
    amendment = agreements.amendment(of=club, by=inside_alfa)
    operations.set_targets(
        project=club, entries=made.kis_ii()[:1], amendment=amendment, by=inside_alfa
    )
    assert total_of(club, (PEOPLE, DISABLED)) is None

    with pytest.raises(refusals.SayWhy):
        operations.set_targets(project=club, entries=made.kis_ii(), by=inside_alfa)
    operations.set_targets(
        project=club, entries=made.kis_ii(), reason="aneks go nie usunął", by=inside_alfa
    )

    assert total_of(club, (PEOPLE, DISABLED)) == 110


def test_a_value_of_an_earlier_amendment_does_not_stand_behind_a_later_one(club, inside_alfa):
    first = agreements.amendment(of=club, by=inside_alfa)
    second = agreements.amendment(
        of=club,
        by=inside_alfa,
        number=2,
        signed_on=date(2026, 6, 6),
        ends_on=date(2028, 7, 31),
    )
    operations.set_targets(project=club, entries=raised(260), amendment=second, by=inside_alfa)

    with pytest.raises(refusals.LaterVersionHolds) as refusal:
        operations.set_targets(project=club, entries=raised(240), amendment=first, by=inside_alfa)

    assert "06.06.2026" in str(refusal.value)


def test_an_amendment_of_another_project_or_a_withdrawn_one_changes_nothing(club, inside_alfa):
    other = agreements.amendment(of=make.project(by=inside_alfa), by=inside_alfa)
    withdrawn = agreements.amendment(of=club, by=inside_alfa)
    agreements.withdrawn(withdrawn, by=inside_alfa)

    for amendment in (other, withdrawn):
        with pytest.raises(refusals.AmendmentDoesNotHold):
            operations.set_targets(
                project=club, entries=raised(260), amendment=amendment, by=inside_alfa
            )


def test_nothing_changed_is_nothing_saved(club, inside_alfa):
    with pytest.raises(refusals.NothingChanged):
        operations.set_targets(project=club, entries=made.kis_ii(), by=inside_alfa)


@pytest.mark.parametrize(
    ("entry", "polish", "english"),
    [
        (
            made.entry(150, 80, 220),
            "150 kobiet + 80 mężczyzn to 230, a nie 220.",
            "150 women + 80 men make 230, not 220.",
        ),
        (
            made.entry(1, 2, 4),
            "1 kobieta + 2 mężczyzn to 3, a nie 4.",
            "1 woman + 2 men make 3, not 4.",
        ),
        (
            made.entry(None, None, 240, subset=DISABLED),
            "Z niepełnosprawnościami: 240 to więcej niż wszyscy: 220.",
            "With disabilities: 240 is more than everybody: 220.",
        ),
        (
            made.entry(151, None, None, subset=DISABLED),
            "Z niepełnosprawnościami: 151 kobiet to więcej niż wszystkie kobiety: 150.",
            "With disabilities: 151 women is more than all women: 150.",
        ),
        (
            TargetEntry(definition_code="PEOPLE_WITH_DISABILITIES", total=240),
            "240 to więcej niż wszyscy w „Osoby zagrożone ubóstwem lub wykluczeniem”: 220.",
            "240 is more than all of “People at risk of poverty or exclusion”: 220.",
        ),
    ],
)
def test_what_does_not_add_up_is_refused_with_the_arithmetic(inside_alfa, entry, polish, english):
    project = make.project(by=inside_alfa)
    entries = {one.key: one for one in [made.entry(150, 70, 220), entry]}

    for language, sentence in (("pl", polish), ("en", english)):
        with translation.override(language), pytest.raises(operations.CellsDoNotAddUp) as refusal:
            operations.set_targets(project=project, entries=list(entries.values()), by=inside_alfa)
        assert sentence in str(refusal.value)
        assert refusal.value.field == ".".join(filter(None, entry.key))
    assert not Target.objects.exists()


def test_a_plan_of_a_period_is_another_thing_than_the_contract(club, inside_alfa):
    period = made.plan(of=club, by=inside_alfa)

    assert total_of(club) == 220
    assert total_of(club, period=period) == 50
    operations.change_period(
        period=period,
        facts=made.period_entry(name="Wiosna"),
        entries=[made.entry(40, 20, 60)],
        by=inside_alfa,
    )
    assert total_of(club, period=period) == 60
    assert queries.history_of(club)[0].change.why == Why.PLAN
    operations.withdraw_period(period=period, at=agreements.NOW, by=inside_alfa)
    assert list(queries.periods_of(club)) == []
    assert total_of(club, period=period) is None
    assert made.plan(of=club, by=inside_alfa, name="Wiosna").name == "Wiosna"


def test_a_plan_that_was_taken_back_meanwhile_does_not_come_back(club, inside_alfa):
    period = made.plan(of=club, by=inside_alfa)
    seen = queries.version_of(club, period)
    read_before = TargetPeriod.objects.get(pk=period.pk)
    operations.withdraw_period(period=period, at=agreements.NOW, by=inside_alfa)

    with pytest.raises(StaleEdit):
        operations.change_period(
            period=read_before,
            facts=made.period_entry(),
            entries=[made.entry(40, 20, 60)],
            version=seen,
            by=inside_alfa,
        )
    with pytest.raises(StaleEdit):
        operations.withdraw_period(period=read_before, at=agreements.NOW, by=inside_alfa)
    assert list(queries.periods_of(club)) == []


def test_a_period_has_its_own_name_and_lies_in_the_project(club, inside_alfa):
    made.plan(of=club, by=inside_alfa)

    with pytest.raises(refusals.PeriodNameTaken):
        made.plan(of=club, by=inside_alfa)
    with pytest.raises(refusals.PeriodEndsBeforeItStarts):
        made.plan(of=club, by=inside_alfa, name="B", ends_on=date(2025, 12, 31))
    with pytest.raises(refusals.PeriodOutsideTheProject):
        made.plan(of=club, by=inside_alfa, name="C", starts_on=date(2024, 1, 1))


def test_the_units_own_targets_are_no_sum_and_hold_from_their_day(club, inside_alfa):
    facts = {"reason": "plan roczny", "on": make.TODAY, "by": inside_alfa}
    first, later = date(2026, 1, 1), date(2026, 7, 1)
    assert queries.entries_of(None) == {}

    operations.set_unit_targets(entries=made.kis_ii(), valid_from=first, **facts)
    operations.set_unit_targets(entries=raised(300), valid_from=later, **facts)

    assert total_of(None) == 300
    assert queries.entries_on(None, on=date(2026, 6, 30))[PEOPLE, ""].total == 220
    assert total_of(club) == 220
    with pytest.raises(refusals.LaterVersionHolds):
        operations.set_unit_targets(entries=raised(310), valid_from=first, **facts)
    with pytest.raises(refusals.StillToCome):
        operations.set_unit_targets(entries=raised(310), valid_from=date(2026, 12, 1), **facts)


def test_whoever_coordinates_one_project_sets_nothing_for_the_unit(club, inside_alfa):
    inside_alfa.grants = [{"role": str(TenantRole.COORDINATOR), "project": str(club.pk)}]

    with pytest.raises(NotAllowed):
        operations.set_unit_targets(
            entries=made.kis_ii(),
            valid_from=date(2026, 1, 1),
            reason="plan",
            on=make.TODAY,
            by=inside_alfa,
        )
