"""Months of allowances: computed while they are drafts, kept once approved, and what differs since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Min, QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import (
    AllowanceCorrection,
    AllowanceGrant,
    PayoutAccount,
    Payroll,
    PayrollLine,
)
from projects.support.queries.book import Book, book_of, total
from projects.support.rules import allowances as rules
from projects.support.rules import calendar

Key = tuple[UUID, date | None]


@dataclass(frozen=True)
class Line:
    """One allowance of one person in one month; a correction may be less than zero."""

    grant: AllowanceGrant
    amount: Decimal
    basis: rules.Amount
    corrects_on: date | None = None


@dataclass(frozen=True)
class Difference:
    """What an approved allowance would come to today, and what was approved and corrected."""

    grant: AllowanceGrant
    now: rules.Amount | None
    approved: Decimal

    @property
    def amount(self) -> Decimal:
        return self.basis.amount - self.approved

    @property
    def basis(self) -> rules.Amount:
        return self.now or rules.nothing(self.grant.rule.kind)


@dataclass(frozen=True)
class Month:
    month_on: date
    payroll: Payroll | None
    lines: list[Line]
    differences: list[Difference]
    gaps: int = 0

    @property
    def total(self) -> Decimal:
        gone = self.payroll.removed_amount if self.payroll else Decimal(0)
        return gone + total(line.amount for line in self.lines)

    @property
    def people_count(self) -> int:
        """Who is paid anything; whoever stayed below the threshold is not among them."""
        return len({line.grant.participation_id for line in self.lines if line.amount})

    @property
    def unpaid_count(self) -> int:
        """Who is entitled and gets nothing this month."""
        return len({line.grant.participation_id for line in self.lines}) - self.people_count

    @property
    def difference(self) -> Decimal:
        return total(found.amount for found in self.differences)

    @property
    def fingerprint(self) -> str:
        """Of what would be approved: it changes with any mark, rule or entitlement behind it."""
        return rules.fingerprint(
            [
                [str(line.grant.pk), str(line.corrects_on), str(line.amount), line.basis.basis]
                for line in self.lines
            ]
        )


def payrolls_visible_to(by: Actor, permission: Permission) -> QuerySet[Payroll]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    return Payroll.objects.filter(project__in=projects).select_related("project", "approved_by")


def with_first_grant(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with the day from which somebody is entitled to anything: `first_granted_on`."""
    return projects.annotate(first_granted_on=Min("allowance_rules__grants__starts_on"))


def months_since(first_on: date | None, *, on: date) -> list[date]:
    """From the first entitlement to this month, the newest first."""
    found, month_on = [], on.replace(day=1)
    while first_on and month_on >= first_on.replace(day=1):
        found.append(month_on)
        month_on = calendar.previous_month(month_on)
    return found


def month_of(project: Project, month_on: date, *, on: date) -> Month:
    return months_of(project, [month_on], on=on)[0]


def months_of(
    project: Project,
    months: Sequence[date],
    *,
    on: date,
    participation: Participation | None = None,
) -> list[Month]:
    """As many queries for a year as for one month."""
    if not months:
        return []
    last_on = calendar.month_of(max(months))[1]
    book = book_of(project, min(months), last_on, on=on, participation=participation)
    payrolls = Payroll.objects.filter(project=project, month_on__in=months)
    approved = {payroll.month_on: payroll for payroll in payrolls.select_related("approved_by")}
    kept = _kept(approved.values(), participation)
    corrections = _corrections(project, months, participation)
    return [_month(month_on, book, approved, kept, corrections) for month_on in months]


def accounts_of(people: Iterable[UUID]) -> dict[UUID, PayoutAccount]:
    rows = PayoutAccount.objects.filter(participation__in=set(people))
    return {account.participation_id: account for account in rows}


def _month(
    month_on: date,
    book: Book,
    approved: dict[date, Payroll],
    kept: dict[UUID, list[Line]],
    corrections: list[AllowanceCorrection],
) -> Month:
    computed = _computed(book, month_on)
    payroll = approved.get(month_on)
    if payroll is None:
        with_it = [_correction(one) for one in corrections if one.month_on == month_on]
        lines = sorted([*computed, *with_it], key=_by_person)
        return Month(month_on, None, lines, [], book.gaps(month_on))
    lines = kept[payroll.pk]
    settled: dict[UUID, Decimal] = defaultdict(Decimal)
    grants = {line.grant.pk: line.grant for line in (*lines, *computed)}
    for line in lines:
        settled[line.grant.pk] += line.amount if line.corrects_on is None else 0
    for one in corrections:
        if one.payroll_id == payroll.pk:
            settled[one.grant_id] += one.amount
            grants.setdefault(one.grant_id, one.grant)
    now = {line.grant.pk: line.basis for line in computed}
    found = [Difference(grant, now.get(pk), settled[pk]) for pk, grant in grants.items()]
    return Month(month_on, payroll, lines, [one for one in found if one.amount])


def _computed(book: Book, month_on: date) -> list[Line]:
    amounts = ((grant, book.amount_of(grant, month_on)) for grant in book.grants)
    return [Line(grant, amount.amount, amount) for grant, amount in amounts if amount]


def _correction(one: AllowanceCorrection) -> Line:
    basis = rules.Amount.of_basis(one.basis)
    return Line(one.grant, one.amount, basis, one.payroll.month_on)


def _kept(
    payrolls: Iterable[Payroll], participation: Participation | None
) -> dict[UUID, list[Line]]:
    rows = PayrollLine.objects.filter(payroll__in=[payroll.pk for payroll in payrolls])
    if participation:
        rows = rows.filter(participation=participation)
    found: dict[UUID, list[Line]] = defaultdict(list)
    for row in rows.select_related("grant__rule", "grant__participation__person"):
        basis = rules.Amount.of_basis(row.basis)
        found[row.payroll_id].append(Line(row.grant, row.amount, basis, row.corrects_on))
    for lines in found.values():
        lines.sort(key=_by_person)
    return found


def _corrections(
    project: Project, months: Sequence[date], participation: Participation | None
) -> list[AllowanceCorrection]:
    rows = AllowanceCorrection.objects.filter(payroll__project=project)
    if participation:
        rows = rows.filter(grant__participation=participation)
    related = ("payroll", "grant__rule", "grant__participation__person")
    return list(rows.select_related(*related).order_by("payroll__month_on"))


def _by_person(line: Line) -> tuple[str, str, bool, str]:
    whom = line.grant.participation
    return (whom.person.sort_key, str(whom.pk), line.corrects_on is not None, line.grant.rule.name)
