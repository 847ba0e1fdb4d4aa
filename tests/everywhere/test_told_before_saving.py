"""Whatever moves figures of participants is asked about before it is saved, where a report would differ."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.operation import REGISTERED
from projects.participants.reported import ReportingForm

ROOT = Path(__file__).parents[2]
PLACES = ("projects/participants/views", "projects/support/views")
PREFIXES = ("projects.participants.operations", "projects.support.operations")
# What moves figures of this kind alone can change no reported one.
NEVER = {
    "plan_support": "hours that are planned count for no indicator",
    "change_plan": "hours that are planned count for no indicator",
    "drop_plan": "hours that are planned count for no indicator",
    "give_many": "a program sends it: what differs of a report is told where the report is",
}
MOVING = {
    name.rpartition(".")[2]: one
    for name, one in REGISTERED.items()
    if one.moves_figures and name.startswith(PREFIXES)
}


def carried_out() -> Iterator[tuple[str, ast.FunctionDef, Any]]:
    """Each moving operation that a view names, in which function, with its module."""
    for path in (each for place in PLACES for each in sorted((ROOT / place).glob("*.py"))):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and node.attr in MOVING:
                    whose = getattr(node.value, "id", "")
                    if whose in ("operations", "participants"):
                        yield node.attr, function, importlib.import_module(name)


FOUND = [one for one in carried_out() if one[0] not in NEVER]


@pytest.mark.parametrize(
    ("operation", "function", "module"), FOUND, ids=lambda one: getattr(one, "name", str(one))
)
def test_a_view_moves_figures_only_with_a_form_that_asks_first(operation, function, module):
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    given = {node.arg for node in function.args.args} & {"form"}
    asking = [
        name
        for name in names
        if isinstance(known := getattr(module, name, None), type)
        and issubclass(known, ReportingForm)
    ]

    directly = [call for call in calls if getattr(call, "attr", "") == operation]
    assert not directly, f"{operation} is called past the form"
    assert asking or given and operation in BY_HAND_OVER, operation


# Views that are given the form which another function of theirs makes.
BY_HAND_OVER = {"record_survey": "SurveyForm", "correct_survey": "SurveyForm"}


@pytest.mark.parametrize("name", sorted(set(BY_HAND_OVER.values())))
def test_forms_that_are_handed_over_ask_first(name):
    forms = importlib.import_module("projects.participants.forms.path")

    assert issubclass(getattr(forms, name), ReportingForm)


def test_every_operation_that_moves_figures_is_looked_at():
    """What no view names is done by the command line and by imports alone."""
    assert set(NEVER) <= set(MOVING)
    assert set(MOVING) - set(NEVER) - {one[0] for one in FOUND} == {
        "enter_many",
        "put_back_leave",
        "take_back_entered",
        "take_back_many",
    }
