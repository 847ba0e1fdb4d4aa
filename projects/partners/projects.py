"""The projects that a token reaches, as the partner's program sees them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.serializers import Moment, Out
from projects.agreements.models import Fund, Project, ProjectPartner, RuleSetCode
from projects.partners.actions import Action
from projects.partners.queries import Lines
from projects.partners.records import Records


class ProjectOut(Out):
    """Nothing of its money: whom the partner serves and until when is what its program needs."""

    id = serializers.UUIDField()
    title = serializers.CharField(label=_("title"))
    edition = serializers.IntegerField(source="edition_no", allow_null=True, label=_("edition"))
    agreement_number = serializers.CharField(allow_blank=True, label=_("agreement number"))
    fund = serializers.ChoiceField(choices=Fund.choices, label=_("programme"))
    rule_set = serializers.ChoiceField(choices=RuleSetCode.choices, label=_("rules of the period"))
    starts_on = serializers.DateField(label=_("starts on"))
    ends_on = serializers.DateField(label=_("ends on"))
    leader = serializers.CharField(source="leader_name", label=_("leader"))
    version = serializers.IntegerField()
    changed_at = Moment()


class Projects(Records):
    """The projects in which the partner works and that its token was given."""

    actions = {"GET": Action.READ_PROJECTS}
    out = ProjectOut

    @staticmethod
    def rows(lines: Lines) -> QuerySet:
        reached = ProjectPartner.objects.filter(pk__in=lines)
        return Project.objects.filter(pk__in=reached.values("project"))
