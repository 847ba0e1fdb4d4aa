"""How numbers, money, shares, days and the states of a value are written in each language."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"  # between thousands in Polish: figures stay in one piece when they wrap
MINUS = "\u2212"
MILLION = Decimal(1_000_000)

Amount = int | float | Decimal

# Zero and an ordinary value are numbers; the other states are words, never blanks.
STATES = {
    "NO_DATA": gettext_lazy("no data"),
    "NOT_YET": gettext_lazy("not yet due"),
    "HIDDEN": gettext_lazy("hidden"),
    "NOT_ADDITIVE": gettext_lazy("not additive"),
    "NOT_SET": gettext_lazy("not set"),
}


def is_polish() -> bool:
    return (get_language() or "en").startswith("pl")


def locale() -> str:
    """The reader's language as Babel calls it."""
    return "pl" if is_polish() else "en"


def month_name(day: date) -> str:
    """'listopad 2026' or 'November 2026'."""
    return format_date(day, "LLLL y", locale=locale())


def period(name: str) -> str:
    """The name of a year (2024), a quarter (2024Q2) or a month (2024-05), in words of the language."""
    if "Q" in name:
        first = date(int(name[:4]), 3 * int(name[5]) - 2, 1)
        return format_skeleton("yQQQ", first, locale=locale())
    return month_name(date.fromisoformat(f"{name}-01")) if "-" in name else name


def number(amount: Amount, decimals: int | None = None) -> str:
    """Exactly `decimals` places; without them none for a whole number and one for the rest."""
    exact = Decimal(str(amount))
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else 1
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(rounded, format=pattern, locale=locale())
    return written.replace(NO_BREAK, NARROW_NO_BREAK).replace("-", MINUS)


def signed(amount: Amount) -> str:
    """+3, −2 or 0: a difference, with a minus as wide as the plus."""
    if not amount:
        return number(0)
    return f"{'+' if amount > 0 else MINUS}{number(abs(amount))}"


def money(amount: Amount) -> str:
    """Zlotys and grosze: 1 234,56 zł or PLN 1,234.56."""
    return _with_currency(number(amount, 2), polish_unit="zł")


def millions(amount: Amount, decimals: int = 1) -> str:
    """The number of millions alone, for a tile that shows its unit apart."""
    return number(Decimal(str(amount)) / MILLION, decimals)


def money_millions(amount: Amount, decimals: int = 1) -> str:
    """44,6 mln zł or PLN 44.6 million."""
    written = millions(amount, decimals)
    if is_polish():
        return _with_currency(written, polish_unit=f"mln{NO_BREAK}zł")
    return _with_currency(f"{written} million", polish_unit="")


def percent(share: Amount, decimals: int | None = None) -> str:
    """A share of one (0.297) as 29,7%."""
    return number(Decimal(str(share)) * 100, decimals) + "%"


def day(on: date | None) -> str:
    """01.02.2026 or 1 Feb 2026; nothing when there is no day."""
    if on is None:
        return ""
    if isinstance(on, datetime):
        on = _local(on).date()
    return on.strftime("%d.%m.%Y") if is_polish() else format_date(on, "d MMM y", locale="en")


def day_in_words(on: date) -> str:
    """3 kwietnia 2019 or 3 April 2019: nobody takes the month for the day."""
    return format_date(on, "d MMMM y", locale=locale())


def moment(at: datetime | None, today: date | None = None) -> str:
    """The day and the minute in Warsaw; 'today, 14:02' when the caller says which day today is."""
    if at is None:
        return ""
    local = _local(at)
    clock = local.strftime("%H:%M")
    if local.date() == today:
        return _("today, %(clock)s") % {"clock": clock}
    return f"{day(local)}, {clock}"


def words(value: Amount | str | None, decimals: int | None = None) -> str:
    """A number or one of the states as plain text; nothing known is no data, anything else raises."""
    if value is None or is_state(value):
        return str(STATES[str(value or "NO_DATA")])
    if isinstance(value, bool) or not isinstance(value, Amount):
        raise TypeError(f"A value is a number or one of {', '.join(STATES)}, not {value!r}.")
    return number(value, decimals)


def is_state(value: object) -> bool:
    return isinstance(value, str) and value in STATES


def of_kind(value: object, kind: str) -> str:
    """A table cell's text, by the kind of its column; a missing text or day is an empty cell."""
    if value is None and kind in ("text", "short", "day"):
        return ""
    if value is None or is_state(value):
        return words(value)  # type: ignore[arg-type]
    return _BY_KIND[kind](value)


def _with_currency(figure: str, *, polish_unit: str) -> str:
    return f"{figure}{NO_BREAK}{polish_unit}" if is_polish() else f"PLN{NO_BREAK}{figure}"


def _local(at: datetime) -> datetime:
    return localtime(at) if is_aware(at) else at


_BY_KIND: dict[str, Callable[..., str]] = {
    "text": str,
    "short": str,
    "amount": str,
    "number": words,
    "signed": signed,
    "money": money,
    "share": lambda share: percent(share, 0),
    "percent": percent,
    "day": day,
}
