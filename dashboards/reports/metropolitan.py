"""The metropolitan report: one release in sentences, pictures and tables, and no figure beside it.

Read under the metropolis's role, so that nothing but released figures can get in.
"""

from contextlib import AbstractContextManager
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import tenancy
from core.days import warsaw_day
from dashboards.metropolis import drawings, queries, trend
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import Pair, Scope
from dashboards.reports import making
from dashboards.reports.contents import Contents, Fact, Section
from dashboards.reports.models import MetropolitanReport
from indicators.definitions import queries as definitions
from indicators.language import as_sentence
from projects.documents.models import LogoStrip
from projects.participants.vocabulary_path import SupportArea
from territory import queries as territory
from ui import formats, pictures
from ui.parts import Chart, Column, Table

TOLD = (RISK, DISABLED, EMPLOYED)


class ReleaseGone(LookupError):
    """The release was deleted between the order and the making: they are kept for 400 days."""


def make(report_id: str) -> None:
    making.make(MetropolitanReport, report_id, place=_where_it_stands, read=read)


def make_left() -> None:
    making.make_left(MetropolitanReport, place=_where_it_stands, read=read)


def _where_it_stands() -> AbstractContextManager:
    return tenancy.acting_as(tenancy.Role.WEB)


def read(report: MetropolitanReport) -> tuple[Contents, LogoStrip | None]:
    """The contents, and no row of signs: those belong to units and their projects."""
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        release = Release.objects.filter(pk=report.release_no).first()
        if release is None:
            raise ReleaseGone
        return _contents(report, release), None


def _contents(report: MetropolitanReport, release: Release) -> Contents:
    return Contents(
        title=_("Metropolitan report"),
        finding=_finding(release),
        leader=_("The metropolitan area"),
        facts=_facts(report, release),
        sections=[
            _headline(release),
            _by_unit(release),
            *_drawn(release),
            *_hours(release),
            *_open(release),
        ],
        definitions=_definitions(release),
        sources=[
            _(
                "Szansa: records of the projects of the programme, counted by the release named above."
            ),
            _(
                "Small counts and what would give them away are hidden; “hidden” is written instead."
            ),
        ],
        as_of=release.released_at,
    )


def _facts(report: MetropolitanReport, release: Release) -> list[Fact]:
    told = [
        (_("As of"), formats.day(report.as_of)),
        (_("Figures released"), formats.moment(release.released_at)),
        (_("Units that published"), formats.number(release.tenants_count)),
        (_("Period"), _("from the start of the programme")),
    ]
    late = ", ".join(release.missing)
    return [*told, (_("Units that are missing"), late)] if late else told


def _finding(release: Release) -> str:
    """The programme in one line; nothing where its people may not be told."""
    whole = queries.by_unit(release, queries.WHOLE_TIME)
    people = whole.get(("", RISK), Pair()).people
    employed = whole.get(("", EMPLOYED), Pair()).people
    if not isinstance(people, int) or not people:
        return ""
    said = ngettext(
        "The programme supported %(n)s person", "The programme supported %(n)s people", people
    ) % {"n": formats.number(people)}
    if not isinstance(employed, int) or not employed:
        return said
    after = ngettext("%(n)s is in work after it", "%(n)s are in work after it", employed)
    return f"{said}; {after % {'n': formats.number(employed)}}"


def _headline(release: Release) -> Section:
    whole = queries.by_unit(release, queries.WHOLE_TIME)
    risk, disabled, employed = (whole.get(("", code), Pair()) for code in TOLD)
    sentence = _(
        "People supported: %(people)s in %(participations)s participations; with disabilities: "
        "%(disabled)s; in work after leaving: %(employed)s."
    )
    facts = {
        "people": formats.words(risk.people),
        "participations": formats.words(risk.participations),
        "disabled": formats.words(disabled.people),
        "employed": formats.words(employed.people),
    }
    names = definitions.definitions()
    rows = [
        [names[code].short_name, pair.people, pair.participations]
        # In the order of the programme, as its pages have them.
        for code, pair in ((code, whole.get(("", code))) for code in names)
        if pair is not None
    ]
    columns = [
        Column(_("Indicator")),
        Column(_("People"), "number"),
        Column(_("Participations"), "number"),
    ]
    return Section(
        title=_("The programme in figures"),
        sentence=sentence % facts,
        table=Table(_("Indicators of the programme"), columns, rows),
        note=_(
            "People are counted once in the whole programme, participations once in each project."
        ),
    )


