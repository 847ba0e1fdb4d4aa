"""What the pages of a unit's own indicators are made of: the list, the facts, the counts of a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.cells.queries import Count
from indicators.definitions.vocabulary import CountingUnit, Status
from indicators.language.fields import COUNTING_DAYS
from indicators.local.counting import Tally
from indicators.local.models import LocalIndicator, LocalVersion
from indicators.local.queries import DRAFTED
from ui import formats
from ui.parts import Cell, Column, Table


def tag() -> str:
    """The mark of what is the unit's own, wherever it stands beside shared indicators."""
    return pgettext("mark of an indicator", "local")


def tag_title() -> str:
    return _("The unit's own: in no sum of the metropolis")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def facts(one: LocalIndicator) -> list[Fact]:
    return [
        Fact(_("Code"), one.code),
        Fact(_("What is counted"), capfirst(one.get_counting_unit_display())),
        Fact(_("Unit of measure"), one.unit),
        Fact(_("Day it counts on"), capfirst(str(COUNTING_DAYS[one.counts_on]))),
    ]


def listing(rows: Iterable[LocalIndicator]) -> Table:
    """Every one with its state and the version that was published last."""
    columns = [
        Column(_("Indicator")),
        Column(_("Version"), "number", wide_only=True),
        Column(_("Holds from"), "day", wide_only=True),
        Column(_("State")),
    ]
    return Table(_("Local indicators"), columns, list(map(_row, rows)), caption_hidden=True)


def _row(one: LocalIndicator) -> list[object]:
    versions = list(one.versions.all())
    published = [version for version in versions if version.status == Status.PUBLISHED]
    name = Cell(one.short_name, url=reverse("local_indicators:indicator", args=[one.pk]))
    if not published:
        return [name, "NO_DATA", "NO_DATA", pgettext("state of an indicator", "draft")]
    last = published[-1]
    return [name, last.number, last.effective_from, _state(one, versions)]


def _state(one: LocalIndicator, versions: list[LocalVersion]) -> str:
    if one.is_withdrawn:
        return pgettext("state of an indicator", "withdrawn")
    has_draft = any(version.status == Status.DRAFT for version in versions)
    if has_draft:
        return _("published, with a draft of the next version")
    return pgettext("state of an indicator", "published")


@dataclass(frozen=True)
class Counts:
    """Whom a rule counts as it stands on the page: in a sentence, and in each project."""

    sentence: str = ""
    table: Table | None = None
    problem: str = ""


def counts(one: LocalIndicator, tally: Tally, projects: Mapping[UUID, str]) -> Counts:
    """The draft, beside what is published where something is."""
    whole = tally.count(DRAFTED)
    found = tally.projects(DRAFTED) | tally.projects(one.number)
    shown = [pk for pk in projects if pk in found]
    has_before = bool(tally.projects(one.number))
    rows = [[projects[pk], *_pair(one, tally, pk, has_before=has_before)] for pk in shown]
    columns = [Column(_("Project")), Column(_("Participations"), "number")]
    if has_before:
        columns.append(Column(_("Change"), "signed"))
    table = Table(_("By this draft, in each project"), columns, rows, caption_hidden=True)
    return Counts(_said(one, whole, tally), table)


def _pair(one: LocalIndicator, tally: Tally, project_id: UUID, *, has_before: bool) -> list[object]:
    after = tally.count(DRAFTED, project_id=project_id).participations
    before = tally.count(one.number, project_id=project_id).participations
    return [after, after - before] if has_before else [after]


def _said(one: LocalIndicator, count: Count, tally: Tally) -> str:
    said = sentence(one.counting_unit, count)
    before = tally.count(one.number)
    if not before.participations:
        return said
    change = formats.signed(count.participations - before.participations)
    return f"{said} " + _("By what is published: %(n)s, so %(change)s.") % {
        "n": formats.number(before.participations),
        "change": change,
    }


def sentence(counting_unit: str, count: Count) -> str:
    """Both counts, the one first that the indicator is about."""
    participations = ngettext(
        "%(n)s participation", "%(n)s participations", count.participations
    ) % {"n": formats.number(count.participations)}
    people = ngettext("%(n)s person", "%(n)s people", count.people) % {
        "n": formats.number(count.people)
    }
    first, second = participations, people
    if counting_unit == CountingUnit.PERSON:
        first, second = people, participations
    return _("By this rule: %(first)s, %(second)s.") % {"first": first, "second": second}
