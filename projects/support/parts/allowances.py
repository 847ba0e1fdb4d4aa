"""Allowances in words: what a rule pays, what an amount comes from, how much of an account shows."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.support.models import AllowanceRule, PayoutAccount
from projects.support.parts import words
from projects.support.queries.payrolls import Line
from projects.support.rules import allowances as rules
from projects.support.vocabulary import Area, Kind
from projects.support.vocabulary_allowances import AllowanceKind, Measured
from ui import formats

SHOWN_DIGITS, GROUPED = 4, 4


def rate_words(rule: AllowanceRule) -> str:
    """12,00 zł a day, at most 240,00 zł a month"""
    rate = formats.money(rule.rate)
    if rule.kind in rules.BY_DAY:
        told = _("%(rate)s a day") % {"rate": rate}
    elif rule.kind in rules.BY_HOUR:
        told = _("%(rate)s an hour") % {"rate": rate}
    elif rule.full_hours:
        hours = words.hours(rule.full_hours)
        told = _("%(rate)s for %(hours)s in a month") % {"rate": rate, "hours": hours}
    else:
        told = _("%(rate)s for a full month") % {"rate": rate}
    if rule.cap:
        told += _(", at most %(cap)s a month") % {"cap": formats.money(rule.cap)}
    return told


def condition_words(rule: AllowanceRule) -> str:
    """from 80% of the hours; sick leave is not paid"""
    told = []
    if rule.threshold_percent:
        per_cent = {"percent": rule.threshold_percent}
        if rule.measured_over == Measured.COURSE:
            told.append(_("from %(percent)s%% of the hours since the first session") % per_cent)
        else:
            told.append(_("from %(percent)s%% of the hours of the month") % per_cent)
    told.append(_("sick leave is paid") if rule.pays_sick_leave else _("sick leave is not paid"))
    return "; ".join(told)


def coverage_words(rule: AllowanceRule) -> str:
    """The services it is for, by name, by area or by kind."""
    if named := [str(one.service) for one in rule.covered.all()]:
        return ", ".join(named)
    told = [
        str(Area(rule.area).label) if rule.area else "",
        str(Kind(rule.service_kind).label) if rule.service_kind else "",
    ]
    return ", ".join(filter(None, told)) or _("all services")


def basis_words(line: Line) -> str:
    """18 of 20 days, 12,00 zł each"""
    told = amount_words(line.basis)
    if line.corrects_on is None:
        return told
    month = {"month": formats.month_name(line.corrects_on), "basis": told}
    return _("Correction of %(month)s, where it is now: %(basis)s") % month


def amount_words(amount: rules.Amount) -> str:
    if amount.reason == rules.BELOW:
        return _(
            "Nothing: present at %(share)s%% of the hours, and from %(threshold)s%% on it is paid"
        ) % {
            "share": formats.number(amount.share),
            "threshold": amount.threshold_percent,
        }
    if amount.reason == rules.ABSENT:
        return _("Nothing: no presence is marked")
    return "; ".join([_counted_words(amount), *_remarks(amount)])


def masked(iban: str) -> str:
    """Which account it is, for whoever need not know the number: PL … 2874."""
    return f"{iban[:2]}{words.NO_BREAK}…{words.NO_BREAK}{iban[-SHOWN_DIGITS:]}"


def grouped(iban: str) -> str:
    """PL61 1090 1014 0000 0712 1981 2874"""
    return " ".join(iban[place : place + GROUPED] for place in range(0, len(iban), GROUPED))


def account_words(account: PayoutAccount | None, *, whole: bool) -> str:
    if account is None or not account.iban:
        return _("no account yet")
    return grouped(account.iban) if whole else masked(account.iban)


def kind_words(kind: str) -> str:
    return str(AllowanceKind(kind).label)


def period_words(first_on: date, last_on: date | None) -> str:
    if last_on is None:
        return _("from %(day)s") % {"day": formats.day(first_on)}
    return f"{formats.day(first_on)} – {formats.day(last_on)}"


def _counted_words(amount: rules.Amount) -> str:
    rate = formats.money(amount.rate)
    if amount.kind in rules.BY_DAY:
        days = {"days": _days_of(amount), "rate": rate}
        return _("%(days)s, %(rate)s each") % days
    hours = {"counted": _number(amount.counted), "of": words.hours(amount.of), "rate": rate}
    if amount.kind in rules.BY_HOUR:
        return _("%(counted)s of %(of)s, %(rate)s each") % hours
    if amount.counted >= amount.of:
        return _("a full month: %(counted)s of %(of)s, %(rate)s") % hours
    return _("%(counted)s of %(of)s, in proportion to %(rate)s") % hours


def _days_of(amount: rules.Amount) -> str:
    planned = int(amount.of)
    told = ngettext("%(present)s of %(n)s day", "%(present)s of %(n)s days", planned)
    return told % {"present": int(amount.counted), "n": planned}


def _remarks(amount: rules.Amount) -> list[str]:
    off, sick = amount.days_off, amount.sick_days
    told = []
    if off:
        text = ngettext("with %(n)s day off earned", "with %(n)s days off earned", off)
        told.append(text % {"n": off})
    if sick:
        text = ngettext("with %(n)s day of sick leave", "with %(n)s days of sick leave", sick)
        told.append(text % {"n": sick})
    if amount.is_capped:
        told.append(_("the most that is paid in a month"))
    return told


def _number(count: Decimal) -> str:
    return words.hours(count).removesuffix(f"{words.NO_BREAK}h")
