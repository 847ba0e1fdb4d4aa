"""Support that needs no sheet, and results of courses: read and sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from core.api import bulk
from core.api.problems import not_found
from core.api.serializers import In, Moment, Out, Words
from core.days import today
from projects.partners.actions import Action
from projects.partners.door import Told
from projects.partners.queries import Reach
from projects.partners.records import Records
from projects.support import operations
from projects.support.entries import GivenEntry, ResultEntry
from projects.support.queries import served
from projects.support.vocabulary import ResultKind


class SupportOut(Out):
    id = serializers.UUIDField()
    participant = serializers.UUIDField(source="participation_id")
    service = serializers.UUIDField(source="service_id")
    given_on = serializers.DateField(label=_("given on"))
    quantity = serializers.DecimalField(max_digits=10, decimal_places=2, label=_("quantity"))
    changed_at = Moment()


class GivenIn(In):
    participant = serializers.UUIDField()
    service = serializers.UUIDField()
    given_on = serializers.DateField(label=_("given on"))
    quantity = serializers.DecimalField(
        max_digits=10, decimal_places=2, min_value=Decimal("0.01"), label=_("quantity")
    )


class SupportIn(bulk.BatchIn):
    """Up to 1000 entries of support, each told once."""

    items = GivenIn(many=True, allow_empty=False, max_length=bulk.MOST_ITEMS)

    def validate_items(self, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        bulk.refuse_twice(
            [(item["participant"], item["service"], item["given_on"]) for item in items],
            self.context.get("rows"),
        )
        return items


class QualificationOut(Out):
    id = serializers.UUIDField()
    participant = serializers.UUIDField(source="participation_id")
    service = serializers.UUIDField(source="service_id")
    passed = serializers.BooleanField(label=_("passed"))
    ended_on = serializers.DateField(label=_("day of the exam or of the end"))
    kind = serializers.ChoiceField(choices=ResultKind.choices, label=_("what was gained"))
    title = Words(label=_("name of the qualification or competence"))
    certificate_number = Words(label=_("number of the certificate"))
    issued_by = Words(label=_("issued by"))
    issued_on = serializers.DateField(allow_null=True, label=_("issued on"))
    changed_at = Moment()


class QualificationIn(In):
    participant = serializers.UUIDField()
    service = serializers.UUIDField()
    passed = serializers.BooleanField(label=_("passed"))
    ended_on = serializers.DateField(label=_("day of the exam or of the end"))
    kind = serializers.ChoiceField(choices=ResultKind.choices, label=_("what was gained"))
    title = serializers.CharField(
        max_length=200, label=_("name of the qualification or competence")
    )
    certificate_number = serializers.CharField(
        max_length=80, required=False, allow_blank=True, label=_("number of the certificate")
    )
    issued_by = serializers.CharField(
        max_length=160, required=False, allow_blank=True, label=_("issued by")
    )
    issued_on = serializers.DateField(required=False, allow_null=True, label=_("issued on"))


class TakenBackOut(Out):
    id = serializers.UUIDField()


class Support(Records):
    """Support that the partner gave without a sheet: a meal, a day's travel, insurance."""

    actions = {"GET": Action.READ_SUPPORT, "POST": Action.WRITE_SUPPORT}
    out = SupportOut
    takes = SupportIn
    answers = {"POST": {200: bulk.BatchOut}}
    filters = {"participant": "participation", "service": "service"}

    rows = staticmethod(served.given_by)

    def removed(self, since: datetime) -> QuerySet:
        services = served.services_of(self.lines()).values("pk")
        return served.removed("support_given", services, since=since)

    def post(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        sent = self.read(SupportIn)
        return self.carry_out(lambda: given(self.reach, sent))


class SupportOne(Support):
    """One entry; what was wrong is taken back."""

    actions = {"GET": Action.READ_SUPPORT, "DELETE": Action.WRITE_SUPPORT}
    http_method_names = ("get", "delete")
    answers = {"DELETE": {200: TakenBackOut}}

    def delete(self, request: Request, record_id: UUID) -> HttpResponse:
        self.allow_parameters()
        return self.carry_out(lambda: self._taken_back(record_id))

    def _taken_back(self, record_id: UUID) -> Told:
        found = self.rows(self.lines()).select_related("participation").filter(pk=record_id).first()
        if found is None:
            raise not_found()
        self.require_match(found)
        operations.take_back_support(given=found, on=today(), by=self.reach.actor)
        return 200, {"id": str(record_id)}


class Qualifications(Records):
    """How the partner's courses ended, with certificates."""

    actions = {"GET": Action.READ_OUTCOMES, "POST": Action.WRITE_OUTCOMES}
    out = QualificationOut
    takes = QualificationIn
    answers = {"POST": {201: QualificationOut}}
    filters = {"participant": "participation", "service": "service"}

    rows = staticmethod(served.results_of)

    def removed(self, since: datetime) -> QuerySet:
        services = served.services_of(self.lines()).values("pk")
        return served.removed("course_result", services, since=since)

    def post(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        sent = self.read(QualificationIn)
        return self.carry_out(lambda: self._recorded(sent))

    def _recorded(self, sent: dict[str, Any]) -> Told:
        person = served.served_by(self.lines()).filter(pk=sent.pop("participant")).first()
        service = served.services_of(self.lines()).filter(pk=sent.pop("service")).first()
        if person is None or service is None:
            raise not_found()
        recorded = operations.record_result(
            participation=person,
            service=service,
            entry=ResultEntry(**sent),
            on=today(),
            by=self.reach.actor,
        )
        recorded.refresh_from_db()
        return 201, QualificationOut(recorded).data


def given(reach: Reach, sent: Mapping[str, Any]) -> Told:
    """One operation with one row in the trail, however many entries there are."""
    items, lines = sent["items"], reach.lines(Action.WRITE_SUPPORT)
    wanted = {item["participant"] for item in items}
    done = operations.give_many(
        entries=[_entry(item) for item in items],
        services=served.services_of(lines),
        participations=_ids(served.served_by(lines).filter(pk__in=wanted)),
        on=today(),
        by=reach.actor,
        is_forgiving=True,
    )
    results = [
        bulk.refused(done.refused[place])
        if place in done.refused
        else bulk.Result("done", id=str(done.written[place].pk))
        for place in range(len(items))
    ]
    return bulk.told(results, is_atomic=sent["atomic"])


def _entry(item: Mapping[str, Any]) -> GivenEntry:
    return GivenEntry(
        participation_id=item["participant"],
        service_id=item["service"],
        given_on=item["given_on"],
        quantity=item["quantity"],
    )


def _ids(rows: QuerySet) -> set[UUID]:
    return set(rows.values_list("pk", flat=True))
