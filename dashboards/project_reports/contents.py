"""The project report: what the contract promised, what was reached, and who is among them."""

from collections.abc import Mapping
from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import WARSAW
from dashboards.project_reports.models import ProjectReport
from dashboards.project_reports.queries import Reached
from dashboards.reports.contents import Contents, Fact, Section
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.language import as_sentence
from projects.agreements.models import Project
from ui import formats, pictures
from ui.parts import Column, Table

Names = Mapping[str, Definition]


def contents_of(report: ProjectReport, reached: Reached) -> Contents:
    names = definitions.definitions()
    return Contents(
        title=_("Project report"),
        finding=_finding(reached),
        leader=report.project.leader_name,
        facts=facts(report, reached),
        sections=[
            _progress(reached, names),
            _with_disabilities(reached, names),
            *_rates(reached, names),
            *money(report.project),
        ],
        sources=sources(report, reached),
        definitions=explained(
            report, tuple(code for code in reached.codes if _is_told(code, reached))
        ),
        as_of=datetime.combine(report.as_of, time.max, tzinfo=WARSAW),
    )


def facts(report: ProjectReport, reached: Reached) -> list[Fact]:
    project = report.project
    first, last = formats.day(project.starts_on), formats.day(project.ends_on)
    told = [
        (_("Project"), str(project)),
        (_("Agreement number"), project.agreement_number),
        (_("Programme"), project.get_fund_display()),
        (_("Leader"), project.leader_name),
        (_("Period of the project"), f"{first} – {last}"),
        (_("As of"), formats.day(report.as_of)),
        (_("Basis"), _basis(reached)),
    ]
    return [(label, words) for label, words in told if words]


def _basis(reached: Reached) -> str:
    """Whether the same report can be had again, said in words."""
    if reached.frozen is None:
        return _(
            "what was entered when this report was made; days up to then may still be corrected, and "
            "a report ordered later for the same day tells them corrected"
        )
    told = _(
        "the report of settlement period %(number)s, frozen on %(day)s; ordered again it is the "
        "same (checksum %(checksum)s)"
    )
    return told % {
        "number": reached.frozen.period.number,
        "day": formats.day(reached.frozen.closed_on),
        "checksum": reached.frozen.checksum[:12],
    }


def sources(report: ProjectReport, reached: Reached) -> list[str]:
    return [
        _("Szansa: the records of the project, every person counted once."),
        _("For use inside the unit: small numbers are not hidden here. Publish only public pages."),
    ]


def explained(report: ProjectReport, codes: tuple[str, ...]) -> list[Fact]:
    """What each indicator counts, as in force on the day of the report."""
    in_force = definitions.in_force(on=report.as_of)
    return [
        (one.definition.name, as_sentence.sentence(one.rule))
        for one in in_force
        if one.definition.pk in codes
    ]


def money(project: Project) -> list[Section]:
    amounts = [
        (_("Total value"), "total_amount"),
        (_("EU funds"), "eu_amount"),
        (_("State budget"), "state_amount"),
        (_("Own contribution"), "own_amount"),
    ]
    rows = [
        [f"{label} ({_('invented')})" if name in project.invented else label, amount]
        for label, name in amounts
        if (amount := getattr(project, name)) is not None
    ]
    if not rows:
        return []
    columns = [Column(_("Source of money")), Column(_("Amount"), "money")]
    table = Table(_("Money"), columns, rows)
    sentence = _("What the agreement says; spending is told by payment claims.")
    return [Section(title=_("Money"), sentence=sentence, table=table)]


def _progress(reached: Reached, names: Names) -> Section:
    columns = [
        Column(_("Indicator")),
        Column(_("Women"), "number"),
        Column(_("Men"), "number"),
        Column(_("Total"), "number"),
        Column(_("Target"), "number"),
        Column(_("Reached"), "percent"),
    ]
    rows = [_row(code, reached, names) for code in reached.codes if _is_told(code, reached)]
    with_target = [row for row in rows if isinstance(row[4], int)]
    behind = [row for row in with_target if row[3] < row[4]]
    picture = [[row[0], row[3], row[4]] for row in with_target]
    drawn = Table("", [columns[0], columns[3], columns[4]], picture)
    return Section(
        title=_("Indicators against the contract"),
        sentence=_("Targets: %(count)s, reached: %(reached)s, not reached yet: %(behind)s.")
        % {
            "count": formats.number(len(with_target)),
            "reached": formats.number(len(with_target) - len(behind)),
            "behind": formats.number(len(behind)),
        },
        table=Table(_("Indicators"), columns, rows),
        picture=pictures.lying_bars(drawn) if picture else "",
    )


def _finding(reached: Reached) -> str:
    """How many targets are reached; nothing where none is set."""
    promised = {code: target.total for code, target in reached.targets.items() if target.total}
    if not promised:
        return ""
    done = sum(reached.count(code) >= count for code, count in promised.items())
    text = ngettext(
        "%(reached)s of %(count)s target of the project is reached",
        "%(reached)s of %(count)s targets of the project are reached",
        len(promised),
    )
    return text % {"reached": formats.number(done), "count": formats.number(len(promised))}


def _is_told(code: str, reached: Reached) -> bool:
    return bool(reached.count(code)) or code in reached.targets


def _row(code: str, reached: Reached, names: Names) -> list:
    target = reached.targets.get(code)
    total = reached.count(code)
    promised = target.total if target else None
    return [
        names[code].short_name if code in names else code,
        reached.count(code, "F"),
        reached.count(code, "M"),
        total,
        "NOT_SET" if promised is None else promised,
        total / promised if promised else "NOT_SET",
    ]


def _with_disabilities(reached: Reached, names: Names) -> Section:
    columns = [
        Column(_("Indicator")),
        Column(_("With disabilities"), "number"),
        Column(_("Women"), "number"),
        Column(_("Men"), "number"),
    ]
    rows = [
        [
            names[code].short_name if code in names else code,
            *(reached.count(code, sex, "YES") for sex in ("", "F", "M")),
        ]
        for code in reached.codes
        if reached.count(code, "", "YES")
    ]
    table = Table(_("People with disabilities"), columns, rows)
    return Section(title=table.caption, sentence="", table=table)


def _rates(reached: Reached, names: Names) -> list[Section]:
    rows = [
        [
            names[one.asked.code].short_name if one.asked.code in names else one.asked.code,
            one.numerator,
            one.denominator,
            "NO_DATA" if one.percent is None else one.percent / 100,
        ]
        for one in reached.rates
        if not one.sex
    ]
    if not rows:
        return []
    columns = [
        Column(_("Rate")),
        Column(_("So many"), "number"),
        Column(_("of so many"), "number"),
        Column(_("Percent"), "percent"),
    ]
    sentence = _(
        "Each beside the two counts that make it; rates of periods or projects never add up"
    )
    return [Section(title=_("Rates"), sentence=sentence, table=Table(_("Rates"), columns, rows))]
