"""What stands beside the counts of a report: rates with their two counts, and declared values."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from indicators.declared import parts as declared
from indicators.declared.models import Declared
from indicators.periods.parts.differences import differences_table
from indicators.periods.parts.reports import Names, disability_table, name_of, values_table
from indicators.periods.queries import Difference, Told
from indicators.periods.rules.rates import Rate
from ui import formats
from ui.parts import Column, Table


def told_tables(told: Told, names: Names, *, closing: UUID | None) -> dict[str, Table]:
    """All that a report says of values, for its page and for the look before it is closed."""
    return {
        "table": values_table(told, names, closing=closing),
        "disabilities": disability_table(told, names),
        "rates": rates_table(told.rates, names),
        "stated": declared.table(told.stated, names),
    }


def difference_tables(difference: Difference, names: Names) -> dict[str, Table]:
    """What differs of values, of rates and of what was declared."""
    return {
        "table": differences_table(difference, names),
        "rates": moved_rates_table(difference.moved_rates, names),
        "stated": stated_otherwise_table(difference.stated, names),
    }


def rates_table(rates: Sequence[Rate], names: Names) -> Table:
    """Each rate with the two counts that make it, so that whoever doubts it may divide.

    Women and men are left out where nobody of them is counted.
    """
    columns = [
        Column(_("Indicator")),
        Column(_("Of")),
        Column(_("Numerator"), "number"),
        Column(_("Denominator"), "number"),
        Column(_("Rate in percent")),
    ]
    rows = [
        [
            name_of(rate.asked.code, names),
            _of(rate),
            rate.numerator,
            rate.denominator,
            percent_words(rate),
        ]
        for rate in rates
        if rate.denominator or not rate.sex
    ]
    return Table(_("Rates"), columns, rows, caption_hidden=True)


def moved_rates_table(pairs: Iterable[tuple[Rate, Rate]], names: Names) -> Table:
    """Reported and today's, with both parts: a rate has no difference that adds up, its parts do."""
    columns = [
        Column(_("Indicator")),
        Column(_("Of")),
        Column(_("Reported")),
        Column(_("Today")),
    ]
    rows = [
        [name_of(was.asked.code, names), _of(was), parts_words(was), parts_words(now)]
        for was, now in pairs
    ]
    return Table(_("Rates that differ"), columns, rows, caption_hidden=True)


def parts_words(rate: Rate) -> str:
    """'12 of 40: 30.00%'."""
    words = {
        "n": formats.number(rate.numerator),
        "of": formats.number(rate.denominator),
        "percent": percent_words(rate),
    }
    return _("%(n)s of %(of)s: %(percent)s") % words


def percent_words(rate: Rate) -> str:
    if rate.percent is None:
        return _("no rate: nobody to count it of")
    return f"{formats.number(rate.percent, 2)}%"


def _of(rate: Rate) -> str:
    return {"": _("everybody"), "F": _("women"), "M": _("men")}[rate.sex]


def stated_otherwise_table(changed: Iterable[tuple[Declared, bool]], names: Names) -> Table:
    columns = [
        Column(_("Indicator")),
        Column(_("Days")),
        Column(_("Total"), "number"),
        Column(_("What changed")),
        Column(_("Source")),
    ]
    rows = [
        [
            name_of(row.definition_code, names),
            declared.days(row),
            row.total_count,
            _("reported; holds no more") if was_reported else _changed_to(row),
            row.source,
        ]
        for row, was_reported in changed
    ]
    return Table(_("Declared values that differ"), columns, rows, caption_hidden=True)


def _changed_to(row: Declared) -> str:
    if not row.replaces_id:
        return _("declared since")
    words = {"reason": row.reason, "who": row.declared_by or "—"}
    return _("corrected since: %(reason)s (%(who)s)") % words
