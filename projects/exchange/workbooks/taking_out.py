"""People of a project taken out into our template, to be corrected there and to come back.

Each row keeps what it was made from (`bases`), so that whatever somebody did here meanwhile is seen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import today
from core.errors import RuleBroken
from core.permissions import Actor, Permission, can, require
from projects.agreements.models import Project
from projects.exchange.kinds import REGISTERED, Target
from projects.exchange.readers.people import EXIT, PeopleReader
from projects.exchange.workbooks import blanks, correcting_people
from projects.participants import queries as participants
from projects.participants.columns import entry_of, start_of
from projects.participants.forms.state import shown_state
from projects.participants.models import Participation
from projects.workbench.lists import TAKES_NUMBERS
from projects.workbench.preparing import Maker, Making, Trace
from projects.workbench.taking_out import LEAST_REASON
from sheets.tables import Kind as Holds
from sheets.templates import TemplateColumn

CODE, KIND = "people_to_correct", "participants"
VERB = "took people out to correct"
AT_ONCE = 1_000  # people
PIECE = 500


class ReasonMissing(RuleBroken):
    message = gettext_lazy(
        "Say what the people are taken out for: the file holds their PESEL. It stays in the history, "
        "with your name."
    )
    field = "reason"


class NobodyToCorrect(RuleBroken):
    message = gettext_lazy("Nobody whom you may edit takes part in this project yet.")


def may(by: Actor, project: Project) -> bool:
    """Whether the actor holds all that a file with everybody's PESEL needs."""
    return all(can(by, one, project=project.pk) for one in NEEDED)


NEEDED = (Permission.EDIT_PEOPLE, *TAKES_NUMBERS)


def allow(by: Actor, project_id: UUID, reason: str) -> None:
    for one in NEEDED:
        require(by, one, project=project_id)
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonMissing


def people_of(project: Project, by: Actor) -> Any:
    """Who began, is not voided, and may be edited by the actor."""
    visible = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    live = visible.filter(project=project, voided_at=None, started_on__isnull=False)
    return live.select_related("person", "project").order_by("person__sort_key", "pk")


def workbook(
    project: Project,
    *,
    on: date,
    by: Actor,
    tell: Callable[[int], None] = lambda _done: None,
) -> bytes:
    """The template with one row for each of them, and what it said at this moment.

    `tell` hears how many are done.
    """
    reader = PeopleReader(project, on=on, by=by)
    asked = [one for one in blanks.questions(reader) if one.name not in EXIT]
    names = [one.name for one in asked]
    key = TemplateColumn(title=str(blanks.KEY_TITLE), hidden=True)

    def rows() -> Iterator[list[object]]:
        for done, found in enumerate(people_of(project, by).iterator(PIECE)):
            if done % PIECE == 0:
                tell(done)
            yield [*_row(asked, found, reader), correcting_people.key_of(found, names)]

    return blanks.written(REGISTERED[KIND], asked, rows(), notes=_notes(project), more=[key])


def _notes(project: Project) -> list[tuple[str, str]]:
    return [
        (
            _("Correcting"),
            _(
                "Change what is wrong and send the file again. What somebody changed in Szansa "
                "meanwhile stays; where both changed the same, you are asked. An emptied cell "
                "empties the answer."
            ),
        ),
        (
            _("Header"),
            _(
                "Leave the headings and the hidden last column as they are. Exits and PESEL numbers "
                "are corrected on the person's page; new people are written below."
            ),
        ),
        (_("Project"), str(project)),
    ]


def _row(asked: Sequence[Target], found: Participation, reader: PeopleReader) -> Iterator[object]:
    held = vars(entry_of(found.person)) | shown_state(start_of(found), reader.form.scope)
    held["no_pesel"] = not found.person.pesel
    return (in_cell(one, held) for one in asked)


def in_cell(one: Target, held: Mapping[str, Any]) -> object:
    """As somebody would choose or type it."""
    value = held.get(one.name)
    if one.holds == Holds.YES_NO:
        return _("yes") if value else _("no")
    if value in (None, "", ()):
        return None
    if one.several:
        return ", ".join(map(str, value))
    return blanks.word_of(one, str(value)) if one.choices else value


def maker() -> Maker:
    return Maker(code=CODE, label=gettext_lazy("people to correct"), allow=_allow, make=_make)


def _allow(actor: Actor, arguments: Mapping[str, Any]) -> None:
    allow(actor, UUID(arguments["project"]), arguments["reason"])


def _make(making: Making) -> Trace:
    project = Project.objects.get(pk=UUID(making.arguments["project"]))
    count = people_of(project, making.by).count()
    told = partial(making.tell, total=count)
    making.out.write(workbook(project, on=today(), by=making.by, tell=told))
    return trace(project, reason=making.arguments["reason"], count=count)


def trace(project: Project, *, reason: str, count: int) -> Trace:
    facts = {"fields": ["pesel"], "reason": reason, "count": max(count, 1)}
    return Trace(verb=VERB, subject=project, **facts)  # type: ignore[arg-type]
