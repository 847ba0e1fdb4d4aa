"""When each deadline of a project falls, from plain facts. No Django in this file.

A term is counted in civil days of Warsaw and never moved: where the last day is free from work,
it is shown as it is, with the last working day before it. `source` stands in each docstring;
numbers that are nobody's law are in `clock.json`, each with its source.
"""

from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from core.civil_days import add_months, add_working_days, first_working_day, last_working_day
from core.civil_days import is_working_day as works_on


class Kind(StrEnum):
    """What has to be done; the value is kept in the database and stands in addresses."""

    ENTRY = "wpis"
    OUTCOME = "wynik"
    EVIDENCE = "dowod"
    EFFICIENCY = "efektywnosc"
    EXPIRY = "waznosc"
    MAJORITY = "pelnoletnosc"
    CONTRACT_END = "kontrakt"
    PAUSE_END = "przerwa"
    SUPPORT_GAP = "bez-wsparcia"
    ATTENDANCE = "obecnosc"
    ABSENCES = "nieobecnosci"
    DECISION = "decyzja"
    DOCUMENT = "dokument"
    PAYROLL = "lista-wyplat"
    CLAIM = "wniosek"
    PROJECT_END = "koniec-projektu"
    FINAL_CLAIM = "wniosek-koncowy"
    CANDIDATES = "dane-kandydatow"
    RETENTION = "retencja"
    REOPENING = "prosba-o-otwarcie"
    REMOVAL = "prosba-o-usuniecie"
    EXPORT = "prosba-o-archiwum"
    PROGRAMME = "prosba-programu"
    ACCESSIBILITY = "dostepnosc"
    TOKEN = "token-partnera"  # noqa: S105 - a name, no secret


class Who(StrEnum):
    """For whom a deadline waits when nobody in person is in charge."""

    CASE_WORKER = "case_worker"
    CAREER_ADVISER = "career_adviser"
    SETTLEMENT_OFFICER = "settlement_officer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    COORDINATOR_OR_ADMINISTRATOR = "coordinator_or_administrator"


class Severity(StrEnum):
    LOSS = "loss"  # once missed, a result or money is lost for good
    DUTY = "duty"  # an agreement or the law asks for it, and it can be made up for
    NOTE = "note"  # somebody should look


