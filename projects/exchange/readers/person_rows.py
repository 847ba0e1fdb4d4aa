"""Rows that tell a whole person: with a PESEL or without, what the row comes to, and by what it is known."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any, cast

from django.utils.translation import gettext_lazy

from core import sealed
from projects.exchange.kinds import Group, Target
from projects.exchange.readers import typed
from projects.exchange.readers.form_reader import Words, briefly
from projects.exchange.readers.reading_rows import ManyRows
from projects.participants.columns import pesel_index
from projects.participants.entries import PersonEntry
from projects.participants.rules import Problem
from projects.participants.scopes import JOINED, Scope
from projects.participants.vocabulary import LabourStatus
from projects.participants.wordings import choices
from territory.models import Unit

# Asked on the page with its mark already set; a list that does not tell it is asked once for all its rows.
MARKED = "at_risk"
YES_AND_NO = (("tak", gettext_lazy("yes")), ("nie", gettext_lazy("no")))
# Its words are told with those of another: "Inne" stands under every status.
SAID_WITH = {"labour_detail": "labour_status"}


class PersonRows(ManyRows):
    """Mixed in before a form of a person and of a state: no row begins with what another one said."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        # What the row comes to, made once for the checks and for whoever enters it.
        self.made: dict[str, Any] = {}

    def take(self, posted: dict[str, Any]) -> None:
        self.made.clear()
        without = not posted.get("pesel") and bool(posted.get("other_identifier"))
        if without:
            posted.setdefault("no_pesel", "on")
        self._ask_for_pesel(not posted.get("no_pesel"))
        if posted.get("labour_detail"):
            self._tell_detail(posted)
        super().take(posted)

    @cached_property
    def _details(self) -> dict[tuple[str, str], str]:
        """By labour status and folded words, the code of "of which"."""
        values = self.scope.fields["labour_detail"].values  # type: ignore[attr-defined]
        return {
            (value.of, typed.folded(words)): value.code
            for value in values
            for words in (value.wording.pl, value.wording.en)
        }

    def _tell_detail(self, posted: dict[str, Any]) -> None:
        """Words that stand under several labour statuses mean the one under the status of the row."""
        detail = posted["labour_detail"]
        status, _sign, _register = posted.get("labour_status", "").partition(JOINED)
        if detail not in self.scope.fields["labour_detail"].codes:  # type: ignore[attr-defined]
            posted["labour_detail"] = self._details.get((status, typed.folded(detail)), detail)

    def _ask_for_pesel(self, is_required: bool) -> None:
        field = self.fields["pesel"]
        if field.required != is_required:
            field.required = is_required
            self.kept["pesel"].clear()

    def is_echo(self, problem: Problem) -> bool:
        """Whether it only follows from something that is said already."""
        name = self.field_of(problem)  # type: ignore[attr-defined]
        of_status = name == "labour_detail" and "labour_status" in self.errors
        return name in self.errors or of_status

    def person_entry(self) -> PersonEntry:
        if "person" not in self.made:
            self.made["person"] = super().person_entry()  # type: ignore[misc]
        return cast("PersonEntry", self.made["person"])

    def start_entry(self) -> Any:
        if "start" not in self.made:
            self.made["start"] = super().start_entry()  # type: ignore[misc]
        return self.made["start"]


def key_of(person: PersonEntry) -> bytes:
    """The blind index of the PESEL; without one, of the name and the date of birth."""
    if person.pesel:
        return pesel_index(person.pesel)
    name = typed.folded(f"{person.family_name} {person.given_name}")
    return sealed.search_index(f"{name}|{person.born_on}", kind="name and birth date")


def asked_of_list(target: Target, scope: Scope) -> Target:
    """As a whole list is asked: nobody means no by an empty box, and a choice stands with its status."""
    if target.name == MARKED:
        told = [(code, str(said)) for code, said in YES_AND_NO]
        return replace(target, required=True, choices=told)
    if target.name in SAID_WITH and target.name in scope.fields:
        beside = SAID_WITH[target.name]
        return replace(target, said_with=beside, groups=_groups(scope, target.name, beside))
    return target


def _groups(scope: Scope, name: str, beside: str) -> list[Group]:
    """The choices under each labour status, whether or not its code tells the register too."""
    values, codes = scope.fields[name].values, scope.fields[beside].codes
    return [
        Group(
            code=status,
            label=str(label),
            answers=frozenset({status, *(one for one in codes if one.split(JOINED)[0] == status)}),
            choices=choices(value for value in values if value.of == status),
        )
        for status, label in LabourStatus.choices
        if any(value.of == status for value in values)
    ]


def also_said(name: str, gminy: Iterable[Unit]) -> Words:
    """Other words for the choices of a field."""
    return _gminy(gminy) if name == "gmina" else briefly(name)


def _gminy(gminy: Iterable[Unit]) -> list[tuple[str, str]]:
    """Gminy as offices write them. A name that a town shares with the country around it tells neither
    by itself; with what it is beside it, it does.
    """
    told: list[tuple[str, str]] = []
    for unit in gminy:
        beside = (
            ("gmina miejska", "miasto", "m")
            if unit.kind == unit.Kind.URBAN
            else ("gmina wiejska", "gmina")
            if unit.kind == unit.Kind.RURAL
            else ("gmina",)
        )
        told.append((unit.code, unit.name))
        told += [(unit.code, f"{unit.name} {one}") for one in beside]
        told += [(unit.code, f"{one} {unit.name}") for one in beside]
    return told
