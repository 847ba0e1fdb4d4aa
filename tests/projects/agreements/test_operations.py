"""Changes of agreements: refused in the reader's notation, amended with history, never overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent
from projects.agreements import operations, queries
from projects.agreements.entries import LevelEntry, PartEntry
from projects.agreements.models import TargetGroup
from projects.agreements.operations import partners, target_group
from tenants import numbers
from tests import make
from tests.make import agreements

NARROW_NO_BREAK = "\u202f"


@pytest.mark.parametrize(
    ("language", "missing"), [("pl", f"1{NARROW_NO_BREAK}234,50"), ("en", "1,234.50")]
)
def test_the_money_left_over_is_written_in_the_readers_notation(inside_alfa, language, missing):
    with translation.override(language), pytest.raises(operations.MoneyDoesNotAddUp) as refusal:
        make.project(by=inside_alfa, own_amount=Decimal("148765.50"))

    assert missing in str(refusal.value)


def test_parts_that_exceed_the_total_are_refused_before_all_of_them_are_known(inside_alfa):
    with pytest.raises(operations.PartsExceedTotal):
        make.project(by=inside_alfa, eu_amount=None, state_amount=Decimal("900000.00"))

    project = make.project(by=inside_alfa, state_amount=None, own_amount=Decimal("100000.00"))
    assert project.state_amount is None


@pytest.mark.parametrize(("language", "day"), [("pl", "09.01.2025"), ("en", "9 Jan 2025")])
def test_the_days_of_a_refusal_are_written_as_on_every_page(inside_alfa, language, day):
    with translation.override(language), pytest.raises(operations.EndsBeforeStart) as refusal:
        make.project(by=inside_alfa, starts_on=date(2025, 2, 1), ends_on=date(2025, 1, 9))

    assert day in str(refusal.value)


def test_own_contribution_is_added_up_from_its_forms_and_never_contradicts_them(inside_alfa):
    forms = {"own_cash_amount": Decimal("50000.01"), "own_benefits_amount": Decimal("99999.99")}

    project = make.project(by=inside_alfa, own_amount=None, **forms)

    assert project.own_amount == Decimal("150000.00")
    with pytest.raises(operations.OwnContributionDiffers):
        make.project(by=inside_alfa, own_amount=Decimal("150000.01"), **forms)


def test_an_amendment_keeps_what_the_agreement_said_before_it(inside_alfa):
    project = make.project(by=inside_alfa)
    agreements.amendment(of=project, by=inside_alfa, ends_on=date(2028, 3, 31))
    agreements.amendment(
        of=project, by=inside_alfa, number=2, signed_on=date(2026, 5, 5), ends_on=date(2028, 6, 30)
    )

    project.refresh_from_db()
    amendments = list(project.amendments.all())

    assert project.ends_on == date(2028, 6, 30)
    assert queries.as_signed(amendments) == {"ends_on": date(2027, 12, 31)}
    assert [change.before for change in queries.changes_of(amendments[1])] == [date(2028, 3, 31)]


def test_a_corrected_value_is_what_the_last_amendment_meant(inside_alfa):
    project = make.project(by=inside_alfa)
    agreements.amendment(of=project, by=inside_alfa, ends_on=date(2028, 6, 3))

    operations.correct_project(
        project=project, version=2, ends_on=date(2028, 6, 30), title="Inny", by=inside_alfa
    )

    (change,) = queries.changes_of(project.amendments.get())
    assert (change.before, change.after) == (date(2027, 12, 31), date(2028, 6, 30))


def test_an_amended_amount_still_has_to_add_up(inside_alfa):
    project = make.project(by=inside_alfa)

    with pytest.raises(operations.MoneyDoesNotAddUp):
        agreements.amendment(of=project, by=inside_alfa, total_amount=Decimal("1000000.01"))

    assert not project.amendments.exists()


def test_no_way_of_lowering_the_total_leaves_it_below_the_tasks(inside_alfa):
    project = make.project(by=inside_alfa)
    more = {"total_amount": Decimal("2000000.00"), "own_amount": Decimal("1150000.00")}
    less = {"total_amount": Decimal("950000.00"), "own_amount": Decimal("100000.00")}
    raised = agreements.amendment(of=project, by=inside_alfa, **more)
    parts = [agreements.task_entry(budget_amount=Decimal("1000000.01"))]
    operations.set_tasks(project=project, entries=parts, version=1, by=inside_alfa)

    with pytest.raises(operations.TasksExceedTotal):
        agreements.amendment(of=project, by=inside_alfa, number=2, **less)
    with pytest.raises(operations.TasksExceedTotal):
        operations.correct_project(project=project, version=2, by=inside_alfa, **less)
    with pytest.raises(operations.TasksExceedTotal):
        agreements.withdrawn(raised, by=inside_alfa)
    project.refresh_from_db()
    assert project.total_amount == Decimal("2000000.00")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"ends_on": date(2027, 12, 31)}, operations.NothingAmended),
        ({"signed_on": date(2026, 11, 22)}, operations.SignedInTheFuture),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(inside_alfa, facts, refusal):
    project = make.project(by=inside_alfa)

    with pytest.raises(refusal):
        agreements.amendment(of=project, by=inside_alfa, **facts)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": 3}, operations.AmendmentNumberTaken),
        ({"number": 4, "signed_on": date(2026, 2, 1)}, operations.AmendmentBeforeAnother),
        ({"number": 2}, operations.AmendmentBeforeAnother),
        ({"number": 2, "signed_on": date(2026, 2, 3)}, operations.AmendmentBeforeAnother),
    ],
)
def test_amendments_keep_their_numbers_and_their_order(inside_alfa, facts, refusal):
    project = make.project(by=inside_alfa)
    agreements.amendment(of=project, by=inside_alfa, number=3)

    with pytest.raises(refusal):
        agreements.amendment(of=project, by=inside_alfa, title="Inny", **facts)


def test_of_two_amendments_of_one_day_the_higher_number_is_the_last(inside_alfa):
    project = make.project(by=inside_alfa)
    second = agreements.amendment(of=project, by=inside_alfa, number=2, ends_on=date(2028, 3, 31))
    third = agreements.amendment(of=project, by=inside_alfa, number=3, ends_on=date(2028, 6, 30))

    assert queries.as_signed([second, third]) == {"ends_on": date(2027, 12, 31)}
    assert agreements.withdrawn(third, by=inside_alfa).ends_on == date(2028, 3, 31)
    assert agreements.withdrawn(second, by=inside_alfa).ends_on == date(2027, 12, 31)


def test_a_withdrawn_amendment_stays_with_its_values_and_its_number_is_free_again(inside_alfa):
    project = make.project(by=inside_alfa)
    mistaken = agreements.amendment(of=project, by=inside_alfa, ends_on=date(2029, 6, 30))

    agreements.withdrawn(mistaken, by=inside_alfa, reason="inny projekt")
    right = agreements.amendment(of=project, by=inside_alfa, signed_on=date(2026, 1, 30))

    mistaken.refresh_from_db()
    assert (mistaken.withdrawn_by, mistaken.withdrawal_reason) == (inside_alfa, "inny projekt")
    assert mistaken.changes == {"ends_on": ["2027-12-31", "2029-06-30"]}
    assert list(queries.amendments_in_force(project)) == [right]
    with pytest.raises(operations.OnlyTheLastAmendment):
        agreements.withdrawn(mistaken, by=inside_alfa)


def test_a_withdrawn_amendment_gives_back_what_was_and_only_the_last_one_goes(inside_alfa):
    project = make.project(by=inside_alfa)
    first = agreements.amendment(of=project, by=inside_alfa)
    second = agreements.amendment(of=project, by=inside_alfa, number=2, title="Inny tytuł")

    with pytest.raises(operations.OnlyTheLastAmendment):
        agreements.withdrawn(first, by=inside_alfa)
    agreements.withdrawn(second, by=inside_alfa)
    restored = agreements.withdrawn(first, by=inside_alfa)

    assert restored.title == "Klub Integracji Społecznej"
    assert restored.ends_on == date(2027, 12, 31)
    assert not queries.amendments_in_force(restored).exists()


def test_whoever_amends_an_older_version_is_told(inside_alfa):
    project = make.project(by=inside_alfa)

    with pytest.raises(StaleEdit):
        agreements.amendment(of=project, by=inside_alfa, version=0)


def test_a_partner_leaves_with_its_parts_and_the_trail_names_it(inside_alfa):
    project = make.project(by=inside_alfa)
    partner = agreements.partner(of=project, by=inside_alfa)
    parts = (PartEntry(partner=partner.name, budget_amount=Decimal("1.00")),)
    operations.set_tasks(
        project=project, entries=[agreements.task_entry(parts=parts)], version=2, by=inside_alfa
    )

    operations.remove_partner(partner=partner, version=1, reason="odszedł", by=inside_alfa)

    grid = queries.task_grid(project)
    assert (grid.partners, [line.parts for line in grid.lines]) == ([], [[]])
    assert AuditEvent.objects.last().reason == "Spółdzielnia Socjalna Pasja: odszedł"
    kept = project.versions.first()
    assert (kept.before["name"], kept.after) == ("Spółdzielnia Socjalna Pasja", {})
    assert kept.before["parts"] == {"1": {"budget_amount": "1"}}


def test_tasks_that_are_set_anew_keep_what_they_were_and_by_which_amendment(inside_alfa):
    project = make.project(by=inside_alfa)
    operations.set_tasks(
        project=project, entries=[agreements.task_entry()], version=1, by=inside_alfa
    )
    brought = agreements.amendment(of=project, by=inside_alfa, signed_on=date(2026, 3, 3))
    dearer = [agreements.task_entry(budget_amount=Decimal("500000"))]

    operations.set_tasks(
        project=project, entries=dearer, version=2, amendment=brought, by=inside_alfa
    )

    kept = project.versions.first()
    assert kept.before["1"]["budget_amount"] == "400000"
    assert kept.after["1"]["budget_amount"] == "500000"
    assert (kept.set_by, kept.amendment, kept.holds_from) == (
        inside_alfa,
        brought,
        date(2026, 3, 3),
    )
    assert AuditEvent.objects.last().fields == ["task_budget_amount"]


def test_the_same_tasks_again_keep_no_version_and_move_nothing(inside_alfa):
    project = make.project(by=inside_alfa)
    same = [agreements.task_entry()]
    operations.set_tasks(project=project, entries=same, version=1, by=inside_alfa)
    task = project.tasks.get()

    operations.set_tasks(project=project, entries=same, version=2, by=inside_alfa)

    project.refresh_from_db()
    assert (project.tasks_version, project.tasks.get(), project.versions.count()) == (2, task, 1)
    assert AuditEvent.objects.last().fields == []


def test_a_target_group_keeps_what_it_asked_before(inside_alfa):
    project = make.project(by=inside_alfa)
    levels = (LevelEntry(group="GENERAL", social_percent=Decimal(34)),)
    agreements.target_group(of=project, by=inside_alfa, disability_count=110, levels=levels)

    agreements.target_group(of=project, by=inside_alfa, version=2, disability_count=0)

    kept = project.versions.first()
    assert (kept.before["disability_count"], kept.after["disability_count"]) == (110, 0)
    assert kept.before["levels"]["GENERAL"]["social_percent"] == "34"
    assert AuditEvent.objects.last().fields == ["disability_count", "levels"]


def test_a_change_is_not_brought_by_an_amendment_that_does_not_hold(inside_alfa):
    project = make.project(by=inside_alfa)
    other = make.project(by=inside_alfa, title="Inny")
    withdrawn = agreements.amendment(of=project, by=inside_alfa)
    agreements.withdrawn(withdrawn, by=inside_alfa)

    for amendment in (withdrawn, agreements.amendment(of=other, by=inside_alfa)):
        with pytest.raises(operations.AmendmentDoesNotHold):
            operations.set_tasks(
                project=project,
                entries=[agreements.task_entry()],
                version=1,
                amendment=amendment,
                by=inside_alfa,
            )


def test_an_amendment_of_tasks_alone_is_entered_when_it_says_so(inside_alfa):
    project = make.project(by=inside_alfa)

    amendment = agreements.amendment(
        of=project, by=inside_alfa, ends_on=project.ends_on, changes_more=True
    )

    assert amendment.changes == {}


def test_whoever_has_the_tasks_open_is_told_when_partners_join_change_their_name_or_leave(
    inside_alfa,
):
    project = make.project(by=inside_alfa)
    partner = agreements.partner(of=project, by=inside_alfa)
    renamed, busy = agreements.partner_entry(name="Nowa"), {"task": "aktywizacja zawodowa"}
    leader = agreements.partner(of=project, by=inside_alfa, name="Gmina Alfa", is_leader=True)
    assert leader.project.tasks_version == 3

    operations.correct_partner(partner=partner, entry=renamed, version=1, by=inside_alfa)
    project.refresh_from_db()
    assert project.tasks_version == 4

    working = agreements.partner_entry(name="Nowa", **busy)
    operations.correct_partner(partner=partner, entry=working, version=2, by=inside_alfa)
    project.refresh_from_db()
    assert project.tasks_version == 4

    operations.correct_project(project=project, version=1, leader_name="Miasto", by=inside_alfa)
    operations.remove_partner(partner=partner, version=3, reason="odszedł", by=inside_alfa)
    project.refresh_from_db()
    assert project.tasks_version == 6


def test_the_leader_is_not_removed(inside_alfa):
    project = make.project(by=inside_alfa)
    leader = agreements.partner(of=project, by=inside_alfa, is_leader=True)

    with pytest.raises(operations.LeaderStays):
        operations.remove_partner(partner=leader, version=1, reason="błąd", by=inside_alfa)


def test_a_corrected_leader_has_its_new_name_among_the_partners(inside_alfa):
    project = make.project(by=inside_alfa)
    agreements.partner(of=project, by=inside_alfa, name="Gmina Alfa", is_leader=True)

    operations.correct_project(
        project=project, version=1, leader_name="Miasto Alfa", by=inside_alfa
    )

    assert project.partners.get().name == "Miasto Alfa"


def test_two_who_correct_one_partner_do_not_overwrite_each_other(inside_alfa):
    project = make.project(by=inside_alfa)
    partner = agreements.partner(of=project, by=inside_alfa)
    mine = agreements.partner_entry(task="aktywizacja zawodowa")
    operations.correct_partner(partner=partner, entry=mine, version=1, by=inside_alfa)

    with pytest.raises(StaleEdit):
        operations.correct_partner(partner=partner, entry=mine, version=1, by=inside_alfa)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"nip": "1234567890"}, numbers.WrongNip),
        ({"krs": "12345"}, numbers.WrongKrs),
        ({"regon": "123456789"}, operations.WrongRegon),
        ({}, operations.PartnerNameTaken),
    ],
)
def test_a_partner_that_cannot_be_is_refused(inside_alfa, facts, refusal):
    project = make.project(by=inside_alfa)
    agreements.partner(of=project, by=inside_alfa)

    with pytest.raises(refusal):
        agreements.partner(of=project, by=inside_alfa, **facts)


def test_numbers_of_registers_are_kept_without_their_dashes(inside_alfa):
    project = make.project(by=inside_alfa)

    partner = agreements.partner(of=project, by=inside_alfa, nip="123-456-32-18")

    assert partner.nip == "1234563218"


def test_budgets_of_tasks_hold_to_the_grosz(inside_alfa):
    project = make.project(by=inside_alfa)
    partner = agreements.partner(of=project, by=inside_alfa)
    above = PartEntry(partner=partner.name, budget_amount=Decimal("400000.01"))
    stranger = PartEntry(partner="Nikt")
    refused = [
        ([agreements.task_entry(parts=(above,))], partners.PartsExceedTask),
        ([agreements.task_entry(parts=(stranger,))], partners.UnknownPartner),
        ([agreements.task_entry(), agreements.task_entry()], partners.TwoTasksWithOneNumber),
        (
            [agreements.task_entry(budget_amount=Decimal("1000000.01"))],
            operations.TasksExceedTotal,
        ),
    ]

    for entries, refusal in refused:
        with pytest.raises(refusal):
            operations.set_tasks(project=project, entries=entries, version=2, by=inside_alfa)
    assert not project.tasks.exists()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (
            {"disability_count": 110, "disability_percent": Decimal("50")},
            operations.QuotaIsTwofold,
        ),
        ({"food_aid": "SHARE"}, target_group.FoodAidShareIsMissing),
        ({"revitalisation_side": "INSIDE"}, operations.AreaIsMissing),
    ],
)
def test_a_target_group_that_contradicts_itself_is_refused(inside_alfa, facts, refusal):
    project = make.project(by=inside_alfa)

    with pytest.raises(refusal):
        agreements.target_group(of=project, by=inside_alfa, **facts)


def test_a_project_does_not_complement_itself_and_says_it_of_both(inside_alfa):
    kis = make.project(by=inside_alfa, title="KIS")
    kis_2 = make.project(by=inside_alfa, title="KIS II")
    agreements.target_group(of=kis_2, by=inside_alfa, complementary_project_id=kis.pk)

    with pytest.raises(operations.ComplementsItself):
        agreements.target_group(of=kis, by=inside_alfa, version=1, complementary_project_id=kis.pk)
    assert list(queries.complements_of(kis)) == [kis_2]
    assert list(queries.complements_of(kis_2)) == [kis]


def test_rules_nobody_ever_set_are_the_mildest_and_set_from_version_zero(inside_alfa):
    project = make.project(by=inside_alfa)
    TargetGroup.objects.all().delete()

    mildest = queries.target_group_of(project)
    agreements.target_group(
        of=project, by=inside_alfa, version=0, levels=(LevelEntry(group="GENERAL"),)
    )

    assert (mildest.version, mildest.premises_required_count) == (0, 1)
    assert queries.target_group_of(project).version == 1
    with pytest.raises(StaleEdit):
        agreements.target_group(of=project, by=inside_alfa, version=0)


def test_an_area_names_the_lines_that_cannot_be_read(inside_alfa):
    lines = ("Rynek", "", "Dworcowa 15-1", "Długa 2-")

    with pytest.raises(operations.UnreadableLines) as refusal:
        agreements.area(by=inside_alfa, lines=lines)

    assert "3. „Dworcowa 15-1”, 4. „Długa 2-”" in str(refusal.value)


def test_an_area_is_kept_as_it_was_listed(inside_alfa):
    area = agreements.area(by=inside_alfa)

    assert queries.lines_of(area) == list(agreements.LINES)


def test_a_role_bound_to_one_project_enters_no_area_and_no_project(inside_alfa):
    own = make.project(by=inside_alfa)
    inside_alfa.grants = [{"role": "coordinator", "project": str(own.pk)}]

    with pytest.raises(NotAllowed):
        agreements.area(by=inside_alfa)
    with pytest.raises(NotAllowed):
        operations.begin_draft(answers={}, by=inside_alfa)
    assert agreements.partner(of=own, by=inside_alfa).project == own