@dataclass(frozen=True, kw_only=True)
class Due:
    """One term: from which day it is counted, when it opens, and its last day."""

    kind: Kind
    basis_on: date
    opens_on: date
    due_on: date
    who: Who
    severity: Severity
    reminds_on: tuple[date, ...] = ()

    def reminds(self, day: date) -> bool:
        """Whether to ask on this day; a reminder of a day off comes on the next working day."""
        return day in (first_working_day(since=one) for one in self.reminds_on)

    @property
    def work_by(self) -> date:
        """The last day on which anybody works and the term is still kept."""
        return last_working_day(self.due_on)

    @property
    def falls_on_free_day(self) -> bool:
        return not works_on(self.due_on)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The numbers of clock.json; days unless the name says otherwise."""

    entry_days: int
    evidence_reminder_days: Sequence[int]
    efficiency_reminder_days: int
    expiry_reminder_days: int
    majority_age: int
    majority_reminder_days: int
    contract_reminder_days: int
    final_claim_days: int
    claim_reminder_days: int
    project_end_reminder_days: int
    candidates_deletion_days: int
    retention_reminder_days: int
    accessibility_month_and_day: Sequence[int]
    accessibility_reminder_days: int
    support_gap_reminder_days: int
    attendance_working_days: int
    decision_days: int
    document_reminder_days: int
    payroll_day: int
    books_open_days: int
    sources: Mapping[str, str] = field(default_factory=dict)


def entry(*, started_on: date, days: int | None, clock: Clock) -> Due:
    """SOURCE: the agreement, so many days after the first support (national participant file)."""
    return Due(
        kind=Kind.ENTRY,
        basis_on=started_on,
        opens_on=started_on,
        due_on=_after(started_on, clock.entry_days if days is None else days),
        who=Who.SETTLEMENT_OFFICER,
        severity=Severity.DUTY,
    )


def outcome(*, left_on: date, window_days: int, clock: Clock) -> Due:
    """SOURCE: immediate results are observed within 28 days of leaving (rule set of the period)."""
    return Due(
        kind=Kind.OUTCOME,
        basis_on=left_on,
        opens_on=left_on,
        due_on=_after(left_on, window_days),
        who=Who.CASE_WORKER,
        severity=Severity.LOSS,
        reminds_on=_reminders(left_on, clock),
    )


def evidence(*, left_on: date, window_days: int, clock: Clock) -> Due:
    """SOURCE: statement and proof within 4 weeks of leaving; asked for on days 14, 21 and 25."""
    return Due(
        kind=Kind.EVIDENCE,
        basis_on=left_on,
        opens_on=left_on,
        due_on=_after(left_on, window_days),
        who=Who.CASE_WORKER,
        severity=Severity.LOSS,
        reminds_on=_reminders(left_on, clock),
    )


def efficiency(*, left_on: date, months: int, clock: Clock) -> Due:
    """SOURCE: social and employment efficiency, verified up to 3 calendar months after leaving."""
    due_on = add_months(left_on, months)
    return Due(
        kind=Kind.EFFICIENCY,
        basis_on=left_on,
        opens_on=_before(due_on, clock.efficiency_reminder_days),
        due_on=due_on,
        who=Who.CAREER_ADVISER,
        severity=Severity.LOSS,
    )


def expiry(*, valid_to: date, clock: Clock) -> Due:
    """SOURCE: evidence of a premise must be valid; a month is needed for a new one (ours)."""
    return Due(
        kind=Kind.EXPIRY,
        basis_on=valid_to,
        opens_on=_before(valid_to, clock.expiry_reminder_days),
        due_on=valid_to,
        who=Who.CASE_WORKER,
        severity=Severity.DUTY,
    )


def majority(*, born_on: date, started_on: date, clock: Clock) -> Due | None:
    """SOURCE: Civil Code, art. 10: from 18 on people sign for themselves. None if they always did.

    Whoever was born on 29 February turns older on 1 March of a common year, as in check V03.
    """
    year = born_on.year + clock.majority_age
    leap_day = (born_on.month, born_on.day) == (2, 29)
    birthday = date(year, 3, 1) if leap_day and not isleap(year) else born_on.replace(year=year)
    if birthday <= started_on:
        return None
    return Due(
        kind=Kind.MAJORITY,
        basis_on=birthday,
        opens_on=_before(birthday, clock.majority_reminder_days),
        due_on=birthday,
        who=Who.CASE_WORKER,
        severity=Severity.DUTY,
    )


def contract_end(*, ends_on: date, clock: Clock) -> Due:
    """SOURCE: the social contract, which runs to a day and is renewed or closed (Act on social aid)."""
    return Due(
        kind=Kind.CONTRACT_END,
        basis_on=ends_on,
        opens_on=_before(ends_on, clock.contract_reminder_days),
        due_on=ends_on,
        who=Who.CASE_WORKER,
        severity=Severity.DUTY,
    )


def pause_end(*, expected_on: date) -> Due:
    """SOURCE: ours; a pause is no exit only while a return is planned."""
    return Due(
        kind=Kind.PAUSE_END,
        basis_on=expected_on,
        opens_on=expected_on,
        due_on=expected_on,
        who=Who.CASE_WORKER,
        severity=Severity.NOTE,
    )


def support_gap(*, last_on: date, days: int, clock: Clock) -> Due:
    """SOURCE: ours; nobody stays for 60 days without support unless they have left or paused."""
    due_on = _after(last_on, days)
    return Due(
        kind=Kind.SUPPORT_GAP,
        basis_on=last_on,
        opens_on=_before(due_on, clock.support_gap_reminder_days),
        due_on=due_on,
        who=Who.CASE_WORKER,
        severity=Severity.NOTE,
    )


def attendance(*, held_on: date, clock: Clock) -> Due:
    """SOURCE: ours; a session that was held is written down within two working days."""
    return Due(
        kind=Kind.ATTENDANCE,
        basis_on=held_on,
        opens_on=held_on,
        due_on=add_working_days(held_on, clock.attendance_working_days),
        who=Who.CASE_WORKER,
        severity=Severity.DUTY,
    )


def absences(*, last_on: date) -> Due:
    """SOURCE: the project's rules; after so many absences in a row somebody asks why, at once."""
    return Due(
        kind=Kind.ABSENCES,
        basis_on=last_on,
        opens_on=last_on,
        due_on=add_working_days(last_on, 1),
        who=Who.CASE_WORKER,
        severity=Severity.NOTE,
    )


def decision(*, closed_on: date, clock: Clock) -> Due:
    """SOURCE: the rules of recruitment; candidates are told after a round has closed."""
    return Due(
        kind=Kind.DECISION,
        basis_on=closed_on,
        opens_on=_after(closed_on, 1),
        due_on=_after(closed_on, clock.decision_days),
        who=Who.COORDINATOR,
        severity=Severity.DUTY,
    )


