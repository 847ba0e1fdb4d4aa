"""What the page of a project's support is made of: recruitment, attendance, giving up, the basket."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.tenant.chart_facts import HOURS, facts
from dashboards.tenant.delivered import Area, Attended, Left, Recruited, Sheets
from projects.agreements.models import Project
from projects.recruitment.vocabulary import Standing
from projects.support.vocabulary import Area as AreaName
from ui import formats, parts

MONTHS_SHOWN = 18
# Whoever gave up is told in percent from so many leavers on.
RATE_FROM = 20


def finding(sheets: Sheets, gone: Left) -> str:
    """Attendance and giving up in one line."""
    if sheets.rate is None:
        first = _("No sheet of attendance is filled in yet")
    else:
        share = {"share": formats.percent(sheets.rate, 0)}
        first = _("People came to %(share)s of their sessions") % share
    return f"{first}; {_gave_up(gone)}"


def _gave_up(gone: Left) -> str:
    if not gone.left:
        return _("nobody has left the project yet")
    facts = {"n": formats.number(gone.gave_up), "left": formats.number(gone.left)}
    text = ngettext(
        "one of %(left)s who left gave up before the end",
        "%(n)s of %(left)s who left gave up before the end",
        gone.gave_up,
    )
    return text % facts


def recruitment_table(project: UUID, found: Recruited, *, sees_people: bool) -> parts.Table:
    """Candidates by decision; the number leads to them for whoever sees people."""
    listed = reverse("recruitment:list") + f"?projekt={project}"
    rows: list[list[object]] = [[_("Applications"), _link(found.applied, listed, sees_people)]]
    rows += [
        [str(standing.label).capitalize(), found.by_standing.get(standing, 0)]
        for standing in Standing
    ]
    rows.append([_("Of the accepted: participants already"), found.promoted])
    columns = [parts.Column(_("Candidates")), parts.Column(_("How many"), "number")]
    return parts.Table(_("Candidates by decision"), columns, rows, caption_hidden=True)


def _link(count: int, url: str, follows: bool) -> object:
    return parts.Cell(count, url=url) if follows and count else count


def recruitment_sentence(found: Recruited, *, on: date) -> str:
    """So many accepted for so many places, and how many apply a month of late."""
    accepted = found.by_standing.get(Standing.ACCEPTED, 0)
    facts = {"accepted": formats.number(accepted), "places": formats.number(found.places)}
    text = ngettext(
        "%(accepted)s accepted for one place of the rounds",
        "%(accepted)s accepted for %(places)s places of the rounds",
        found.places,
    )
    this = on.year * 12 + on.month
    recent = sum(n for month, n in found.applied_by_month.items() if 0 < this - _number(month) <= 3)
    pace = {"n": formats.number(recent / 3, 1)}
    return f"{text % facts}; " + _("in the last three months %(n)s applied a month") % pace + "."


def _number(month: date) -> int:
    return month.year * 12 + month.month


def attendance_chart(found: Attended, project: Project, *, on: date) -> parts.Chart | None:
    months = list(found.by_month.items())[-MONTHS_SHOWN:]
    if not months:
        return None
    rows = [
        charts.AttendanceMonth(
            f"{month:%Y-%m}",
            round(sheets.held_hours),
            round(sheets.attended_hours),
            sheets.marks,
            sheets.attended,
        )
        for month, sheets in months
    ]
    told = facts(project, "obecnosc", on=on, unit=HOURS)
    return charts.attendance_by_month(rows).part(key="attendance", **told)


def groups_table(
    found: Attended, names: Mapping[UUID, str], *, sees_people: bool
) -> parts.Table | None:
    """Each group with its rate, the worst first; meetings of one person are a line of their own."""
    ordered = sorted(found.by_group.items(), key=lambda pair: (pair[1].rate or 0, str(pair[0])))
    if not ordered:
        return None
    columns = [
        parts.Column(_("Group")),
        parts.Column(_("Hours held"), "number", wide_only=True),
        parts.Column(_("Hours attended"), "number"),
        parts.Column(_("Attendance"), "share"),
    ]
    rows: list[list[object]] = [
        [
            _group(group, names, sees_people=sees_people),
            sheets.held_hours,
            sheets.attended_hours,
            sheets.rate,
        ]
        for group, sheets in ordered
    ]
    return parts.Table(_("Attendance by group"), columns, rows, caption_hidden=True)


def _group(group: UUID | None, names: Mapping[UUID, str], *, sees_people: bool) -> object:
    if group is None:
        return _("Meetings with one person")
    name = names.get(group, "—")
    return parts.Cell(name, url=reverse("support:group", args=[group])) if sees_people else name


def basket_chart(areas: Mapping[str, Area], project: Project, *, on: date) -> parts.Chart:
    """The five areas in whole hours, given against planned."""
    rows = [_area(str(name.label), areas.get(name, Area())) for name in AreaName]
    planned = sum((area.planned for area in areas.values()), Area().planned)
    given = sum((area.given for area in areas.values()), Area().given)
    drawn = charts.basket(rows, total=_area(_("Together"), Area(planned, given)))
    return drawn.part(key="basket", **facts(project, "koszyk", on=on, unit=HOURS))


def _area(label: str, area: Area) -> charts.AreaHours:
    planned, given = (Figure.of(round(hours)) for hours in (area.planned, area.given))
    return charts.AreaHours(label, planned, given)


def basket_sentence(areas: Mapping[str, Area]) -> str:
    """Which area is furthest behind its plan, and which was planned for nobody."""
    planned = {name: area for name in AreaName if (area := areas.get(name, Area())).planned}
    if not planned:
        return _("Nobody's plan has hours yet: the basket is planned on each person's page.")
    # Of whole hours, as the chart has them: two roundings of one share would differ.
    shares = {name: _area(str(name.label), area).share or 0 for name, area in planned.items()}
    least = min(shares, key=lambda name: shares[name])
    facts = {"area": str(least.label).lower(), "share": formats.percent(shares[least], 0)}
    said = _("Furthest behind its plan: %(area)s, %(share)s given.") % facts
    empty = [str(name.label).lower() for name in AreaName if name not in planned]
    if not empty:
        return said
    return f"{said} " + _("Planned for nobody: %(areas)s.") % {"areas": ", ".join(empty)}


def left_table(gone: Left, project: UUID, *, sees_people: bool) -> parts.Table:
    people = reverse("participants:list") + f"?projekt={project}"
    columns = [parts.Column(_("Participations")), parts.Column(_("How many"), "number")]
    rows: list[list[object]] = [
        [_("Began"), _link(gone.began, people, sees_people)],
        [_("In the project"), _link(gone.taking_part, f"{people}&stan=w-projekcie", sees_people)],
        [_("Left the project"), _link(gone.left, f"{people}&stan=po-wyjsciu", sees_people)],
        [_("Completed their path"), gone.completed],
        [_("Gave up before the end"), gone.gave_up],
    ]
    return parts.Table(_("Who began and who left"), columns, rows, caption_hidden=True)


def left_sentence(gone: Left) -> str:
    """The share that gave up, of enough leavers; percents of a few people say nothing."""
    if gone.rate is None or gone.left < RATE_FROM:
        return ""
    share = {"share": formats.percent(gone.rate, 0)}
    return _("%(share)s of those who left gave up before the end") % share
