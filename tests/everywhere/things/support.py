"""A service, a group with one person, a session with its list, a whole basket, an internship."""

from decimal import Decimal
from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from projects.support import entries, operations
from tests import make
from tests.make import support

NAMESPACE = "support"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    project = participation.project
    service = support.service(of=project, by=by)
    group = support.group(of=service, by=by)
    support.join(group, participation, by=by)
    session = support.session(group, by=by)
    ticket = support.benefit(of=project, by=by)
    course = support.course(of=project, by=by)
    internship = support.internship(of=project, by=by)
    address = "https://alfa.example/wsparcie/kod/"
    printed = operations.prepare_session_list(session=session, address=address, by=by)
    own = {"participation": participation, "by": by}
    plan, barrier = entries.PlanEntry(quantity=Decimal(20)), entries.BarrierEntry(kind="TRAVEL")
    given = {"given_on": support.MONDAY, "quantity": Decimal(1), "on": make.TODAY}
    result = {"service": course, "entry": support.result_entry(), "on": make.TODAY}
    return {
        "service_id": service.pk,
        "group_id": group.pk,
        "group_member_id": group.members.get().pk,
        "session_id": session.pk,
        "planned_support_id": operations.plan_support(service=service, entry=plan, **own).pk,
        "barrier_id": operations.record_barrier(entry=barrier, **own).pk,
        "support_given_id": operations.give_support(service=ticket, **given, **own).pk,
        "course_result_id": operations.record_result(**result, **own).pk,
        "placement_id": support.placement(participation, of=internship, by=by).pk,
        "signature_list_id": printed.pk,
        "list_code": printed.code,
    }