def document(*, wanted_by: date, clock: Clock) -> Due:
    """SOURCE: the rules of recruitment; a missing document is brought by the end of the round."""
    return Due(
        kind=Kind.DOCUMENT,
        basis_on=wanted_by,
        opens_on=_before(wanted_by, clock.document_reminder_days),
        due_on=wanted_by,
        who=Who.CASE_WORKER,
        severity=Severity.DUTY,
    )


def payroll(*, month: date, clock: Clock) -> Due:
    """SOURCE: the project's rules; allowances of a month are approved early in the next one.

    `month` is any day of the month that is paid.
    """
    following = add_months(month.replace(day=1), 1)
    return Due(
        kind=Kind.PAYROLL,
        basis_on=month.replace(day=1),
        opens_on=following,
        due_on=following.replace(day=clock.payroll_day),
        who=Who.SETTLEMENT_OFFICER,
        severity=Severity.DUTY,
    )


def project_end(*, ends_on: date, clock: Clock) -> Due:
    """SOURCE: the agreement; after this day no support may be given and no cost incurred."""
    return Due(
        kind=Kind.PROJECT_END,
        basis_on=ends_on,
        opens_on=_before(ends_on, clock.project_end_reminder_days),
        due_on=ends_on,
        who=Who.COORDINATOR,
        severity=Severity.LOSS,
    )


def final_claim(*, ends_on: date, days: int | None, clock: Clock) -> Due:
    """SOURCE: the agreement; the final payment claim, usually within 30 days of the end."""
    return Due(
        kind=Kind.FINAL_CLAIM,
        basis_on=ends_on,
        opens_on=_before(ends_on, clock.claim_reminder_days),
        due_on=_after(ends_on, clock.final_claim_days if days is None else days),
        who=Who.SETTLEMENT_OFFICER,
        severity=Severity.LOSS,
    )


def candidates(*, kept_until: date, clock: Clock) -> Due:
    """SOURCE: GDPR, art. 5(1)(e): nobody is kept longer than needed who did not become a participant.

    `kept_until` is the last day of keeping, as recruitment computed it.
    """
    return Due(
        kind=Kind.CANDIDATES,
        basis_on=kept_until,
        opens_on=_after(kept_until, 1),
        due_on=_after(kept_until, clock.candidates_deletion_days),
        who=Who.COORDINATOR,
        severity=Severity.DUTY,
    )


def retention(*, retain_until: date, clock: Clock) -> Due:
    """SOURCE: Reg. 2021/1060 art. 82, Reg. 1303/2013 art. 140: after this day people are erased."""
    return Due(
        kind=Kind.RETENTION,
        basis_on=retain_until,
        opens_on=_before(retain_until, clock.retention_reminder_days),
        due_on=retain_until,
        who=Who.COORDINATOR,
        severity=Severity.DUTY,
    )


def answer(*, kind: Kind, asked_on: date, expires_on: date, who: Who = Who.COORDINATOR) -> Due:
    """SOURCE: ours; a request waits two weeks for a second person, and then it has run out.

    Somebody waits for the answer, so it is asked for each day.
    """
    return Due(
        kind=kind,
        basis_on=asked_on,
        opens_on=asked_on,
        due_on=expires_on,
        who=who,
        severity=Severity.NOTE,
        reminds_on=tuple(_after(asked_on, count) for count in range((expires_on - asked_on).days)),
    )


def asked_by_programme(*, asked_on: date, wanted_by: date) -> Due:
    """SOURCE: ours; the programme asks for something by a day, and it waits until it is done."""
    term = answer(kind=Kind.PROGRAMME, asked_on=asked_on, expires_on=wanted_by)
    return replace(term, severity=Severity.DUTY, reminds_on=())


def accessibility(*, year: int, clock: Clock) -> Due:
    """SOURCE: Act of 4 April 2019 on digital accessibility: reviewed by 31 March each year."""
    month, day = clock.accessibility_month_and_day
    due_on = date(year, month, day)
    return Due(
        kind=Kind.ACCESSIBILITY,
        basis_on=due_on,
        opens_on=_before(due_on, clock.accessibility_reminder_days),
        due_on=due_on,
        who=Who.ADMINISTRATOR,
        severity=Severity.DUTY,
    )


def _after(day: date, count: int) -> date:
    return day + timedelta(days=count)


def _before(day: date, count: int) -> date:
    return day - timedelta(days=count)


def _reminders(left_on: date, clock: Clock) -> tuple[date, ...]:
    return tuple(_after(left_on, count) for count in clock.evidence_reminder_days)
