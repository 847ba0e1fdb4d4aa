"""Support given without a sheet, from a file: whom, what, on which day, how much."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import RuleBroken
from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.kinds import Applied, Reader, Verdict
from projects.exchange.readers import typed, whom
from projects.exchange.readers.form_reader import FormReader
from projects.exchange.readers.reading_rows import ManyRows
from projects.exchange.readers.whom import Whom, WhomFields
from projects.exchange.vocabulary import Standing
from projects.participants.models import Participation
from projects.support import operations
from projects.support.entries import GivenEntry
from projects.support.forms import GiveForm
from projects.support.models import Service, SupportGiven
from projects.support.operations.basket import NeedsASheet, refuse_unless_giveable
from projects.support.queries.catalogue import services_of
from projects.support.vocabulary import Kind
from ui import formats
from ui.parts import Link


@dataclass(frozen=True, kw_only=True)
class Row:
    whom: Whom
    service: Service
    given_on: date
    quantity: Decimal


class RowForm(ManyRows, WhomFields, GiveForm):
    """The form of the page, for whomever the row names."""

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, services=services_of(project, Kind.OTHER), **facts)
        self.fields["service"].error_messages["invalid_choice"] = _(
            "The project has no such support without a sheet. Write its name as in the catalogue "
            "of the project, or add it there."
        )
        others = services_of(project).exclude(kind=Kind.OTHER)
        self.with_sheets = {typed.folded(one.name): one for one in others}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        named = self.with_sheets.get(typed.folded(str(self.data.get("service", ""))))
        if named and self.errors.pop("service", None):
            self.add_error("service", str(NeedsASheet(service=named)))
        return told

    def entry(self) -> Row:
        told = self.cleaned_data
        facts = {name: told[name] for name in ("service", "given_on", "quantity")}
        return Row(whom=self.whom(), **facts)


class ServicesReader(FormReader):
    """Reads what was given to participants of one project."""

    key_field = "given_on"
    dated: Sequence[str] = ("given_on",)
    telling: Sequence[str] = ("service", "given_on", "quantity")

    def __init__(self, project: Project, *, on: date, by: Actor) -> None:
        self.project, self.on, self.by = project, on, by
        super().__init__(lambda: RowForm(project=project))

    def key(self, row: Row) -> bytes:
        return whom.key_of(row.whom, row.service.pk, row.given_on)

    def compare(self, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
        told = [row for row, _key in rows]
        people = whom.found(self.project, [row.whom for row in told], by=self.by)
        given = SupportGiven.objects.filter(
            participation__in=whom.only(people), given_on__in={row.given_on for row in told}
        )
        here = {(one.participation_id, one.service_id, one.given_on): one for one in given}
        return [
            self._verdict(row, one, here) if isinstance(one, Participation) else one
            for row, one in zip(told, people, strict=True)
        ]

    def _verdict(
        self, row: Row, person: Participation, here: Mapping[tuple[Any, ...], SupportGiven]
    ) -> Verdict:
        about = (person.pk, row.service.pk, row.given_on)
        known, key = here.get(about), whom.key(*about)
        if known is None:
            try:
                refuse_unless_giveable(person, row.service, row.given_on, on=self.on)
            except RuleBroken as refusal:
                return whom.refused_by(refusal, "given_on")
            return Verdict(standing=Standing.ADD, target=person.pk, whose=person.pk, key=key)
        facts: dict[str, Any] = {"target": known.pk, "whose": person.pk, "key": key}
        facts["seen"] = _print(known)
        if known.quantity == row.quantity:
            return Verdict(standing=Standing.SAME, **facts)
        return Verdict(standing=Standing.CHANGE, differs=["quantity"], **facts)

    def shown(self, targets: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        held = SupportGiven.objects.filter(pk__in=targets)
        return {one.pk: {"quantity": self.in_words("quantity", one.quantity)} for one in held}

    def apply(self, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        """New ones at once; another quantity is the entry removed and written anew, as on the page."""
        facts: dict[str, Any] = {"on": on, "by": by}
        told = [row for row, _verdict in rows]
        ready = [_ready(verdict, facts) for _row, verdict in rows]
        done = operations.give_many(
            entries=[_entry(row, person) for row, (person, _was) in zip(told, ready, strict=True)],
            services={row.service for row in told},
            participations=[person for person, _was in ready],
            **facts,
        )
        made = [done.written[place].pk for place in range(len(rows))]
        now = SupportGiven.objects.in_bulk(made)
        return [
            Applied(target=pk, before=was, after=_print(now[pk]))
            for pk, (_person, was) in zip(made, ready, strict=True)
        ]

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        facts: dict[str, Any] = {"project": self.project, "on": on, "by": by}
        return whom.at_once(applied, lambda some: _put_back(some, facts))


_CHANGED = gettext_lazy("Somebody removed this entry since, or wrote it down anew.")


def _put_back(some: Sequence[Applied], facts: Mapping[str, Any]) -> list[object]:
    """Without the entries, or with what they said before the file."""
    held = SupportGiven.objects.select_related("service").in_bulk([one.target for one in some])
    moments = {one.target: datetime.fromisoformat(one.after.decode()) for one in some}
    gone = operations.take_back_many(given=moments, **facts)
    before = [(held[one.target], one.before) for one in some if one.before and one.target in gone]
    if before:
        operations.give_many(
            entries=[_as_before(given, was) for given, was in before],
            services={given.service for given, _was in before},
            participations=[given.participation_id for given, _was in before],
            on=facts["on"],
            by=facts["by"],
        )
    return [None if one.target in gone else _CHANGED for one in some]


def _as_before(given: SupportGiven, was: str) -> GivenEntry:
    return GivenEntry(
        participation_id=given.participation_id,
        service_id=given.service_id,
        given_on=given.given_on,
        quantity=Decimal(json.loads(was)["quantity"]),
    )


def _ready(verdict: Verdict, facts: Mapping[str, Any]) -> tuple[UUID, str]:
    """Whose entry it is to be, and what the entry in its place said, which is removed."""
    assert verdict.target is not None  # noqa: S101  whoever was found has one
    if verdict.standing == Standing.ADD:
        return verdict.target, ""
    found = SupportGiven.objects.select_related("participation__person").get(pk=verdict.target)
    operations.take_back_support(given=found, **facts)
    return found.participation_id, json.dumps({"quantity": str(found.quantity)})


def _entry(row: Row, participation_id: UUID) -> GivenEntry:
    return GivenEntry(
        participation_id=participation_id,
        service_id=row.service.pk,
        given_on=row.given_on,
        quantity=row.quantity,
    )


def _print(given: SupportGiven) -> bytes:
    return given.changed_at.isoformat().encode()


class Services:
    """The kind "services"."""

    code = "services"
    is_apart = False
    label = gettext_lazy("support given without a sheet")

    def adds(self, count: int) -> str:
        said = ngettext(
            "One entry of support is added.", "%(n)s entries of support are added.", count
        )
        return said % {"n": formats.number(count)}

    def place(self, project: Project) -> Link:
        address = reverse("participants:list", query={"projekt": project.pk})
        return Link(_("Participants of this project"), address)

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader:
        return ServicesReader(project, on=on, by=by)
