"""Services, groups and sessions of the partner."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.serializers import Clock, Moment, Out
from projects.partners.actions import Action
from projects.partners.records import Records
from projects.support.queries import served
from projects.support.vocabulary import Area, Kind, Unit


class ServiceOut(Out):
    id = serializers.UUIDField()
    project = serializers.UUIDField(source="project_id")
    name = serializers.CharField(label=_("name"))
    area = serializers.ChoiceField(choices=Area.choices, label=_("area"))
    kind = serializers.ChoiceField(choices=Kind.choices, label=_("kind"))
    unit = serializers.ChoiceField(choices=Unit.choices, label=_("unit"))
    ends_with_certificate = serializers.BooleanField(label=_("ends with a certificate"))
    version = serializers.IntegerField()
    changed_at = Moment()


class GroupOut(Out):
    id = serializers.UUIDField()
    service = serializers.UUIDField(source="service_id")
    name = serializers.CharField(label=_("name"))
    places = serializers.IntegerField(source="capacity_count", label=_("places"))
    place = serializers.CharField(label=_("place"))
    version = serializers.IntegerField()
    changed_at = Moment()


class SessionOut(Out):
    id = serializers.UUIDField()
    project = serializers.UUIDField(source="project_id")
    service = serializers.UUIDField(source="service_id")
    group = serializers.UUIDField(source="group_id", allow_null=True)
    participant = serializers.UUIDField(source="participation_id", allow_null=True)
    held_on = serializers.DateField(label=_("day"))
    start_time = Clock(label=_("begins"))
    end_time = Clock(label=_("ends"))
    hours = serializers.DecimalField(max_digits=6, decimal_places=2, label=_("hours"))
    place = serializers.CharField(label=_("place"))
    is_cancelled = serializers.BooleanField(label=_("cancelled"))
    version = serializers.IntegerField()
    changed_at = Moment()


class Services(Records):
    """What the partner gives in its projects."""

    actions = {"GET": Action.READ_PROJECTS}
    out = ServiceOut
    filters = {"project": "project"}

    rows = staticmethod(served.services_of)

    def removed(self, since: datetime) -> QuerySet:
        return served.removed("service", self.lines(), since=since)


class Groups(Records):
    """Groups of the partner's services."""

    actions = {"GET": Action.READ_PROJECTS}
    out = GroupOut
    filters = {"service": "service"}

    rows = staticmethod(served.groups_of)

    def removed(self, since: datetime) -> QuerySet:
        services = served.services_of(self.lines()).values("pk")
        return served.removed("support_group", services, since=since)


class Sessions(Records):
    """Sessions of the partner's services: of its groups, and meetings with one person."""

    actions = {"GET": Action.READ_PROJECTS}
    out = SessionOut
    filters = {"service": "service", "group": "group", "participant": "participation"}

    rows = staticmethod(served.sessions_of)

    def removed(self, since: datetime) -> QuerySet:
        services = served.services_of(self.lines()).values("pk")
        return served.removed("support_session", services, since=since)
