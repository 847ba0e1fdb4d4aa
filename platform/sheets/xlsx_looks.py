"""Which numbers of a workbook are days: Excel knows it only from the way they are shown."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sheets import limits
from sheets.reasons import Reason, Unreadable
from sheets.xml_parts import Attributes, elements

# Literal texts, escaped signs, colours and locales say nothing; elapsed hours do.
SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|AM/PM|A/P', re.IGNORECASE)


class Look(NamedTuple):
    has_day: bool
    has_time: bool
    is_elapsed: bool = False


DAY, TIME, MOMENT = Look(True, False), Look(False, True), Look(True, True)
ELAPSED = Look(False, True, is_elapsed=True)
# ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are days in East Asian editions.
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), DAY),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), TIME),
    22: MOMENT,
    46: ELAPSED,
}


def look(code: str) -> Look | None:
    """What a number format shows: a day, a time, both, or neither."""
    shown = SILENT.sub("", code.split(";")[0]).lower()
    if "general" in shown:
        return None
    has_time = "h" in shown or "s" in shown
    has_day = "y" in shown or "d" in shown or ("m" in shown and not has_time)
    if "[" in shown:
        return ELAPSED
    return Look(has_day, has_time) if has_day or has_time else None


def looks(chunks: Iterable[bytes]) -> dict[str, Look]:
    """The styles, by the number that cells name them with, which show a day or a time."""
    formats: dict[int, Look | None] = dict(BUILT_IN)
    found: dict[str, Look] = {}
    style = -1
    is_inside = False

    def tell(name: str, attributes: Attributes) -> None:
        nonlocal style, is_inside
        if name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_inside = name == "cellXfs"
        elif name == "numFmt" and len(formats) < limits.STYLES:
            formats[_whole(attributes.get("numFmtId"))] = look(attributes.get("formatCode", ""))
        elif name == "xf" and is_inside:
            style += 1
            shown = formats.get(_whole(attributes.get("numFmtId", "0")))
            if shown:
                found[str(style)] = shown

    elements(chunks, tell)
    return found


def _whole(raw: str | None) -> int:
    try:
        return int(raw or "")
    except ValueError:
        raise Unreadable(Reason.BROKEN) from None
