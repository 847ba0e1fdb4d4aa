"""Who looks after whom: case workers and career advisers, given to many participants at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import polish
from core.forms import OperationForm
from core.ledger.models import Member
from core.permissions import Actor, Permission, can, can_anywhere
from projects.participants import queries
from projects.participants.models import Participation
from projects.participants.operations.staffing import CannotTakeCare
from projects.workbench.bulk import BulkAction
from ui.parts import Cell

NOBODY = "-"


def who_may_look_after() -> list[Member]:
    """Members with a role that edits people in some project, in alphabetical order."""
    present = Member.objects.filter(left_at=None)
    able = [member for member in present if can_anywhere(member, Permission.EDIT_PEOPLE)]
    return sorted(able, key=lambda member: polish.sort_key(member.display_name))


class InChargeForm(OperationForm):
    """Chooses one member, or nobody, for all the chosen participants."""

    def __init__(
        self, *args: Any, rows: QuerySet[Participation], field: str, label: Promise, **facts: Any
    ) -> None:
        super().__init__(*args, **facts)
        self.field = field
        self.members = {str(member.pk): member for member in who_may_look_after()}
        named = [(key, member.display_name) for key, member in self.members.items()]
        choices = [("", "—"), *named, (NOBODY, _("nobody yet"))]
        self.fields["member"] = forms.ChoiceField(label=str(label), choices=choices)

    def as_arguments(self) -> dict[str, Any]:
        member = self.members.get(self.cleaned_data["member"])
        return {"values": {self.field: member}, "told": str(member or _("nobody yet"))}


def decide(rows: Sequence[Participation], values: dict[str, Any]) -> None:
    """Whoever is in charge must be allowed to edit people in the project of each."""
    for member in filter(None, values.values()):
        for project in {row.project for row in rows}:
            if not can(member, Permission.EDIT_PEOPLE, project=project.pk):
                raise CannotTakeCare(field="member", name=member.display_name)


def named(row: Participation) -> Cell:
    return Cell(str(row.person), url=reverse_lazy("desk:person", args=[row.pk]))


def editable(by: Actor) -> QuerySet[Participation]:
    return queries.participations_visible_to(by, Permission.EDIT_PEOPLE)


def _action(*, code: str, field: str, label: Promise, who: Promise, verb: str) -> BulkAction:
    return BulkAction(
        code=code,
        list_code="participants",
        label=label,
        verb=verb,
        permission=Permission.EDIT_PEOPLE,
        fields=(field,),
        editable=editable,
        named=named,
        form=partial(InChargeForm, field=field, label=who),
        decide=decide,
    )


CASE_WORKER = _action(
    code="assign-case-worker",
    field="cared_for_by",
    label=_("Assign a case worker"),
    who=_("Case worker"),
    verb="put case workers in charge",
)
CAREER_ADVISER = _action(
    code="assign-career-adviser",
    field="advised_by",
    label=_("Assign a career adviser"),
    who=_("Career adviser"),
    verb="put career advisers in charge",
)
