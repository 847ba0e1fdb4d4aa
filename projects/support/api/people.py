"""Whom the partner serves: as many fields as its token was given, and no one else of the project."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.problems import Problem, not_found
from core.api.serializers import Moment, Out, Words
from projects.participants import operations
from projects.participants.models import Participation
from projects.participants.vocabulary import Sex
from projects.partners.actions import Action, Field
from projects.partners.door import PartnerResource
from projects.partners.queries import Reach
from projects.partners.records import Records
from projects.support.queries import served

# What the token needs beside the right to read people at all.
NEEDS = {
    "phone": Field.CONTACT,
    "email": Field.CONTACT,
    "born_on": Field.BIRTH,
    "sex": Field.BIRTH,
}


class ParticipantOut(Out):
    """A field that the token was not given is left out."""

    depends_on_reader = True
    id = serializers.UUIDField()
    project = serializers.UUIDField(source="project_id")
    given_name = serializers.CharField(source="person.given_name", label=_("first name"))
    family_name = serializers.CharField(source="person.family_name", label=_("last name"))
    started_on = serializers.DateField(allow_null=True, label=_("first support"))
    ended_on = serializers.DateField(allow_null=True, label=_("left on"))
    phone = Words(source="person.phone", required=False, label=_("telephone"))
    email = Words(source="person.email", required=False, label=_("e-mail"))
    born_on = serializers.DateField(
        source="person.born_on", required=False, label=_("date of birth")
    )
    sex = serializers.ChoiceField(
        source="person.sex", choices=Sex.choices, required=False, label=_("sex")
    )
    version = serializers.IntegerField()
    changed_at = Moment(source="moved_at")

    def to_representation(self, instance: Participation) -> dict[str, Any]:
        reach: Reach = self.context["reach"]
        # Asked of each: two records of one list may be of two projects.
        seen = {field: reach.sees(field, instance.project_id) for field in NEEDS.values()}
        told = super().to_representation(instance)
        return {
            name: value for name, value in told.items() if name not in NEEDS or seen[NEEDS[name]]
        }


class PeselOut(Out):
    pesel = serializers.CharField(label="PESEL", allow_blank=True)


class Participants(Records):
    """People whose plan, group, meeting or support is the partner's."""

    actions = {"GET": Action.READ_PARTICIPANTS}
    out = ParticipantOut
    moment = "moved_at"
    filters = {"project": "project"}

    rows = staticmethod(served.served_by)


class Pesel(PartnerResource):
    """One person's PESEL; the reading stands in the unit's audit trail before it is told."""

    actions = {"GET": Action.READ_PARTICIPANTS}
    out = PeselOut

    def get(self, request: Request, record_id: UUID) -> HttpResponse:
        self.allow_parameters()
        found = served.served_by(self.lines()).select_related("project").filter(pk=record_id)
        participation = found.first()
        if participation is None:
            raise not_found()
        if not self.reach.sees(Field.PESEL, participation.project_id):
            raise Problem("not-in-scope", _("The token was not given the field PESEL."))
        pesel = operations.reveal_pesel(
            person=participation.person, project=participation.project, by=self.reach.actor
        )
        return Response(PeselOut({"pesel": pesel}).data)
