"""Forms about people who look alike: asked before somebody is entered, and decided afterwards."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from projects.participants import links, similarity
from projects.participants.columns import pesel_index
from projects.participants.forms.fields import Part
from projects.participants.models import Participation, Person
from projects.participants.vocabulary_path import LinkKind
from ui import formats

LATER = "LATER"
ANSWERS = [
    (LinkKind.SAME.value, gettext_lazy("The same person: save and link")),
    (LinkKind.DIFFERENT.value, gettext_lazy("Not the same person: save and remember it")),
    (LATER, gettext_lazy("Save, and decide later")),
]


class LookalikeCheck(forms.Form):
    """Mixed into a form with PersonFields: nobody is entered before each look-alike is answered.

    The form sets `visible`, the participations that the actor sees. After saving, `decided` says
    what was answered about whom.
    """

    visible: QuerySet[Participation]
    # Nothing is asked about a page that has been saved already.
    decided: Sequence[tuple[Person, str]] = ()
    lookalikes: Sequence[links.Lookalike] = ()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.decided = []
        is_whole = all(typed.get(name) for name in ("given_name", "family_name", "born_on", "sex"))
        self.lookalikes = []
        if is_whole and not self.errors:
            self.lookalikes = links.lookalikes(_profile(typed), visible=self.visible)
        for lookalike in self.lookalikes:
            if lookalike.is_visible:
                self._ask(lookalike)
        return typed

    def _ask(self, lookalike: links.Lookalike) -> None:
        person, name = lookalike.person, f"alike_{lookalike.person.pk.hex}"
        self.fields[name] = field = forms.ChoiceField(
            label=question(lookalike.person, self.visible),
            choices=ANSWERS,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Look at both people and say whether this is one person.")
            },
        )
        try:
            answer = field.clean(self.data.get(self.add_prefix(name), ""))
        except forms.ValidationError as refusal:
            self.add_error(name, refusal)
        else:
            if answer != LATER:
                self.decided = [*self.decided, (person, answer)]

    def lookalike_part(self) -> list[Part]:
        """The questions under their legend, while there are any."""
        names = tuple(name for name in self.fields if name.startswith("alike_"))
        return [(gettext_lazy("Is this somebody known already?"), names)] if names else []


def _profile(typed: dict[str, Any]) -> similarity.Profile:
    number = typed.get("pesel")
    return similarity.profile(
        given_name=typed["given_name"],
        family_name=typed["family_name"],
        born_on=typed["born_on"],
        sex=typed["sex"],
        pesel_key=pesel_index(number) if number else None,
    )


def question(person: Person, visible: QuerySet[Participation]) -> str:
    """'Looks like Lis Anna, born 03.05.1990, takes part in KIS II', with the way to the page."""
    theirs = visible.filter(person=person).order_by("-started_on").first()
    asked = _("Looks like {person}, born on {day}, who takes part in {project}.")
    page = reverse("desk:person", args=[theirs.pk])
    named = format_html('<a href="{}" target="_blank">{}</a>', page, person)
    return format_html(asked, person=named, day=formats.day(person.born_on), project=theirs.project)


class DecideForm(OperationForm):
    """One decision about a pair, from the list of look-alikes or from their comparison."""

    one = forms.UUIDField(widget=forms.HiddenInput)
    other = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=LinkKind.choices)
    reason = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, visible: QuerySet[Participation], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.visible = visible

    def clean(self) -> dict[str, Any]:
        """Both must be people whom the actor sees; others do not exist."""
        typed = super().clean() or {}
        asked = {typed.get("one"), typed.get("other")} - {None}
        self.people = seen_people(self.visible, asked)
        if len(self.people) < len(asked) or not asked:
            raise forms.ValidationError(_("One of the two is no longer on the list."))
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "one": self.people[typed["one"]],
            "other": self.people[typed["other"]],
            "kind": typed["kind"],
            "reason": typed["reason"],
        }


def seen_people(visible: QuerySet[Participation], ids: set[UUID]) -> dict[UUID, Person]:
    rows = Person.objects.filter(pk__in=ids)
    return rows.filter(pk__in=visible.order_by().values("person")).in_bulk()
