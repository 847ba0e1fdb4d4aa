"""What the page of a project's settlement is made of: the claim, gaps, money, the estimate."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.tenant import gaps, pace, proportionality
from dashboards.tenant.gaps import Gap
from dashboards.tenant.pace import Kept
from dashboards.tenant.proportionality import Exposure, Missed
from dashboards.tenant.settling import Allowances, Claim, Claims
from indicators.definitions.models import Definition
from projects.agreements import rules as agreement_rules
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.participants.parts import in_days
from ui import formats, parts

PEOPLE, EMPLOYED = "PEOPLE_AT_RISK", "EMPLOYED_AFTER"


def finding(claims: Claims, found: Mapping[Gap, int]) -> str:
    """When the next report is due and how much is missing to count."""
    second = ", ".join(_missing(found)) or _("nothing is missing")
    if claims.next is None:
        first = _("No report is open") if claims.has_any else _("No settlement period is set")
    else:
        facts = {
            "number": claims.next.period.number,
            "day": formats.day(claims.next.period.due_on),
        }
        first = _("The report of period %(number)s is due by %(day)s") % facts
    return f"{first}; {second}"


def _missing(found: Mapping[Gap, int]) -> list[str]:
    """What holds people back, and what is to be shown for those who count already."""
    entries = sum(count for gap, count in found.items() if gap in gaps.HOLDING_BACK)
    papers = sum(found.values()) - entries
    of_entries = ngettext(
        "one entry is missing to count everybody",
        "%(n)s entries are missing to count everybody",
        entries,
    )
    of_papers = ngettext("one paper is not noted", "%(n)s papers are not noted", papers)
    told = [(entries, of_entries), (papers, of_papers)]
    return [text % {"n": formats.number(count)} for count, text in told if count]


def claim_lines(claims: Claims, allowances: Allowances | None) -> list[tuple[str, str]]:
    """What the settlement officer has to see to, each with where."""
    lines: list[tuple[str, str]] = []
    if claims.next is not None:
        lines.append(_report(claims.next))
    if allowances is None:
        return lines
    if allowances.open_months:
        lines.append((_months(_("Allowances not approved yet: %(months)s"), allowances), ""))
    if allowances.unpaid_months:
        names = ", ".join(formats.month_name(month) for month in allowances.unpaid_months)
        lines.append((_("Approved and not marked as paid: %(months)s") % {"months": names}, ""))
    return lines


def _report(claim: Claim) -> tuple[str, str]:
    period = claim.period
    facts = {
        "number": period.number,
        "first": formats.day(period.starts_on),
        "last": formats.day(period.ends_on),
        "day": formats.day(period.due_on),
        "days": in_days(claim.days_left),
    }
    said = _("Report of period %(number)s, %(first)s – %(last)s: due by %(day)s (%(days)s)") % facts
    return said, reverse("periods:period", args=[period.pk])


def _months(text: str, allowances: Allowances) -> str:
    names = ", ".join(formats.month_name(month) for month in allowances.open_months)
    return text % {"months": names}


def gaps_table(project: Project, found: Mapping[Gap, int], *, sees_people: bool) -> parts.Table:
    """Each gap with how many it holds back; the number leads to them for whoever sees people."""
    rows = [
        [str(gaps.NAMES[gap]).capitalize(), _gap(project.pk, gap, count, follows=sees_people)]
        for gap, count in found.items()
    ]
    columns = [parts.Column(_("What is missing")), parts.Column(_("People"), "number")]
    return parts.Table(_("What is missing to count"), columns, rows, caption_hidden=True)


def _gap(project: UUID, gap: Gap, count: int, *, follows: bool) -> object:
    if not (follows and count):
        return count
    return parts.Cell(count, url=reverse("progress:missing", args=[project, gap.value]))


def people_table(rows: Iterable[Participation]) -> parts.Table:
    """Whom a gap is about, with the page that says what to mend."""
    columns = [parts.Column(_("Person")), parts.Column(_("First support"), "day")]
    body: list[list[object]] = [
        [
            parts.Cell(str(row.person), url=reverse("desk:person", args=[row.pk])),
            "NO_DATA" if row.started_on is None else row.started_on,
        ]
        for row in rows
    ]
    return parts.Table(_("People"), columns, body, caption_hidden=True)


def money_table(project: Project, allowances: Allowances, rows: Sequence[Kept]) -> parts.Table:
    """What the agreement gives, what is known here to be spent on people, and a person's cost."""
    reached = {row.promise.cell.code: row.outlook for row in _wholes(rows)}
    people, employed = reached.get(PEOPLE), reached.get(EMPLOYED)
    lines = [
        (_("Value of the agreement"), project.total_amount),
        (_("Of which EU funds"), project.eu_amount),
        (_("Allowances approved so far"), allowances.approved),
        (_("Of which marked as paid"), allowances.paid),
        (_("Value by person planned"), _each(project, people and people.target)),
        (_("Value by person so far"), _each(project, people and people.achieved)),
        (_("Value by person in work so far"), _each(project, employed and employed.achieved)),
    ]
    columns = [parts.Column(_("Money")), parts.Column(_("Amount"), "money")]
    body = [[name, "NO_DATA" if amount is None else amount] for name, amount in lines]
    return parts.Table(_("Money of the project"), columns, body, caption_hidden=True)


