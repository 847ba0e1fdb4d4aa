"""A whole path: every part of it that has an address of its own."""

from typing import Any

from django.utils import timezone

from core.ledger.models import Member
from projects.participants import operations as participants
from projects.participants.models import Participation
from tests.make import path as make

NAMESPACE = "participants"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    twin = make.lookalike(participation, by=by)
    link = participants.decide(one=participation.person, other=twin.person, kind="SAME", by=by)
    other = make.lookalike(participation, by=by, given_name="Ala", of=twin.project)
    participants.void(
        participation=other, kind="MISTAKE", reason="dwa razy", version=1, at=timezone.now(), by=by
    )
    return {
        "diagnosis_id": make.diagnosis(participation, by=by).pk,
        "plan_id": make.plan(participation, by=by).pk,
        "action_plan_id": make.action_plan(participation, by=by).pk,
        "contract_id": make.contract(participation, by=by).pk,
        "pause_id": make.pause(participation, by=by).pk,
        "surrounding_id": make.surrounding(participation, by=by).pk,
        "link_id": link.pk,
        "voided_id": other.pk,
    }
