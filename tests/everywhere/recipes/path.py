"""Recipes of a path, of surroundings, of voiding and of decisions about look-alikes."""

from datetime import UTC, date, datetime
from typing import Any

from projects.participants import operations as participants
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import path as make_path

OPERATIONS = "projects.participants.operations"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _participation() -> Any:
    return make.participation(by=coordinator())


def _done(**arguments: Any) -> dict[str, Any]:
    return {**arguments, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.path.record_diagnosis", inside_a_tenant=True)
def record_diagnosis() -> dict[str, Any]:
    entry = make_path.diagnosis_entry(by=coordinator())
    return _done(participation=_participation(), entry=entry)


@recipe(f"{OPERATIONS}.path.correct_diagnosis", inside_a_tenant=True)
def correct_diagnosis() -> dict[str, Any]:
    diagnosis = make_path.diagnosis(_participation(), by=coordinator())
    entry = make_path.diagnosis_entry(by=coordinator(), level=4)
    return _done(diagnosis=diagnosis, entry=entry, version=1)


@recipe(f"{OPERATIONS}.path.record_survey", inside_a_tenant=True)
def record_survey() -> dict[str, Any]:
    participation = _participation()
    make_path.survey(participation, by=coordinator())
    entry = make_path.survey_entry(by=coordinator(), answer=4, filled_on=date(2026, 10, 1))
    return _done(participation=participation, moment="EXIT", entry=entry)


@recipe(f"{OPERATIONS}.path.correct_survey", inside_a_tenant=True)
def correct_survey() -> dict[str, Any]:
    survey = make_path.survey(_participation(), by=coordinator())
    entry = make_path.survey_entry(by=coordinator(), answer=3)
    return _done(survey=survey, entry=entry, version=1)


@recipe(f"{OPERATIONS}.path.pause", inside_a_tenant=True)
def pause() -> dict[str, Any]:
    return _done(participation=_participation(), entry=make_path.pause_entry())


@recipe(f"{OPERATIONS}.path.correct_pause", inside_a_tenant=True)
def correct_pause() -> dict[str, Any]:
    begun = make_path.pause(_participation(), by=coordinator())
    entry = make_path.pause_entry(returned_on=date(2026, 6, 20))
    return _done(pause=begun, entry=entry, version=1)


@recipe(f"{OPERATIONS}.plans.agree_plan", inside_a_tenant=True)
def agree_plan() -> dict[str, Any]:
    return _done(participation=_participation(), entry=make_path.plan_entry(), based_on=0)


@recipe(f"{OPERATIONS}.plans.sign_plan", inside_a_tenant=True)
def sign_plan() -> dict[str, Any]:
    plan = make_path.plan(_participation(), by=coordinator())
    return _done(plan=plan, signed_on=date(2026, 3, 11), version=1)


@recipe(f"{OPERATIONS}.plans.make_action_plan", inside_a_tenant=True)
def make_action_plan() -> dict[str, Any]:
    entry = make_path.action_plan_entry(by=coordinator())
    return _done(participation=_participation(), entry=entry)


@recipe(f"{OPERATIONS}.plans.correct_action_plan", inside_a_tenant=True)
def correct_action_plan() -> dict[str, Any]:
    plan = make_path.action_plan(_participation(), by=coordinator())
    entry = make_path.action_plan_entry(by=coordinator(), steps="staż")
    return _done(action_plan=plan, entry=entry, version=1)


@recipe(f"{OPERATIONS}.plans.note_contract", inside_a_tenant=True)
def note_contract() -> dict[str, Any]:
    return _done(participation=_participation(), entry=make_path.contract_entry())


@recipe(f"{OPERATIONS}.plans.correct_contract", inside_a_tenant=True)
def correct_contract() -> dict[str, Any]:
    contract = make_path.contract(_participation(), by=coordinator())
    entry = make_path.contract_entry(ended_on=date(2026, 9, 1))
    return _done(contract=contract, entry=entry, version=1)


@recipe(f"{OPERATIONS}.surroundings.count_surroundings", inside_a_tenant=True)
def count_surroundings() -> dict[str, Any]:
    entry = make_path.surrounding_entry()
    return _done(participation=_participation(), entry=entry, people=2)


def _surrounding() -> Any:
    return make_path.surrounding(_participation(), by=coordinator())


@recipe(f"{OPERATIONS}.surroundings.correct_surrounding", inside_a_tenant=True)
def correct_surrounding() -> dict[str, Any]:
    entry = make_path.surrounding_entry(relation="SIBLING")
    return _done(surrounding=_surrounding(), entry=entry, version=1)


@recipe(f"{OPERATIONS}.surroundings.strike_surrounding", inside_a_tenant=True)
def strike_surrounding() -> dict[str, Any]:
    return {"surrounding": _surrounding(), "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.surroundings.promote", inside_a_tenant=True)
def promote() -> dict[str, Any]:
    person = make.person_entry(pesel=None, given_name="Ala")
    start = make.start_entry(started_on=date(2026, 9, 1))
    return _done(surrounding=_surrounding(), person=person, start=start, version=1)


@recipe(f"{OPERATIONS}.voiding.void", inside_a_tenant=True)
def void() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "kind": "INELIGIBLE",
        "reason": "kontrola z 12.11.2026",
        "version": 1,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.voiding.restore", inside_a_tenant=True)
def restore() -> dict[str, Any]:
    arguments = void()
    participants.void(**arguments)
    return {
        "participation": arguments["participation"],
        "reason": "kontrola wycofała ustalenie",
        "version": 2,
        "at": NOW,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.links.decide", inside_a_tenant=True)
def decide() -> dict[str, Any]:
    one = _participation()
    other = make_path.lookalike(one, by=coordinator())
    return {
        "one": one.person,
        "other": other.person,
        "kind": "SAME",
        "reason": "dopisano PESEL",
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.links.take_back", inside_a_tenant=True)
def take_back() -> dict[str, Any]:
    return {"link": participants.decide(**decide()), "by": coordinator()}
