"""Whom a row is about: a participant of the project, told by PESEL, or by name and date of birth.

People of other projects are as if they were not: whether a number is known elsewhere is told nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import pesel, polish, sealed
from core.errors import RuleBroken
from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.exchange.kinds import Verdict
from projects.exchange.readers.form_reader import optional
from projects.exchange.vocabulary import Standing
from projects.participants import queries as participants
from projects.participants.columns import pesel_index
from projects.participants.forms.fields import PersonFields
from projects.participants.models import Participation
from projects.participants.rules import Problem
from projects.participants.rules.identity import PESEL_REASONS
from projects.participants.sentences import sentence

FIELDS = ("pesel", "family_name", "given_name", "born_on")
Refused = Mapping[str, list[str]]
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Whom:
    """As a row tells it; without a PESEL all the rest is told."""

    pesel: str
    family_name: str
    given_name: str
    born_on: date | None

    @property
    def name(self) -> str:
        return polish.folded(f"{self.family_name} {self.given_name}").strip()


class WhomFields(forms.Form):
    """Mixed into the form of a row that is about a participant."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        own = self.fields
        self.fields = {name: optional(PersonFields.base_fields[name]) for name in FIELDS} | own
        self.fields["pesel"].help_text = ""

    def clean_pesel(self) -> str:
        digits = pesel.plain(self.cleaned_data["pesel"])
        if digits:
            try:
                pesel.read(digits)
            except tuple(PESEL_REASONS) as refusal:
                facts = {"reason": PESEL_REASONS[type(refusal)]}
                wrong = Problem(check="V01", field="pesel", severity="E", facts=facts)
                raise forms.ValidationError(sentence(wrong)) from refusal
        return digits

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        by_name = all(told.get(name) for name in FIELDS[1:])
        if not (told.get("pesel") or by_name) and not set(FIELDS) & set(self.errors):
            text = _("Tell whom this is about: the PESEL, or both names and the date of birth.")
            self.add_error("pesel", text)
        return told

    def whom(self) -> Whom:
        told = self.cleaned_data
        return Whom(
            pesel=told["pesel"],
            family_name=told["family_name"],
            given_name=told["given_name"],
            born_on=told["born_on"],
        )


def found(project: Project, whom: Sequence[Whom], *, by: Actor) -> list[Participation | Verdict]:
    """Who of the project each is, or why nobody can tell; one query for all of them."""
    numbers = [pesel_index(one.pesel) for one in whom if one.pesel]
    by_name = [one for one in whom if not one.pesel]
    names, days = [one.name for one in by_name], [one.born_on for one in by_name]
    seen = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    rows = seen.filter(project=project).filter(
        Q(person__pesel_index__in=numbers)
        | Q(person__search_key__in=names, person__born_on__in=days)
    )
    of_number: dict[bytes, list[Participation]] = defaultdict(list)
    of_name: dict[Any, list[Participation]] = defaultdict(list)
    for row in rows.select_related("person", "project"):
        if row.person.pesel_index:
            of_number[bytes(row.person.pesel_index)].append(row)
        of_name[row.person.search_key, row.person.born_on].append(row)
    return [_one(one, of_number, of_name) for one in whom]


def _one(
    whom: Whom,
    of_number: Mapping[bytes, list[Participation]],
    of_name: Mapping[Any, list[Participation]],
) -> Participation | Verdict:
    if not whom.pesel:
        return _by_name(of_name.get((whom.name, whom.born_on), []))
    rows = of_number.get(pesel_index(whom.pesel), [])
    if not rows:
        return refused(
            pesel=_("Nobody of this project has this PESEL. Compare it, or enter the person first.")
        )
    person = rows[0].person
    told_otherwise = {
        "family_name": whom.family_name and not _alike(whom.family_name, person.family_name),
        "given_name": whom.given_name and not _alike(whom.given_name, person.given_name),
        "born_on": whom.born_on and whom.born_on != person.born_on,
    }
    wrong = next((name for name, differs in told_otherwise.items() if differs), "")
    if wrong:
        text = _("In this project the PESEL of this row is somebody else's. Compare both.")
        return refused(**{wrong: text})
    return rows[0]


def _by_name(rows: Sequence[Participation]) -> Participation | Verdict:
    if not rows:
        return refused(
            family_name=_(
                "Nobody of this project has this name and date of birth. Compare them with the "
                "person's page, or enter the person first."
            )
        )
    if len(rows) > 1:
        return refused(
            family_name=_(
                "Several people of this project have this name and date of birth. Write the PESEL."
            )
        )
    return rows[0]


def _alike(one: str, other: str) -> bool:
    return polish.folded(one) == polish.folded(other)


def refused(**mistakes: object) -> Verdict:
    said = {name: [str(text)] for name, text in mistakes.items()}
    return Verdict(standing=Standing.BAD, mistakes=said)


def refused_by(refusal: RuleBroken, otherwise: str) -> Verdict:
    """At the field that the refusal names, if rows have it, else at another."""
    return refused(**{refusal.field or otherwise: refusal})


def key(*facts: object) -> bytes:
    """What says that two rows are about the same; a blind index, never the value."""
    return sealed.search_index("|".join(map(str, facts)), kind="row of a file")


def key_of(whom: Whom, *facts: object) -> bytes:
    return key(whom.pesel or (whom.name, whom.born_on), *facts)


def at_once(
    rows: Sequence[Row], carry_out: Callable[[Sequence[Row]], list[object]]
) -> list[object]:
    """What came of each row, all in one go; where that is refused, one by one, each with its refusal."""
    try:
        with transaction.atomic():
            return carry_out(rows)
    except RuleBroken as refusal:
        if len(rows) == 1:
            return [refusal]
    return [said for row in rows for said in at_once([row], carry_out)]


def only(rows: Iterable[Participation | Verdict]) -> set[UUID]:
    """Those who were found."""
    return {one.pk for one in rows if isinstance(one, Participation)}
