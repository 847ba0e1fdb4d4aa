"""Paths, surroundings, voided records and look-alikes, made through the real operations."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects.participants import entries_path as entries
from projects.participants import operations as participants
from projects.participants import questionnaires
from projects.participants.models import (
    ActionPlan,
    Diagnosis,
    Participation,
    PathPlan,
    Pause,
    ProgressSurvey,
    SocialContract,
    SurroundingPerson,
)
from tests import make

AREAS = [item.code for item in questionnaires.questionnaire(questionnaires.AREAS_OF_LIFE).items]
QUESTIONS = [
    item.code for item in questionnaires.questionnaire(questionnaires.SOCIAL_PROGRESS).items
]


def diagnosis_entry(*, by: Any, level: int = 2, **facts: Any) -> entries.DiagnosisEntry:
    areas = [
        entries.AreaEntry(code=code, level=level, needs="pomoc", strengths="rodzina")
        for code in AREAS
    ]
    usual = {"done_on": date(2026, 3, 3), "done_by": by, "areas": tuple(areas)}
    return entries.DiagnosisEntry(**{**usual, **facts})


def diagnosis(
    participation: Participation, *, by: Any, on: date = make.TODAY, **facts: Any
) -> Diagnosis:
    entry = diagnosis_entry(by=by, **facts)
    return participants.record_diagnosis(participation=participation, entry=entry, on=on, by=by)


def plan_entry(**facts: Any) -> entries.PlanEntry:
    area = entries.PlannedAreaEntry(
        area="SOCIAL",
        kinds="warsztaty, praca socjalna",
        hours=Decimal("40"),
        starts_on=date(2026, 3, 3),
        ends_on=date(2026, 12, 31),
    )
    usual = {
        "kind": "REINTEGRATION_PATH",
        "agreed_on": date(2026, 3, 10),
        "starts_on": date(2026, 3, 3),
        "ends_on": date(2026, 12, 31),
        "goals": "Stała praca",
        "areas": (area,),
    }
    return entries.PlanEntry(**{**usual, **facts})


def plan(
    participation: Participation, *, by: Any, on: date = make.TODAY, based_on: int = 0, **facts: Any
) -> PathPlan:
    return participants.agree_plan(
        participation=participation,
        entry=plan_entry(**facts),
        based_on=based_on,
        on=on,
        by=by,
    )


def survey_entry(*, by: Any, answer: int = 2, **facts: Any) -> entries.SurveyEntry:
    usual = {
        "filled_on": date(2026, 3, 3),
        "done_by": by,
        "answers": dict.fromkeys(QUESTIONS, answer),
        "is_signed": True,
    }
    return entries.SurveyEntry(**{**usual, **facts})


def survey(
    participation: Participation,
    *,
    by: Any,
    on: date = make.TODAY,
    moment: str = "ENTRY",
    **facts: Any,
) -> ProgressSurvey:
    return participants.record_survey(
        participation=participation,
        moment=moment,
        entry=survey_entry(by=by, **facts),
        on=on,
        by=by,
    )


def action_plan_entry(*, by: Any, **facts: Any) -> entries.ActionPlanEntry:
    usual = {
        "made_on": date(2026, 3, 12),
        "adviser": by,
        "goals": "Opiekunka osób starszych",
        "steps": "kurs, potem staż",
    }
    return entries.ActionPlanEntry(**{**usual, **facts})


def action_plan(
    participation: Participation, *, by: Any, on: date = make.TODAY, **facts: Any
) -> ActionPlan:
    return participants.make_action_plan(
        participation=participation,
        entry=action_plan_entry(by=by, **facts),
        on=on,
        by=by,
    )


def contract_entry(**facts: Any) -> entries.ContractEntry:
    usual = {
        "office_name": "GOPS Alfa",
        "number": "12/2026",
        "signed_on": date(2026, 3, 1),
        "valid_to": date(2026, 12, 31),
    }
    return entries.ContractEntry(**{**usual, **facts})


def contract(
    participation: Participation, *, by: Any, on: date = make.TODAY, **facts: Any
) -> SocialContract:
    return participants.note_contract(
        participation=participation, entry=contract_entry(**facts), on=on, by=by
    )


def pause_entry(**facts: Any) -> entries.PauseEntry:
    usual = {
        "reason": "ILLNESS",
        "starts_on": date(2026, 6, 1),
        "expected_on": date(2026, 7, 1),
    }
    return entries.PauseEntry(**{**usual, **facts})


def pause(participation: Participation, *, by: Any, on: date = make.TODAY, **facts: Any) -> Pause:
    return participants.pause(participation=participation, entry=pause_entry(**facts), on=on, by=by)


def surrounding_entry(**facts: Any) -> entries.SurroundingEntry:
    usual = {
        "relation": "CHILD",
        "age_group": "CHILD",
        "supports": ("CHILD_CARE",),
        "starts_on": date(2026, 4, 1),
    }
    return entries.SurroundingEntry(**{**usual, **facts})


def surrounding(
    participation: Participation, *, by: Any, on: date = make.TODAY, people: int = 1, **facts: Any
) -> SurroundingPerson:
    """The first of so many people alike."""
    return participants.count_surroundings(
        participation=participation,
        entry=surrounding_entry(**facts),
        people=people,
        on=on,
        by=by,
    )[0]


def lookalike(participation: Participation, *, by: Any, **facts: Any) -> Participation:
    """Somebody of the same name and day of birth, without a PESEL, in a project of their own."""
    theirs = participation.person
    usual = {
        "given_name": theirs.given_name,
        "family_name": theirs.family_name,
        "born_on": theirs.born_on,
        "sex": theirs.sex,
        "pesel": None,
    }
    other = facts.pop("of", None) or make.project(by=by, title="Nowa droga")
    return make.participation(by=by, of=other, **{**usual, **facts})
