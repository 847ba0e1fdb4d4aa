"""What the pages of projects are made of: rows, chips and facts, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor, Permission, can
from projects.agreements import queries
from projects.agreements.models import Project
from projects.agreements.queries import Figures
from ui import formats
from ui.parts import Cell, Column, Table

STATE_NAMES: dict[str, Promise] = {
    queries.RUNNING: gettext_lazy("running"),
    queries.ENDED: gettext_lazy("ended"),
    queries.PLANNED: gettext_lazy("not started yet"),
}
PLAIN_FACTS = ("agreement_number", "measure", "leader_name", "implementing_unit")
MONEY = ("eu_amount", "state_amount", "own_amount", "total_amount")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_invented: bool = False


def state_chip() -> dict[str, Any]:
    return {
        "label": _("State"),
        "parameter": "stan",
        "choices": [("", _("all")), *STATE_NAMES.items()],
    }


def projects_table(projects: list[Project], *, figures: Mapping[UUID, Figures], on: date) -> Table:
    columns = [
        Column(_("Project")),
        Column(_("Period"), wide_only=True),
        Column(_("State"), wide_only=True),
        Column(_("Supported"), "number"),
        Column(_("Target"), "number"),
        Column(_("Reached"), "share"),
    ]
    rows = [_project_row(project, figures[project.pk], on=on) for project in projects]
    return Table(_("Projects, the newest first"), columns, rows, caption_hidden=True)


def _project_row(project: Project, figures: Figures, *, on: date) -> list[object]:
    people = figures.people.total if figures.people else queries.Reached(0, None)
    state = queries.state_of(project, on=on)
    return [
        Cell(str(project), url=reverse("agreements:project", args=[project.pk])),
        f"{formats.day(project.starts_on)} – {formats.day(project.ends_on)}",
        str(STATE_NAMES[state]),
        people.achieved,
        people.target if people.target is not None else "NO_DATA",
        people.share if people.share is not None else "NO_DATA",
    ]


def facts(project: Project) -> list[Fact]:
    """What the agreement says, each fact with whether it was made up for the demonstration."""
    made_up = set(project.invented)
    days = f"{formats.day(project.starts_on)} – {formats.day(project.ends_on)}"
    plain = [_plain_fact(project, name, made_up) for name in PLAIN_FACTS]
    return [
        Fact(_("Period"), days, bool(made_up & {"starts_on", "ends_on"})),
        Fact(_("Programme"), project.get_fund_display(), "fund" in made_up),
        *(fact for fact in plain if fact.value),
        Fact(_("Rules of the period"), project.get_rule_set_display(), "rule_set" in made_up),
    ]


def _plain_fact(project: Project, name: str, made_up: set[str]) -> Fact:
    label = str(Project._meta.get_field(name).verbose_name)
    return Fact(capfirst(label), getattr(project, name), name in made_up)


def money_table(project: Project) -> Table:
    """The parts of the total in zlotys and their shares; an unknown part says so."""
    columns = [
        Column(_("Part")),
        Column(_("Amount"), "money"),
        Column(_("Share"), "percent", wide_only=True),
    ]
    *parts, total = [_money_row(project, name) for name in MONEY]
    return Table(_("Money of the project"), columns, parts, total, caption_hidden=True)


def _money_row(project: Project, name: str) -> list[object]:
    label = str(Project._meta.get_field(name).verbose_name)
    amount, total = getattr(project, name), project.total_amount
    tag = _("made up") if name in project.invented else ""
    shown = Cell("NO_DATA" if amount is None else amount, tag=tag, tag_title=str(INVENTED_TITLE))
    return [capfirst(label), shown, amount / total if amount and total else "NO_DATA"]


INVENTED_TITLE = gettext_lazy("Nobody published this: it is made up for the demonstration")


def rights(actor: Actor, project: Project) -> dict[str, bool]:
    """Which parts and buttons of the page the actor may see."""
    wanted = {
        "see_people": Permission.SEE_PEOPLE,
        "add_people": Permission.EDIT_PEOPLE,
        "correct": Permission.EDIT_PROJECTS,
        "see_money": Permission.SEE_MONEY,
    }
    return {name: can(actor, held, project=project.pk) for name, held in wanted.items()}
