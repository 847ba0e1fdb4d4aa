"""A path through the operations: what is refused and why, and what a change leaves behind."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import Member
from projects.participants import operations, queries_path, questionnaires
from projects.participants.models import DiagnosisArea
from projects.participants.operations import path, plans, records
from projects.participants.parts import path as parts_path
from tests import make
from tests.make import path as make_path


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna):
    """In a project of 2025-2027 since 3 March 2026."""
    return make.participation(by=anna)


@pytest.fixture
def former(zaneta, anna):
    """Left on 1 October 2026."""
    entry = make.leave_entry()
    return operations.leave(participation=zaneta, entry=entry, version=1, on=make.TODAY, by=anna)


def test_what_was_found_is_sealed_in_the_database(zaneta, anna):
    diagnosis = make_path.diagnosis(zaneta, by=anna, conclusions="leczenie odwykowe")

    stored = diagnosis.areas.values_list("needs", flat=True)
    assert all(b"pomoc" not in bytes(needs) for needs in stored)
    assert diagnosis.areas.get(code="WORK").needs == "pomoc"
    assert type(diagnosis).objects.get().conclusions == "leczenie odwykowe"


def test_a_day_has_one_diagnosis(zaneta, anna):
    make_path.diagnosis(zaneta, by=anna)

    with pytest.raises(path.DiagnosedThatDay) as refusal:
        make_path.diagnosis(zaneta, by=anna)
    make_path.diagnosis(zaneta, by=anna, done_on=date(2026, 9, 3))

    assert refusal.value.field == "done_on"
    assert [each.done_on.month for each in zaneta.diagnoses.all()] == [9, 3]


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (make.TODAY + timedelta(days=1), records.DayNotYet),
        (date(2026, 10, 2), records.AfterLeaving),
    ],
)
def test_a_diagnosis_is_of_a_day_that_has_come_and_before_leaving(former, anna, day, refusal):
    with pytest.raises(refusal):
        make_path.diagnosis(former, by=anna, done_on=day)

    assert not DiagnosisArea.objects.exists()


def test_a_diagnosis_leaves_no_area_of_life_out(zaneta, anna):
    whole = make_path.diagnosis_entry(by=anna)

    with pytest.raises(path.AreasLeftOut):
        make_path.diagnosis(zaneta, by=anna, areas=whole.areas[1:])


def test_a_late_correction_of_a_diagnosis_changes_nothing(zaneta, anna):
    diagnosis = make_path.diagnosis(zaneta, by=anna)
    better = make_path.diagnosis_entry(by=anna, level=4)
    correct = {"diagnosis": diagnosis, "entry": better, "on": make.TODAY, "by": anna}
    operations.correct_diagnosis(**correct, version=1)

    with pytest.raises(StaleEdit):
        operations.correct_diagnosis(**correct, version=1)

    assert set(diagnosis.areas.values_list("level", flat=True)) == {4}
    assert diagnosis.areas.count() == 7


def test_progress_is_worked_out_when_both_questionnaires_are_there(zaneta, anna):
    make_path.survey(zaneta, by=anna, answer=2)
    after = make_path.survey(zaneta, by=anna, moment="EXIT", answer=3, filled_on=date(2026, 10, 1))

    after.refresh_from_db()
    assert after.progressed is True


def test_a_correction_of_the_entry_works_the_progress_out_anew(zaneta, anna):
    before = make_path.survey(zaneta, by=anna, answer=2)
    make_path.survey(zaneta, by=anna, moment="EXIT", answer=3, filled_on=date(2026, 10, 1))
    entry = make_path.survey_entry(by=anna, answer=3)

    operations.correct_survey(survey=before, entry=entry, version=1, on=make.TODAY, by=anna)

    assert zaneta.surveys.get(moment="EXIT").progressed is False


def test_progress_cannot_be_shown_without_the_questionnaire_at_the_entry(zaneta, anna):
    with pytest.raises(path.NoEntrySurvey):
        make_path.survey(zaneta, by=anna, moment="EXIT")


def test_progress_is_verified_within_three_months_of_leaving(former, anna):
    make_path.survey(former, by=anna)
    last = date(2027, 1, 1)
    exit_ = {"participation": former, "moment": "EXIT", "by": anna, "on": last}

    with pytest.raises(path.SurveyTooLate):
        late = make_path.survey_entry(by=anna, filled_on=last + timedelta(days=1))
        operations.record_survey(**{**exit_, "on": date(2027, 2, 1)}, entry=late)
    in_time = make_path.survey_entry(by=anna, filled_on=last)
    operations.record_survey(**exit_, entry=in_time)

    assert former.surveys.filter(moment="EXIT", filled_on=last).exists()


def test_the_entry_comes_before_the_exit(zaneta, anna):
    make_path.survey(zaneta, by=anna, filled_on=date(2026, 5, 1))

    with pytest.raises(path.SurveysInWrongOrder) as refusal:
        make_path.survey(zaneta, by=anna, moment="EXIT", filled_on=date(2026, 4, 1))

    assert refusal.value.field == "filled_on"


def test_a_change_of_the_plan_is_a_new_version_and_the_old_one_stays(zaneta, anna):
    make_path.plan(zaneta, by=anna, goals="Praca w biurze")
    make_path.plan(
        zaneta,
        by=anna,
        based_on=1,
        goals="Praca w opiece",
        agreed_on=date(2026, 6, 1),
        reason="po kursie",
    )

    assert [(each.no, each.goals) for each in zaneta.plans.all()] == [
        (2, "Praca w opiece"),
        (1, "Praca w biurze"),
    ]


def test_two_who_change_the_plan_at_once_do_not_overwrite_each_other(zaneta, anna):
    make_path.plan(zaneta, by=anna)

    with pytest.raises(StaleEdit):
        make_path.plan(zaneta, by=anna, based_on=0)


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"areas": ()}, plans.NothingPlanned, None),
        ({"ends_on": date(2026, 3, 1)}, records.EndsBeforeItStarts, "ends_on"),
        ({"ends_on": date(2028, 1, 1)}, records.OutsideProject, "starts_on"),
        ({"ends_on": date(2026, 6, 30)}, plans.AreaOutsidePlan, "SOCIAL_starts_on"),
        ({"agreed_on": date(2026, 12, 1)}, records.DayNotYet, "agreed_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(zaneta, anna, facts, refusal, field):
    with pytest.raises(refusal) as raised:
        make_path.plan(zaneta, by=anna, **facts)

    assert raised.value.field == field
    assert not zaneta.plans.exists()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"agreed_on": date(2026, 6, 1)}, plans.ChangeWithoutReason),
        ({"agreed_on": date(2026, 3, 9), "reason": "choroba"}, plans.AgreedBeforeTheLast),
    ],
)
def test_the_next_version_says_why_and_comes_later(zaneta, anna, facts, refusal):
    make_path.plan(zaneta, by=anna)

    with pytest.raises(refusal):
        make_path.plan(zaneta, by=anna, based_on=1, **facts)


def test_a_plan_is_signed_after_it_was_agreed(zaneta, anna):
    plan = make_path.plan(zaneta, by=anna)
    sign = {"plan": plan, "version": 1, "on": make.TODAY, "by": anna}

    with pytest.raises(plans.SignedBeforeAgreed):
        operations.sign_plan(**sign, signed_on=date(2026, 3, 9))

    assert operations.sign_plan(**sign, signed_on=date(2026, 3, 10)).signed_on is not None


def test_an_action_plan_is_looked_at_again_later(zaneta, anna):
    with pytest.raises(plans.ReviewTooEarly) as refusal:
        make_path.action_plan(zaneta, by=anna, review_on=date(2026, 3, 12))

    assert "12" in str(refusal.value)


def test_contracts_follow_each_other_and_never_overlap(zaneta, anna):
    first = make_path.contract(zaneta, by=anna)
    following = {"signed_on": date(2026, 9, 2), "valid_to": date(2027, 3, 1)}
    with pytest.raises(plans.ContractsOverlap):
        make_path.contract(zaneta, by=anna, **following)

    ended = make_path.contract_entry(ended_on=date(2026, 9, 1))
    operations.correct_contract(contract=first, entry=ended, version=1, on=make.TODAY, by=anna)
    second = make_path.contract(zaneta, by=anna, **following)

    assert queries_path.contract_in_force(zaneta, on=date(2026, 9, 1)) == first
    assert queries_path.contract_in_force(zaneta, on=date(2026, 9, 2)) == second


def test_a_contract_ends_while_it_is_valid(zaneta, anna):
    with pytest.raises(plans.EndedOutsideContract):
        make_path.contract(zaneta, by=anna, ended_on=date(2027, 1, 1))


def test_a_pause_is_not_leaving(zaneta, anna):
    pause = make_path.pause(zaneta, by=anna)

    zaneta.refresh_from_db()
    assert zaneta.ended_on is None
    assert queries_path.pauses_on([zaneta.pk], on=date(2026, 6, 15)) == {zaneta.pk: pause}
    assert queries_path.pauses_on([zaneta.pk], on=date(2026, 5, 31)) == {}


def test_a_return_ends_the_pause_and_another_may_begin(zaneta, anna):
    pause = make_path.pause(zaneta, by=anna)
    with pytest.raises(path.PausesOverlap):
        make_path.pause(zaneta, by=anna, starts_on=date(2026, 8, 1), expected_on=date(2026, 9, 1))

    back = make_path.pause_entry(returned_on=date(2026, 6, 20))
    operations.correct_pause(pause=pause, entry=back, version=1, on=make.TODAY, by=anna)
    make_path.pause(zaneta, by=anna, starts_on=date(2026, 8, 1), expected_on=date(2026, 9, 1))

    assert queries_path.pauses_on([zaneta.pk], on=date(2026, 7, 1)) == {}
    assert len(queries_path.pauses_on([zaneta.pk], on=date(2026, 8, 2))) == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"starts_on": date(2026, 3, 2)}, path.BeforeTheStart),
        ({"expected_on": date(2026, 6, 1)}, path.ExpectedTooEarly),
    ],
)
def test_a_pause_that_cannot_be_is_refused(zaneta, anna, facts, refusal):
    with pytest.raises(refusal):
        make_path.pause(zaneta, by=anna, **facts)


def test_whoever_left_does_not_pause(former, anna):
    with pytest.raises(path.HasLeft):
        make_path.pause(former, by=anna)


@pytest.mark.parametrize("role", ["settlement_officer", "viewer", "auditor"])
def test_only_case_work_writes_a_diagnosis(zaneta, anna, role):
    outsider = Member(display_name="Jan", grants=[{"role": role, "project": None}])

    with pytest.raises(NotAllowed):
        operations.record_diagnosis(
            participation=zaneta,
            entry=make_path.diagnosis_entry(by=anna),
            on=make.TODAY,
            by=outsider,
        )


def test_a_second_diagnosis_shows_the_change_since_the_first(zaneta, anna):
    make_path.diagnosis(zaneta, by=anna, level=2)
    make_path.diagnosis(zaneta, by=anna, level=4, done_on=date(2026, 9, 3))

    table = parts_path.diagnosis_table(queries_path.path_of(zaneta))

    assert len(table.rows) == len(questionnaires.questionnaire("areas_of_life_1").items)
    assert {row[2].value for row in table.rows} == {"+2"}


@pytest.mark.urls(settings.TENANT_URLCONF)
def test_the_page_says_first_what_comes_first(zaneta, anna):
    empty = parts_path.todos(queries_path.path_of(zaneta), on=make.TODAY, may_edit=True)
    make_path.diagnosis(zaneta, by=anna)
    begun = parts_path.todos(queries_path.path_of(zaneta), on=make.TODAY, may_edit=True)

    assert empty[0].url.endswith("/diagnoza/")
    assert begun[0].url.endswith("/postep-wejscie/")
    assert len(begun) == len(empty) - 1


@pytest.mark.urls(settings.TENANT_URLCONF)
def test_a_pause_that_should_be_over_is_late(zaneta, anna):
    make_path.pause(zaneta, by=anna)

    todo = parts_path.todos(queries_path.path_of(zaneta), on=date(2026, 7, 3), may_edit=True)[0]

    assert todo.overdue
    assert list(queries_path.overdue_returns(type(zaneta).objects.all(), on=date(2026, 7, 1))) == []
    late = queries_path.overdue_returns(type(zaneta).objects.all(), on=date(2026, 7, 2))
    assert [each.participation for each in late] == [zaneta]
