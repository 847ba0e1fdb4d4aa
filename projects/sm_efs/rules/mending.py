"""What a row allows to be done about a check that cells fail together. Most of it is a proposal.

Mends are thought in our codes; the words of the file are put in at the end, from its dictionaries.
"""

from collections.abc import Callable, Mapping

from core import pesel
from projects.participants.rules import Problem as Found
from projects.sm_efs.layout import Layout
from projects.sm_efs.rules.problems import Mend
from projects.sm_efs.rules.record import SUPPORT, Record, Support, support_cells, written_day

Codes = Mapping[str, str]
YES, NO = "YES", "NO"
# The value of each status that says no more than the status does.
NO_DETAIL = {"UNEMPLOYED": "OTHER", "INACTIVE": "OTHER_INACTIVE", "EMPLOYED": "OTHER_EMPLOYED"}


def mend_of(found: Found, record: Record, layout: Layout) -> Mend | None:
    """None where only somebody who knows the person can say what is right."""
    reason = str(found.facts.get("reason", ""))
    if (found.check, reason) == ("V10", "twice"):
        # Nothing is lost and nothing is guessed.
        return Mend(_once(record, layout))
    make = PROPOSALS.get((found.check, reason))
    codes = make(record) if make else None
    return Mend(worded(codes, record, layout), is_sure=False) if codes else None


def worded(codes: Codes, record: Record, layout: Layout) -> dict[str, str]:
    """Codes in the words of the file; a detail in those of the record's status."""
    told = {}
    for name, code in codes.items():
        column = layout.by_name[name]
        of = getattr(record, column.depends_on) if column.depends_on else ""
        is_closed = column.format == "closed"
        told[name] = layout.dictionary(column).words_of(code, of) if is_closed else code
    return told


def _not_a_pesel(record: Record) -> Codes | None:
    """A passport where a PESEL should be: it has letters."""
    has_letters = any(sign.isalpha() for sign in record.identifier)
    return {"no_pesel": YES} if has_letters and record.citizenship != "PL" else None


def _sex(record: Record) -> Codes:
    return {"sex": pesel.read(record.identifier).sex}


def _other_detail(record: Record) -> Codes | None:
    detail = NO_DETAIL.get(record.labour_status)
    return {"labour_detail": detail} if detail else None


def _third_country(record: Record) -> Codes:
    return {"third_country": YES if record.citizenship == "OUTSIDE_EU" else NO}


def _foreign(record: Record) -> Codes:
    return {"foreign_background": YES}


def _first_support(record: Record) -> Codes:
    return {
        "started_on": min(written_day(one.started_on) for one in record.support if one.started_on)
    }


def _situation(record: Record) -> Codes | None:
    """It may still be watched; whether the path was kept, nobody can guess."""
    return None if record.exit_situation else {"exit_situation": "BEING_MONITORED"}


def _no_exit(record: Record) -> Codes:
    return {"exit_situation": "", "completed_path": ""}


def _continues(record: Record) -> Codes:
    return {"exit_situation": "CONTINUES_WORK"}


def _once(record: Record, layout: Layout) -> dict[str, str]:
    kept: list[Support] = []
    for one in record.support:
        if one not in kept:
            kept.append(one)
    return dict(zip(SUPPORT, support_cells(kept, layout), strict=True))


PROPOSALS: dict[tuple[str, str], Callable[[Record], Codes | None]] = {
    ("V01", "length"): _not_a_pesel,
    ("V02", ""): _sex,
    ("V05", "list"): _other_detail,
    ("V09", ""): _first_support,
    ("V12", "missing"): _situation,
    ("V12", "still_in"): _no_exit,
    ("V14", ""): _continues,
    ("V16", "yes"): _third_country,
    ("V16", "no"): _third_country,
    ("V16", "foreign"): _foreign,
    ("V17", ""): _third_country,
}
