"""What came of the participation of those whom the partner served."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from core.api.problems import not_found
from core.api.serializers import In, Moment, Out, Words
from core.days import today
from projects.participants import operations
from projects.participants.entries import OutcomeEntry
from projects.participants.vocabulary import EvidenceKind, OutcomeKind
from projects.partners.actions import Action
from projects.partners.door import Told
from projects.partners.records import Records
from projects.support.queries import served


class OutcomeOut(Out):
    id = serializers.UUIDField()
    participant = serializers.UUIDField(source="participation_id")
    kind = serializers.ChoiceField(choices=OutcomeKind.choices, label=_("outcome"))
    observed_on = serializers.DateField(label=_("observed on"))
    evidence = serializers.ChoiceField(choices=EvidenceKind.choices, label=_("evidence"))
    evidence_reference = Words(source="note", label=_("note on the document"))
    changed_at = Moment()


class OutcomeIn(In):
    participant = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=OutcomeKind.choices, label=_("outcome"))
    observed_on = serializers.DateField(label=_("observed on"))
    evidence = serializers.ChoiceField(choices=EvidenceKind.choices, label=_("evidence"))
    evidence_reference = serializers.CharField(
        max_length=200, allow_blank=True, default="", label=_("note on the document")
    )


class Outcomes(Records):
    """Outcomes after leaving, each with the day it was observed and what proves it."""

    actions = {"GET": Action.READ_OUTCOMES, "POST": Action.WRITE_OUTCOMES}
    out = OutcomeOut
    takes = OutcomeIn
    answers = {"POST": {201: OutcomeOut}}
    filters = {"participant": "participation"}

    rows = staticmethod(served.outcomes_of)

    def post(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        sent = self.read(OutcomeIn)
        return self.carry_out(lambda: self._recorded(sent))

    def _recorded(self, sent: dict[str, Any]) -> Told:
        """One of a kind is told once: what differs from it is for the unit's team to decide."""
        people = served.served_by(self.lines()).select_related("project")
        person = people.filter(pk=sent.pop("participant")).first()
        if person is None:
            raise not_found()
        entry = OutcomeEntry(note=sent.pop("evidence_reference"), **sent)
        recorded = operations.record_outcome(
            participation=person, outcome=entry, on=today(), by=self.reach.actor
        )
        recorded.refresh_from_db()
        return 201, OutcomeOut(recorded).data
