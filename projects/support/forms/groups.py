"""Forms of groups: a group, people in, out and from the waiting list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.forms import CorrectionForm, DayField
from projects.participants.models import Participation
from projects.participants.names import told_apart
from projects.support.entries import GroupEntry
from projects.support.forms.fields import leader_field, outside_leader_field
from projects.support.models import Group, Service

ENTRY = ("name", "capacity_count", "place", "leader", "leader_name")


class GroupFields(forms.Form):
    name = forms.CharField(
        label=_("Name of the group"), max_length=80, help_text=_("For example: Group A.")
    )
    capacity_count = forms.IntegerField(
        label=capfirst(_("places")),
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )
    place = forms.CharField(label=capfirst(_("place")), max_length=120, required=False)
    leader = leader_field()
    leader_name = outside_leader_field()

    def entry(self) -> GroupEntry:
        return GroupEntry(**{name: self.cleaned_data[name] for name in ENTRY})


class OpenGroupForm(GroupFields, OperationForm):
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(), label=_("For which service"), empty_label="—"
    )
    field_order = ("service", *ENTRY)

    def __init__(self, *args: Any, services: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["service"].queryset = services

    def as_arguments(self) -> dict[str, Any]:
        return {"service": self.cleaned_data["service"], "entry": self.entry()}


class CorrectGroupForm(GroupFields, CorrectionForm):
    def __init__(self, *args: Any, group: Group, **facts: Any) -> None:
        current = {name: getattr(group, name) for name in ENTRY}
        current |= {"leader": group.leader_id, "version": group.version}
        super().__init__(*args, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


class AddMembersForm(OperationForm):
    """Whom to take in, out of those who were found."""

    people = forms.MultipleChoiceField(
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Mark at least one person.")},
    )
    joined_on = DayField(label=_("In the group from"))
    may_wait = forms.BooleanField(
        label=_("Put those without a place on the waiting list"), required=False
    )

    def __init__(self, *args: Any, found: Sequence[Participation], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.found = {str(one.pk): one for one in found}
        self.fields["people"].choices = [(str(pk), name) for pk, name in told_apart(found)]

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "participations": [self.found[pk] for pk in typed["people"]],
            "joined_on": typed["joined_on"],
            "may_wait": typed["may_wait"],
        }


class AdmitForm(OperationForm):
    joined_on = DayField(label=_("In the group from"))


class LeaveGroupForm(OperationForm):
    left_on = DayField(
        label=_("Last day in the group"), help_text=_("The sheet of this day still has the person.")
    )
