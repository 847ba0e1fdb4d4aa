"""The note on the effects of a project: sentences first, and the numbers they were made of."""

from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import WARSAW
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.project_reports import contents
from dashboards.project_reports.models import ProjectReport
from dashboards.project_reports.queries import Reached
from dashboards.reports.contents import Contents, Section
from indicators.definitions import queries as definitions
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from ui import formats, pictures
from ui.parts import Column, Table

QUALIFIED = "QUALIFICATION_GAINED"
TOLD = (RISK, DISABLED, EMPLOYED, QUALIFIED)


def contents_of(report: ProjectReport, reached: Reached) -> Contents:
    return Contents(
        title=_("Effects of the project"),
        finding=_finding(reached),
        leader=report.project.leader_name,
        facts=contents.facts(report, reached),
        sections=[_in_words(report.project, reached), _in_numbers(reached)],
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


def sentences(project: Project, reached: Reached) -> list[str]:
    """One for each effect that there is; of nobody nothing is said."""
    counts = {code: reached.count(code) for code in TOLD}
    told = [
        _supported(counts[RISK]),
        _disabled(counts[DISABLED]),
        _employed(counts[EMPLOYED]),
        _qualified(counts[QUALIFIED]),
    ]
    found = [sentence for code, sentence in zip(TOLD, told, strict=True) if counts[code]]
    if project.total_amount:
        amount = formats.money_millions(project.total_amount)
        found.append(_("The project is worth %(amount)s.") % {"amount": amount})
    if partners := agreements.partners_beside_leader(project):
        found.append(_("Partners: %(names)s.") % {"names": ", ".join(partners)})
    return found


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


def _in_words(project: Project, reached: Reached) -> Section:
    told = sentences(project, reached) or [_("Nobody counts yet.")]
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
