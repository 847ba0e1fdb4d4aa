"""What the page of a project's promises is made of: the finding, sentences, tables and charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import charts, forecasting
from dashboards.tenant import outlook_words, pace, why
from dashboards.tenant.chart_facts import facts
from dashboards.tenant.outlook import Cell, Outlook, Series, State, month_number, months_ahead
from dashboards.tenant.pace import Kept
from indicators.definitions.models import Definition
from projects.agreements.models import Project
from projects.participants.vocabulary import Disability
from ui import formats, parts

Known = Mapping[str, Definition]
SEX_OF = {"women": "F", "men": "M", "total": ""}
TONES = {
    State.REACHED: "ok",
    State.LIKELY: "ok",
    State.OPEN: "amber",
    State.UNLIKELY: "bad",
    State.OVER: "bad",
    State.UNKNOWN: "",
}


def finding(rows: Sequence[Kept]) -> str:
    """Of so many promises of the agreement so many are reached, so many in danger or not kept."""
    count = len(rows)
    reached = sum(row.outlook.state == State.REACHED for row in rows)
    facts = {"reached": formats.number(reached), "count": formats.number(count)}
    first = ngettext(
        "%(reached)s of %(count)s promise reached",
        "%(reached)s of %(count)s promises reached",
        count,
    )
    return f"{first % facts}; {_danger(rows)}"


def _danger(rows: Sequence[Kept]) -> str:
    over = sum(row.outlook.state == State.OVER for row in rows)
    danger = sum(row.outlook.is_trouble for row in rows)
    if over:
        text = ngettext("one was not kept", "%(n)s were not kept", over)
        return text % {"n": formats.number(over)}
    if not danger:
        return _("none is in danger")
    text = ngettext("one is in danger", "%(n)s are in danger", danger)
    return text % {"n": formats.number(danger)}


def in_order(rows: Iterable[Kept], known: Known) -> list[Kept]:
    """As the programme orders its indicators; all people, then women and men, then a subset."""
    places = {code: place for place, code in enumerate(known)}
    names = ("total", "women", "men")

    def place(row: Kept) -> tuple[int, str, int]:
        cell = row.promise.cell
        return places.get(cell.code, len(places)), cell.subset, names.index(cell.name)

    return sorted(rows, key=place)


@dataclass(frozen=True)
class Line:
    """One promise in words; `url` leads to its figure and on to its people."""

    name: str
    sentence: str
    needed: str
    url: str
    project: str = ""
    lacking: str = ""


def lines(
    rows: Iterable[Kept], known: Known, projects: Mapping[UUID, str] | None = None
) -> list[Line]:
    """With `projects` each names its own, and leads to the page of all its promises."""
    return [
        Line(
            name_of(row, known),
            outlook_words.sentence(row.outlook),
            outlook_words.needed(row.outlook),
            _page_of(row) if projects else url_of(row.promise.project, row.promise.cell),
            projects[row.promise.project] if projects else "",
            outlook_words.lacking(row.outlook) if row.outlook.is_trouble else "",
        )
        for row in rows
    ]


def _page_of(row: Kept) -> str:
    page = reverse("progress:promises", args=[row.promise.project])
    return f"{page}?co={key_of(row)}"


def name_of(row: Kept, known: Known) -> str:
    """The indicator, with the period where the promise is of its plan alone."""
    code = row.promise.cell.code
    name = known[code].short_name if code in known else code
    if not row.promise.plan:
        return name
    return _("%(indicator)s, plan of %(period)s") % {"indicator": name, "period": row.promise.plan}


def url_of(project: object, cell: Cell) -> str:
    asked = {
        why.PROJECT: str(project),
        why.SEX: SEX_OF[cell.name],
        why.DISABILITY: Disability.YES if cell.subset else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('indicator', args=[cell.code])}?{query}"


def table(rows: Sequence[Kept], known: Known, caption: str) -> parts.Table:
    """Each cell with what is reached of it and how it looks; the figure leads to its people."""
    columns = [
        parts.Column(_("Promise")),
        parts.Column(_("Reached"), "number"),
        parts.Column(_("Target"), "number"),
        parts.Column(_("Share"), "share"),
        parts.Column(_("Missing"), "number", wide_only=True),
        parts.Column(_("Needed a month"), "number", wide_only=True),
        parts.Column(_("Forecast"), "short"),
    ]
    body = [_row(row, known) for row in rows]
    return parts.Table(caption, columns, body, caption_hidden=True)


def _row(row: Kept, known: Known) -> list[object]:
    seen, cell = row.outlook, row.promise.cell
    label = f"{name_of(row, known)}: {outlook_words.label(cell).lower()}"
    share = seen.achieved / seen.target
    tone = TONES[seen.state]
    return [
        parts.Cell(label, tag=_("made up") if row.promise.is_invented else ""),
        parts.Cell(seen.achieved, url=url_of(row.promise.project, cell)),
        seen.target,
        parts.Cell(share, tone=tone),
        seen.missing,
        round(seen.needed, 1) if seen.state not in (State.REACHED, State.OVER) else 0,
        parts.Cell(_range(seen), tag=outlook_words.verdict(seen.state), tone=tone),
    ]


def _range(seen: Outlook) -> str:
    """What the promise is foreseen to end with."""
    if seen.more is None:
        return ""
    low, high = (seen.achieved + more for more in (seen.more.low, seen.more.high))
    if low == high:
        return formats.number(low)
    return f"{formats.number(low)}–{formats.number(high)}"


def pace_chart(row: Kept, known: Known, project: Project, *, on: date) -> parts.Chart:
    """One promise month by month, with what is foreseen until its last day."""
    months = list(_counted(row.series, project, on=on))
    months += _foreseen(row, sum(row.series.counts), on=on)
    name = f"{name_of(row, known)}, {outlook_words.label(row.promise.cell).lower()}"
    sentence = outlook_words.sentence(row.outlook)
    chart = charts.pace(
        months,
        target=row.promise.target,
        finding=sentence[:1].upper() + sentence[1:],
        subtitle=_("%(name)s: from the start of the project, by month") % {"name": name},
    )
    told = facts(project, "tempo", on=on, query=f"?co={key_of(row)}")
    return chart.part(key="pace", source_url=url_of(project.pk, row.promise.cell), **told)


def _counted(series: Series, project: Project, *, on: date) -> Iterable[charts.PaceMonth]:
    first = series.first or month_number(project.starts_on)
    last = min(month_number(on), month_number(project.ends_on))
    total = 0
    for month in range(first, max(last, first) + 1):
        total += series.within(month, month)
        yield charts.PaceMonth(_month_name(month), reached=total)


def _foreseen(row: Kept, total: int, *, on: date) -> list[charts.PaceMonth]:
    seen, this = row.outlook, month_number(on)
    if seen.more is None:
        return []
    past = row.series.until(this)
    ahead = months_ahead(seen.ends_on, on=on)
    bands = forecasting.forecast(past, months_ahead=ahead).months
    before = sum(past)
    return [
        charts.PaceMonth(
            _month_name(this + place),
            foreseen=charts.Foreseen(
                *(max(before + n, total) for n in (band.low, band.middle, band.high))
            ),
        )
        for place, band in enumerate(bands)
        if place
    ]


def _month_name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def chosen(rows: Sequence[Kept], asked: str) -> Kept | None:
    """The promise whose pace is drawn: the one asked for, or the first in trouble, or the first."""
    by_key = {key_of(row): row for row in rows}
    troubled = pace.in_trouble(rows)
    return by_key.get(asked) or next(iter([*troubled, *rows]), None)


def complaint(rows: Iterable[Kept], asked: str, shown: Kept | None, known: Known) -> str:
    """A sentence for a promise that an address asks for and the project never made."""
    if not asked or shown is None or asked in map(key_of, rows):
        return ""
    text = _("The project has no promise “%(asked)s”; %(shown)s is shown instead.")
    return text % {"asked": asked[:40], "shown": name_of(shown, known)}


def key_of(row: Kept) -> str:
    """How an address names a promise."""
    cell = row.promise.cell
    return ".".join(filter(None, (cell.code, cell.subset, cell.name)))


def choices(rows: Iterable[Kept], known: Known) -> list[tuple[str, str]]:
    return [
        (key_of(row), f"{name_of(row, known)}: {outlook_words.label(row.promise.cell).lower()}")
        for row in rows
    ]