def _each(project: Project, people: int | None) -> Decimal | None:
    return agreement_rules.cost_per_person(total=project.total_amount, people=people)


def _wholes(rows: Iterable[Kept]) -> list[Kept]:
    """Of each indicator the promise for everybody."""
    agreed = pace.of_agreement(rows)
    return [
        row for row in agreed if row.promise.cell.name == "total" and not row.promise.cell.subset
    ]


def exposure(project: Project, rows: Iterable[Kept]) -> Exposure | None:
    missed = [
        Missed(row.promise.cell.code, row.outlook.shortfall, *row.outlook.expected_shortfall)
        for row in _wholes(rows)
    ]
    return proportionality.exposure(project.total_amount, missed)


def exposure_sentence(found: Exposure, *, is_over: bool) -> str:
    """If it ended today, and if it ends as foreseen; always an estimate."""
    if not found.is_any:
        return _("Every promise for all people is reached: nothing is exposed.")
    facts = {"base": formats.money(found.base)}
    if is_over:
        text = _("As the project ended, %(amount)s of %(base)s is exposed.")
        return text % (facts | {"amount": _about(found.today)})
    if not found.worst:
        return _("If it ended as foreseen, nothing of %(base)s would be exposed.") % facts
    best, worst = _about(found.best), _about(found.worst)
    if best == worst:
        text = _("If it ended as foreseen, %(amount)s of %(base)s would be exposed.")
        return text % (facts | {"amount": worst})
    if not proportionality.rounded(found.best):
        text = _("If it ended as foreseen, up to %(worst)s of %(base)s would be exposed.")
        return text % (facts | {"worst": formats.money(proportionality.rounded(found.worst))})
    text = _("If it ended as foreseen, %(best)s to %(worst)s of %(base)s would be exposed.")
    worst = formats.money(proportionality.rounded(found.worst))
    return text % (facts | {"best": best, "worst": worst})


def _about(amount: Decimal) -> str:
    """In thousands; what is less is never told as nothing."""
    told = proportionality.rounded(amount)
    if told:
        return _("about %(amount)s") % {"amount": formats.money(told)}
    return _("less than %(amount)s") % {"amount": formats.money(proportionality.THOUSAND)}


def exposure_table(rows: Iterable[Kept], known: Mapping[str, Definition]) -> parts.Table:
    columns = [
        parts.Column(_("Indicator")),
        parts.Column(_("Missing today"), "percent"),
        parts.Column(_("Missing at the best foreseen end"), "percent"),
        parts.Column(_("Missing at the worst"), "percent"),
    ]
    body = [
        [
            known[row.promise.cell.code].short_name,
            row.outlook.shortfall,
            *row.outlook.expected_shortfall,
        ]
        for row in _wholes(rows)
        if row.promise.cell.code in known
    ]
    return parts.Table(_("What is missing of each promise"), columns, body, caption_hidden=True)


def is_over(project: Project, *, on: date) -> bool:
    return project.ends_on < on
