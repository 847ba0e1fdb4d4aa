"""Which papers were issued for those whom the partner serves: never what stands in them."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.serializers import Moment, Out
from projects.documents.kinds import KINDS
from projects.documents.models import IssuedPaper
from projects.partners.actions import Action
from projects.partners.queries import Lines
from projects.partners.records import Records
from projects.support.queries import served


class State(models.TextChoices):
    VALID = "valid", _("valid")
    VOID = "void", _("void")
    REPLACED = "replaced", _("replaced by a newer version")


class DocumentOut(Out):
    id = serializers.UUIDField()
    project = serializers.UUIDField(source="project_id")
    participants = serializers.ListField(
        child=serializers.UUIDField(), source="about", label=_("whom it speaks of")
    )
    kind = serializers.CharField(label=_("kind of document"))
    name = serializers.SerializerMethodField(label=_("name"))
    number = serializers.CharField(source="full_number", label=_("number"))
    issue = serializers.IntegerField(source="version", label=_("version"))
    issued_on = serializers.DateField(label=_("issued on"))
    state = serializers.SerializerMethodField(label=_("state"))
    pages = serializers.IntegerField(source="pages_count", label=_("pages"))
    sha256 = serializers.CharField(label="SHA-256")
    changed_at = Moment()

    def get_name(self, paper: IssuedPaper) -> str:
        kind = KINDS.get(paper.kind)
        return str(kind.name) if kind else paper.kind

    def get_state(self, paper: IssuedPaper) -> State:
        if paper.voided_at is not None:
            return State.VOID
        return State.VALID if paper.replaced_at is None else State.REPLACED


class Documents(Records):
    """Papers issued for the partner's people, and for nobody else beside them."""

    actions = {"GET": Action.READ_DOCUMENTS}
    out = DocumentOut
    moment = "changed_at"
    filters = {"project": "project"}

    @staticmethod
    def rows(lines: Lines) -> QuerySet[Any]:
        return served.papers_of(lines)
