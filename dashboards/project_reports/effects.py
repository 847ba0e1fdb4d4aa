"""The note on the effects of a project: sentences first, and the numbers they were made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import WARSAW
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.project_reports import contents
from dashboards.project_reports.models import ProjectReport
from dashboards.project_reports.queries import Reached
from dashboards.public.contents import AREAS
from dashboards.public.models import PublishedFigure
from dashboards.reports.contents import Contents, Section
from indicators.definitions import queries as definitions
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants.vocabulary_path import SupportArea
from ui import formats, pictures
from ui.parts import Column, Table

QUALIFIED = "QUALIFICATION_GAINED"
Published = Sequence[PublishedFigure]
TOLD = (RISK, DISABLED, EMPLOYED, QUALIFIED)


def contents_of(report: ProjectReport, reached: Reached, published: Published = ()) -> Contents:
    """`published` are the figures of the project that somebody published officially."""
    return Contents(
        title=_("Effects of the project"),
        finding=_finding(reached),
        leader=report.project.leader_name,
        facts=contents.facts(report, reached),
        sections=[
            _in_words(report.project, reached, published),
            _in_numbers(reached),
            *contents.money(report.project),
            *_officially(published),
        ],
        sources=contents.sources(report, reached),
        definitions=contents.explained(report, TOLD),
        as_of=datetime.combine(report.as_of, time.max, tzinfo=WARSAW),
    )


def _finding(reached: Reached) -> str:
    """Whom it supported and who is in work: the first and the third sentence in one line."""
    people, employed = reached.count(RISK), reached.count(EMPLOYED)
    told = [_supported(people)] if people else []
    told += [_employed(employed)] if employed else []
    return " ".join(told).rstrip(".")


def sentences(project: Project, reached: Reached, published: Published = ()) -> list[str]:
    """One for each effect that there is; of nobody nothing is said."""
    counts = {code: reached.count(code) for code in TOLD}
    told = [
        _supported(counts[RISK]),
        _disabled(counts[DISABLED]),
        _employed(counts[EMPLOYED]),
        _qualified(counts[QUALIFIED]),
    ]
    found = [sentence for code, sentence in zip(TOLD, told, strict=True) if counts[code]]
    found += _otherwise(published, counts) + _areas(published) + _money(project)
    if partners := agreements.partners_beside_leader(project):
        found.append(_("Partners: %(names)s.") % {"names": ", ".join(partners)})
    return found


def _otherwise(published: Published, counts: Mapping[str, int]) -> list[str]:
    """What was published officially and is not what is counted by this day, each with its name."""
    names = definitions.definitions()
    told = {one.subject: one.value for one in published if one.subject in names}
    return [
        _("Officially published: %(name)s – %(n)s.")
        % {"name": names[code].short_name.lower(), "n": formats.number(value)}
        for code, value in told.items()
        if counts.get(code) != value
    ]


def _areas(published: Published) -> list[str]:
    """How many areas of support there were, which is only ever published."""
    told = next((one.value for one in published if one.subject == AREAS), 0)
    if not told:
        return []
    text = ngettext("Support covered %(n)s area", "Support covered %(n)s areas", told)
    said = text % {"n": formats.number(told)}
    every = [str(area.label).lower() for area in SupportArea]
    return [f"{said}: {', '.join(every)}." if told == len(every) else f"{said}."]


def _money(project: Project) -> list[str]:
    """The Union's part and the whole; what a demonstration made up nobody published."""
    told = {
        "eu_amount": _("The European Union's contribution is %(amount)s."),
        "total_amount": _("The project is worth %(amount)s."),
    }
    amounts = {name: getattr(project, name) for name in told if name not in project.invented}
    return [
        told[name] % {"amount": formats.money_millions(amount, 2)}
        for name, amount in amounts.items()
        if amount
    ]


def _supported(count: int) -> str:
    text = ngettext(
        "The project supported %(n)s person.", "The project supported %(n)s people.", count
    )
    return text % {"n": formats.number(count)}


def _disabled(count: int) -> str:
    text = ngettext("%(n)s of them has disabilities.", "%(n)s of them have disabilities.", count)
    return text % {"n": formats.number(count)}


def _employed(count: int) -> str:
    text = ngettext(
        "After leaving %(n)s person is in work.", "After leaving %(n)s people are in work.", count
    )
    return text % {"n": formats.number(count)}


def _qualified(count: int) -> str:
    text = ngettext(
        "%(n)s person gained a qualification.", "%(n)s people gained a qualification.", count
    )
    return text % {"n": formats.number(count)}


def _in_words(project: Project, reached: Reached, published: Published) -> Section:
    told = sentences(project, reached, published) or [_("Nobody counts yet.")]
    return Section(title=_("In words"), sentence=" ".join(told))


def _in_numbers(reached: Reached) -> Section:
    names = definitions.definitions()
    columns = [Column(_("Effect")), Column(_("People"), "number")]
    rows = [[names[code].short_name, reached.count(code)] for code in TOLD if code in names]
    table = Table(_("In numbers"), columns, rows)
    return Section(
        title=table.caption,
        sentence=_("Every person once in the project."),
        table=table,
        picture=pictures.lying_bars(table),
    )


def _officially(published: Published) -> list[Section]:
    """What somebody published, as they said it and with the source; it replaces no count above."""
    if not published:
        return []
    names = definitions.definitions()
    columns = [Column(_("Published figure")), Column(_("Value"), "number"), Column(_("Source"))]
    rows = [
        [
            names[one.subject].short_name if one.subject in names else _("areas of support"),
            one.value,
            ", ".join(filter(None, [one.source, formats.day(one.published_on)])),
        ]
        for one in published
    ]
    table = Table(_("Officially published figures"), columns, rows)
    return [Section(title=table.caption, sentence="", table=table)]
