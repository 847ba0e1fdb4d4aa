"""What a change does to reports that are closed: said before it is saved, and saved once it is known.

The change is made, looked at and taken back in one transaction, so what is said is what would happen.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from projects.participants.models import Participation, Person

KNOWN = "difference_is_known"


class After(Protocol):
    """Called after a change: which closed reports would differ. What it gives says so by `str()`, in
    the language that is active then.
    """

    def of_all(self, touched: Collection[UUID]) -> Sequence[object]: ...

    def of_each(self, touched: Collection[UUID]) -> Mapping[UUID, object]:
        """By participation, for whoever changes many at once; of those alone that change something."""
        ...


@dataclass(frozen=True)
class Watcher:
    """Looks at participations before a change, and knows the last reported day of a project."""

    watch: Callable[[Collection[UUID]], After]
    reported_until: Callable[[UUID], date | None]


# Filled from above: indicators know participations, not the other way round.
watchers: list[Watcher] = []


class WouldDiffer(RuleBroken):
    message = _(
        "%(said)s Nothing is saved yet: if the change is right, confirm it below and save again."
    )


class ReportingForm(OperationForm):
    """A form whose change may reach into days that are reported.

    Named after a form that is saved once, so that a second click is answered before anybody looks.
    """

    # What has to be known before it is saved: nothing is wrong, so it is no error of any field.
    asks_first: str = ""

    def run(self, operation: Callable[..., Any], **arguments: Any) -> Any:
        if self.data.get(self.add_prefix(KNOWN)):
            return super().run(operation, **arguments)
        with transaction.atomic():
            concerned = self.concerned(arguments)
            looking = [one.watch(concerned) for one in watchers]
            outcome = super().run(operation, **arguments)
            touched = {*concerned, *_participations([outcome])}
            said = [str(one) for after in looking for one in after.of_all(touched)]
            if said:
                raise WouldDiffer(said=" ".join(said))
        return outcome

    def concerned(self, arguments: dict[str, Any]) -> set[UUID]:
        """Whose figures the operation may move; by itself, of whoever it is called with or about."""
        return _participations(arguments.values())

    def show(self, refusal: RuleBroken) -> None:
        if not isinstance(refusal, WouldDiffer):
            super().show(refusal)
            return
        self.asks_first = str(refusal)
        self.fields[KNOWN] = forms.BooleanField(
            label=_("Save it; the next report tells the difference"), required=False
        )

    @property
    def difference(self) -> forms.BoundField | None:
        """The question whether to save all the same, for a page that draws its fields by itself."""
        return self[KNOWN] if KNOWN in self.fields else None

    @property
    def difference_url(self) -> str:
        """Where on the page the question stands: a long form asks it far below what it says first."""
        return f"#{self.difference.auto_id}" if self.difference else ""


def _participations(things: Iterable[Any]) -> set[UUID]:
    rows = [each for each in things if isinstance(each, Model)]
    found = {each.pk for each in rows if isinstance(each, Participation)}
    # What belongs to one participation, such as a questionnaire or an internship.
    found |= {each.participation_id for each in rows if hasattr(each, "participation_id")} - {None}
    people = [each.pk for each in rows if isinstance(each, Person)]
    if people:
        found |= set(Participation.objects.filter(person__in=people).values_list("pk", flat=True))
    return found


def of_their_people(participations: Collection[UUID]) -> dict[UUID, UUID]:
    """By participation of the same people, in whatever project, the one of these: for whoever corrects
    people, whose every participation tells what stands in them.
    """
    rows = Participation.objects.filter(pk__in=participations)
    own = dict(rows.values_list("person", "pk"))
    every = Participation.objects.filter(person__in=own).values_list("pk", "person")
    return {pk: own[person] for pk, person in every}


def are_reported(participations: Collection[UUID]) -> bool:
    """Whether reports of a project of these are closed."""
    rows = Participation.objects.filter(pk__in=participations).order_by()
    projects = rows.values_list("project", flat=True).distinct()
    return any(last_day(project) is not None for project in projects)


def last_day(project: UUID) -> date | None:
    """Up to which day reports of the project are closed; where none is, nothing can differ."""
    return max(filter(None, (one.reported_until(project) for one in watchers)), default=None)


def looking_at(
    participations: Collection[UUID],
) -> Callable[[Collection[UUID]], dict[UUID, list[object]]]:
    """Look at many before a change; what it gives is called after it, and tells of each what differs."""
    looking = [one.watch(participations) for one in watchers]

    def after(touched: Collection[UUID]) -> dict[UUID, list[object]]:
        told: dict[UUID, list[object]] = {}
        for each in looking:
            for pk, said in each.of_each(touched).items():
                told.setdefault(pk, []).append(said)
        return told

    return after
