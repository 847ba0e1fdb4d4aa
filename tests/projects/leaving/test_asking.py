"""Taking everything out takes two people, a reason, and an agreement that is still in force."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from core.permissions import System
from projects.leaving import operations, queries, refusals, verbs
from projects.leaving.models import UnitExport
from tests import make
from tests.make import leaving

DAY = timedelta(days=1)
MOMENT = {"on": make.TODAY, "at": leaving.NOW}


@pytest.fixture
def adam(inside_alfa: Member) -> Member:
    return leaving.administrator("alfa")


def test_another_administrator_may_agree_and_so_may_a_coordinator_of_the_whole_unit(
    adam, inside_alfa
):
    first = leaving.agreed(by=adam, agreed_by=inside_alfa)
    operations.drop_export(export=first, **MOMENT, by=adam)
    second = leaving.agreed(by=adam, agreed_by=leaving.administrator("alfa", "Ida Druga"))

    assert first.agreed_by == inside_alfa
    assert second.is_usable(on=make.TODAY)


def test_nobody_agrees_to_their_own_request(adam):
    asked = leaving.asked(by=adam)

    with pytest.raises(refusals.TakesTwo):
        operations.agree_to_export(export=asked, **MOMENT, by=adam)

    with pytest.raises(IntegrityError, match="nobody_takes_everything_out_alone"):
        with transaction.atomic():
            UnitExport.objects.update(agreed_by=adam)


@pytest.mark.parametrize("role", ["case_worker", "settlement_officer", "viewer", "auditor"])
def test_other_roles_neither_ask_nor_agree(alfa, adam, role):
    asked = leaving.asked(by=adam)
    with tenancy.acting_as(tenancy.Role.WEB):
        other = make.member(alfa, f"{role}@example.org", "Olga Inna", role)

    with pytest.raises(NotAllowed):
        leaving.asked(by=other)
    with pytest.raises(NotAllowed):
        operations.agree_to_export(export=asked, **MOMENT, by=other)
    with pytest.raises(NotAllowed):
        operations.drop_export(export=asked, **MOMENT, by=other)


def test_a_coordinator_does_not_ask(inside_alfa):
    with pytest.raises(NotAllowed):
        leaving.asked(by=inside_alfa)


def test_a_coordinator_of_one_project_does_not_agree(adam, inside_alfa):
    asked = leaving.asked(by=adam)
    inside_alfa.grants = [{"role": "coordinator", "project": str(asked.pk)}]

    with pytest.raises(NotAllowed):
        operations.agree_to_export(export=asked, **MOMENT, by=inside_alfa)


def test_the_platform_itself_neither_asks_nor_agrees(adam):
    asked = leaving.asked(by=adam)

    with pytest.raises(NotAllowed):
        operations.agree_to_export(export=asked, **MOMENT, by=System("clock"))


def test_one_request_is_open_at_a_time(adam):
    leaving.asked(by=adam)

    with pytest.raises(refusals.AskedAlready):
        leaving.asked(by=leaving.administrator("alfa", "Ida Druga"))


def test_after_two_weeks_nobody_agrees_any_more(adam, inside_alfa):
    asked = leaving.asked(by=adam)
    last = make.TODAY + 14 * DAY

    with pytest.raises(refusals.NothingWaits):
        operations.agree_to_export(export=asked, on=last + DAY, at=leaving.NOW, by=inside_alfa)
    assert operations.agree_to_export(export=asked, on=last, at=leaving.NOW, by=inside_alfa)


def test_an_agreement_stands_for_a_week(adam, inside_alfa):
    export = leaving.agreed(by=adam, agreed_by=inside_alfa)

    assert export.is_usable(on=make.TODAY + 7 * DAY)
    assert not export.is_usable(on=make.TODAY + 8 * DAY)
    assert queries.current(on=make.TODAY + 8 * DAY) is None


def test_an_agreement_is_taken_back(adam, inside_alfa):
    export = leaving.agreed(by=adam, agreed_by=inside_alfa)

    dropped = operations.drop_export(export=export, **MOMENT, by=inside_alfa)

    assert not dropped.is_usable(on=make.TODAY)
    with pytest.raises(refusals.NothingWaits):
        operations.drop_export(export=export, **MOMENT, by=adam)


def test_those_who_may_agree_are_named_without_whoever_asks(alfa, adam, inside_alfa):
    leaving.administrator("alfa", "Ida Druga")
    with tenancy.acting_as(tenancy.Role.WEB):
        make.member(alfa, "wit@example.org", "Wit Zalewski", "viewer")

    assert queries.may_agree(but=adam.pk) == ["Anna Lis", "Ida Druga"]


@pytest.mark.parametrize(
    ("own", "is_agreed", "verb"),
    [
        (True, False, "took back a request for everything"),
        (True, True, "took back a request for everything"),
        (False, False, "refused a request for everything"),
        (False, True, "withdrew an agreement to export everything"),
    ],
)
def test_the_trail_tells_how_it_came_to_nothing(adam, inside_alfa, own, is_agreed, verb):
    export = leaving.agreed(by=adam, agreed_by=inside_alfa) if is_agreed else leaving.asked(by=adam)

    operations.drop_export(export=export, **MOMENT, by=adam if own else inside_alfa)

    last = AuditEvent.objects.filter(subject_id=export.pk).latest("pk")
    assert (last.verb, last.verb in verbs.VERBS) == (verb, True)


def test_the_trail_tells_who_asked_why_and_who_agreed(adam, inside_alfa):
    export = leaving.agreed(by=adam, agreed_by=inside_alfa)

    events = AuditEvent.objects.filter(subject_id=export.pk).order_by("pk")
    assert [(event.actor_name, event.verb, event.reason) for event in events] == [
        ("Adam Pierwszy", "asked to export everything", leaving.REASON),
        ("Anna Lis", "agreed to export everything", None),
    ]
