"""Rows of the list, facts and the calendar of one project, and what its reader may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.permissions import Actor, Permission, can
from projects.agreements import queries
from projects.agreements.models import Project, column
from projects.agreements.queries import Figures
from ui import formats
from ui.parts import Cell, Column, Table

STATE_NAMES: dict[str, Promise] = {
    queries.RUNNING: gettext_lazy("running"),
    queries.ENDED: gettext_lazy("ended"),
    queries.PLANNED: gettext_lazy("not started yet"),
}
PLAIN_FACTS = ("agreement_number", "measure", "leader_name", "implementing_unit")


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
        Column(_("Period"), "short", wide_only=True),
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
    edition = str(project.edition_no or "")
    return [
        *([Fact(_("Edition"), edition, "edition_no" in made_up)] if edition else []),
        Fact(_("Period"), days, bool(made_up & {"starts_on", "ends_on"})),
        Fact(_("Programme"), project.get_fund_display(), "fund" in made_up),
        *(fact for fact in plain if fact.value),
        Fact(_("Rules of the period"), project.get_rule_set_display(), "rule_set" in made_up),
    ]


def _plain_fact(project: Project, name: str, made_up: set[str]) -> Fact:
    label = str(column(name).verbose_name)
    return Fact(capfirst(label), getattr(project, name), name in made_up)


def claim_sentences(project: Project) -> list[str]:
    """The calendar of the agreement in sentences; what it does not say is not there."""
    return [
        sentence
        for sentence in (
            _claims(project),
            _claim_due(project),
            _final_claim(project),
            _entry_due(project),
            _retained(project),
        )
        if sentence
    ]


def _claims(project: Project) -> str:
    months = project.claim_every_months
    if months is None:
        return ""
    return ngettext(
        "A payment claim covers every month.",
        "A payment claim covers every %(months)s months.",
        months,
    ) % {"months": months}


def _claim_due(project: Project) -> str:
    days = project.claim_due_days
    if days is None:
        return ""
    if project.claim_days_are_working:
        return ngettext(
            "It is due one working day after the end of its period.",
            "It is due %(days)s working days after the end of its period.",
            days,
        ) % {"days": days}
    return ngettext(
        "It is due one day after the end of its period.",
        "It is due %(days)s days after the end of its period.",
        days,
    ) % {"days": days}


def _final_claim(project: Project) -> str:
    days = project.final_claim_due_days
    if days is None:
        return ""
    return ngettext(
        "The final claim is due one day after the last day of the project.",
        "The final claim is due %(days)s days after the last day of the project.",
        days,
    ) % {"days": days}


def _entry_due(project: Project) -> str:
    days = project.entry_due_days
    if days is None:
        return ""
    return ngettext(
        "A participant's data are due in SM EFS one day after the first support.",
        "A participant's data are due in SM EFS %(days)s days after the first support.",
        days,
    ) % {"days": days}


def _retained(project: Project) -> str:
    if project.retain_until is None:
        return _("How long records are kept is not known yet: nothing is erased.")
    told = {"day": formats.day(project.retain_until), "source": project.retention_source}
    if not project.retention_source:
        return _("Records are kept until %(day)s; nobody has entered who says so.") % told
    return _("Records are kept until %(day)s. Source: %(source)s") % told


def rights(actor: Actor, project: Project) -> dict[str, bool]:
    """Which parts and buttons of the page the actor may see."""
    wanted = {
        "see_people": Permission.SEE_PEOPLE,
        "add_people": Permission.EDIT_PEOPLE,
        "read_cases": Permission.READ_CASES,
        "correct": Permission.EDIT_PROJECTS,
        "see_money": Permission.SEE_MONEY,
    }
    return {name: can(actor, held, project=project.pk) for name, held in wanted.items()}
