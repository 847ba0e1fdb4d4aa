"""Who takes care of a person."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from core.ledger.models import Member
from projects.forms import CorrectionForm
from projects.participants.forms.fields import NOT_CHOSEN
from projects.participants.models import Participation


class StaffForm(CorrectionForm):
    """The case worker and the career adviser, chosen among the team of the project."""

    cared_for_by = forms.ChoiceField(label=gettext_lazy("Case worker"), required=False)
    advised_by = forms.ChoiceField(label=gettext_lazy("Career adviser"), required=False)

    def __init__(
        self, *args: Any, participation: Participation, team: Sequence[Member], **facts: Any
    ) -> None:
        super().__init__(*args, current=partial(_held, participation), **facts)
        self.team = {member.pk: member for member in team}
        for name in ("cared_for_by", "advised_by"):
            listed = [(str(pk), member.display_name) for pk, member in self.team.items()]
            self.fields[name].choices = NOT_CHOSEN + listed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        chosen = {
            name: self.team[UUID(typed[name])] if typed[name] else None
            for name in ("cared_for_by", "advised_by")
        }
        return {**chosen, "version": typed["version"]}


def _held(participation: Participation) -> dict[str, Any]:
    return {
        "cared_for_by": participation.cared_for_by_id or "",
        "advised_by": participation.advised_by_id or "",
        "version": participation.version,
    }
