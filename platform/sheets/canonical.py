"""The one written form of each value in a cell: the same for every kind of file. No Django here."""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

SECONDS_A_DAY = 86_400
EMPTY, TEXT, NUMBER, DAY, MOMENT, YES_NO, ERROR = " ", "t", "n", "d", "m", "b", "e"
# Excel's day 60 is 29 February 1900, which never was; from day 61 on this is day zero.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal()
LAST_DAY = date.max.toordinal()
ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(\.\d{1,12})?Z?)?", re.ASCII)
BREAKS = frozenset("\t\n\r\x85\u2028\u2029")


class _Kept(dict[int, str]):
    """What becomes of each sign that is not printed: found once, kept for the next time."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        category = unicodedata.category(sign)
        if sign in BREAKS or category == "Zs":
            kept = " "
        else:
            kept = "" if category in ("Cc", "Cf", "Cs") or code & 0xFFFE == 0xFFFE else sign
        self[code] = kept
        return kept


_KEPT = _Kept()


def text(raw: str) -> str:
    """One line in NFC: breaks and odd spaces are spaces, what cannot be seen is left out."""
    if not raw.isprintable():
        raw = raw.replace("\r\n", "\n").translate(_KEPT)
    if not raw.isascii():
        raw = unicodedata.normalize("NFC", raw)
    return raw.strip()


def number(raw: str) -> str | None:
    """The shortest decimal within the fifteen digits Excel shows; None when it is no number."""
    if raw.isdecimal() and raw.isascii() and len(raw) < 16 and (raw[0] != "0" or raw == "0"):
        return raw
    try:
        value = float(raw)
    except ValueError:
        return None
    if not math.isfinite(value) or "_" in raw or not raw.isascii():
        return None
    short = format(value, ".15g")
    if "e" in short:
        short = format(Decimal(short), "f")
    return "0" if short == "-0" else short


def serial(
    raw: str, *, has_day: bool, has_time: bool, is_elapsed: bool, from_1904: bool
) -> tuple[str, str]:
    """The kind and text of a number shown as a day, a moment, a time of day or a length of time."""
    plain = number(raw)
    if plain is None:
        return TEXT, text(raw)
    seconds = round(float(plain) * SECONDS_A_DAY)
    if is_elapsed or not has_day and 0 <= seconds < SECONDS_A_DAY:
        return (TEXT, clock(seconds)) if seconds >= 0 else (NUMBER, plain)
    days, seconds = divmod(seconds, SECONDS_A_DAY)
    ordinal = days + (DAY_ZERO_1904 if from_1904 else DAY_ZERO)
    if not from_1904 and days < 60:
        ordinal += 1
    if days == 60 and not from_1904 or days < (0 if from_1904 else 1) or ordinal > LAST_DAY:
        return NUMBER, plain
    day = date.fromordinal(ordinal).isoformat()
    if seconds or has_time:
        return MOMENT, f"{day}T{timedelta(seconds=seconds)!s:0>8}"
    return DAY, day


def iso(raw: str) -> tuple[str, str]:
    """The kind and text of a day or moment written as ISO 8601; anything else is a text."""
    found = ISO_DAY.fullmatch(raw)
    if not found:
        return TEXT, text(raw)
    day, time, fraction = found.groups()
    try:
        if not time:
            return DAY, date.fromisoformat(day).isoformat()
        # LibreOffice writes 23:59:57.999999942 for what was 23:59:58.
        at = datetime.fromisoformat(f"{day}T{time}") + timedelta(
            seconds=round(float(fraction or 0))
        )
    except (ValueError, OverflowError):
        return TEXT, text(raw)
    return MOMENT, at.isoformat(timespec="seconds")


def clock(seconds: int) -> str:
    """A time of day or a length of time: 10:00, 26:30, 07:15:30."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def truth(raw: str) -> str:
    return "TRUE" if raw.strip().lower() in ("1", "true") else "FALSE"
