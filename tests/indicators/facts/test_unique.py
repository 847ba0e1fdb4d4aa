"""The command that counts people of any tenants between any days; `test_laws` proves its numbers."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core import tenancy
from indicators.facts.tasks import publish_tenant
from tests import make
from tests.indicators.facts import world

YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def shared_person(alfa: Any, beta: Any) -> None:
    """Somebody takes part in two tenants, and somebody else in one."""
    for tenant, serials in ((alfa, (1, 2)), (beta, (1,))):
        with tenancy.inside(tenant):
            project = make.project(by=make.BY)
            for serial in serials:
                world.takes_part(world.person(serial), project, at_risk=True)
        publish_tenant(tenant)


def _said(*codes: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("unique_people", *codes, stdout=out, json=True, **{**YEAR, **options})
    return json.loads(out.getvalue())


def test_a_person_of_two_tenants_is_one_of_both_and_one_of_each(shared_person):
    told = {"participations": 3, "people": 2}
    assert _said("PEOPLE_AT_RISK")["PEOPLE_AT_RISK"] == told
    assert _said("PEOPLE_AT_RISK", tenants=["beta"])["PEOPLE_AT_RISK"]["people"] == 1
    assert _said("PEOPLE_AT_RISK", tenants=["alfa"])["PEOPLE_AT_RISK"]["people"] == 2


def test_nobody_counts_outside_the_days_asked(shared_person):
    before = _said("PEOPLE_AT_RISK", until=date(2026, 1, 2))
    assert before == {"PEOPLE_AT_RISK": {"participations": 0, "people": 0}}


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (["NOTHING_LIKE_IT"], {}, "No definition is called NOTHING_LIKE_IT"),
        (["PEOPLE_AT_RISK"], {"tenants": ["gamma"]}, "No open tenant is called gamma"),
    ],
)
def test_what_is_not_known_is_said(db, arguments, options, said):
    with pytest.raises(CommandError, match=said):
        _said(*arguments, **options)