def _by_unit(release: Release) -> Section:
    figures = queries.by_unit(release, queries.WHOLE_TIME)
    rows = []
    for unit in territory.nine_units():
        # Where nobody leads a project nothing is counted, which is not the same as nobody.
        nothing = Pair() if (unit.code, RISK) in figures else Pair(queries.NO_DATA, queries.NO_DATA)
        risk, disabled, employed = (figures.get((unit.code, code), nothing) for code in TOLD)
        counts = [risk.people, risk.participations, disabled.people, employed.people]
        rows.append([unit.display_name, *counts])
    columns = [
        Column(_("Powiat or city")),
        Column(_("People"), "number"),
        Column(_("Participations"), "number"),
        Column(_("with disabilities"), "number"),
        Column(_("In work"), "number"),
    ]
    table = Table(_("Results by powiat and city"), columns, rows)
    drawn = Table(table.caption, columns[:2], [row[:2] for row in rows])
    return Section(
        title=_("Results by powiat and city"),
        sentence=_(
            "People of powiats and cities do not add up: somebody may take part in more than one."
        ),
        table=table,
        picture=pictures.lying_bars(drawn),
    )


def _drawn(release: Release) -> list[Section]:
    """The dashboard's own charts, of this release."""
    on = warsaw_day(release.released_at)
    intake = trend.of_release(release, today=on)
    who = drawings.who_of(release, Scope())
    found = [intake and _of(intake, pictures.upright_bars), who and _of(who, pictures.lying_bars)]
    return [section for section in found if section]


def _of(chart: Chart, draw) -> Section:  # noqa: ANN001 - a function of ui.pictures
    return Section(
        title=chart.finding,
        sentence=chart.summary,
        table=chart.table,
        picture=draw(chart.table),
        note=chart.subtitle,
    )


def _hours(release: Release) -> list[Section]:
    told = queries.hours(release, "")
    areas = [*((area.value, str(area.label)) for area in SupportArea), ("", _("Together"))]
    rows = [
        [label, _shown(told[key].planned_hours), _shown(told[key].given_hours)]
        for key, label in (((area, queries.WHOLE_TIME), label) for area, label in areas)
        if key in told
    ]
    if not rows:
        return []
    columns = [
        Column(_("Area")),
        Column(_("Planned hours"), "number"),
        Column(_("Delivered hours"), "number"),
    ]
    table = Table(_("Hours of support"), columns, rows)
    return [Section(title=_("Hours of support by area"), sentence="", table=table)]


def _open(release: Release) -> list[Section]:
    names = definitions.definitions()
    rows = [
        [names[code].short_name, *(_shown(count) for count in _counts(row))]
        for code, row in sorted(queries.open_results(release, "").items())
        if code in names
    ]
    if not rows:
        return []
    columns = [
        Column(_("Indicator")),
        Column(_("Pending"), "number"),
        Column(_("Window closes within a week"), "number"),
        Column(_("Lost"), "number"),
    ]
    table = Table(_("Results that have not come"), columns, rows)
    return [Section(title=_("Results that have not come"), sentence="", table=table)]


def _counts(row) -> tuple[int | None, ...]:  # noqa: ANN001 - a ReleasedOpen
    return row.pending_count, row.closing_count, row.lost_count


def _shown(count: Decimal | int | None) -> Decimal | int | str:
    return "HIDDEN" if count is None else count


def _definitions(release: Release) -> list[Fact]:
    """What each indicator of the report counts, as in force on the day of the release."""
    told = {code for _unit, code in queries.by_unit(release, queries.WHOLE_TIME)}
    in_force = definitions.in_force(on=warsaw_day(release.released_at))
    return [
        (one.definition.name, as_sentence.sentence(one.rule))
        for one in in_force
        if one.definition.pk in told
    ]
