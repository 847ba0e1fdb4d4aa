"""Small phrases of support: a quantity with its unit, a time, a day of the week, a month."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from django.utils.translation import ngettext

from projects.support.models import Service, Session
from projects.support.vocabulary import Unit
from ui import formats

NO_BREAK = "\u00a0"


def hours(count: Decimal) -> str:
    """1,5 h"""
    return f"{formats.number(count, _places(count))}{NO_BREAK}h"


def quantity(count: Decimal, service: Service) -> str:
    """So many of the service's unit: 12 h, 5 meetings, 3 pieces."""
    if service.unit == Unit.HOUR:
        return hours(count)
    whole = count == count.to_integral_value()
    # A fraction takes the form of many in English and of a few in Polish; both read well.
    plural = int(count) if whole else 2
    texts = {
        Unit.SESSION: ngettext("%(n)s meeting", "%(n)s meetings", plural),
        Unit.DAY: ngettext("%(n)s day", "%(n)s days", plural),
        Unit.MONTH: ngettext("%(n)s month", "%(n)s months", plural),
        Unit.PIECE: ngettext("%(n)s piece", "%(n)s pieces", plural),
    }
    return texts[Unit(service.unit)] % {"n": formats.number(count, _places(count))}


def clock(session: Session) -> str:
    """09:00–12:00"""
    return f"{session.start_time:%H:%M}–{session.end_time:%H:%M}"


def weekday(day: date) -> str:
    return format_date(day, "EEEE", locale=formats.locale())


def short_weekday(day: date) -> str:
    return format_date(day, "EEE" if formats.is_polish() else "EEEEEE", locale=formats.locale())


def _places(count: Decimal) -> int:
    """As many as are needed, at most two."""
    return next((n for n in (0, 1) if count == round(count, n)), 2)
