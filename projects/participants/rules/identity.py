"""Who somebody is: the PESEL and what it says, the minimum of data, contact."""

import re
from collections.abc import Iterator

from core import pesel
from projects.participants.rules.alike import reading
from projects.participants.rules.facts import Problem, Start

POSTAL_CODE = re.compile(r"[0-9]{2}-[0-9]{3}")
LABOUR_STATUSES = ("UNEMPLOYED", "INACTIVE", "EMPLOYED")
OLDEST_PLAUSIBLE_AGE = 110
PESEL_REASONS = {
    pesel.PeselWrongLength: "length",
    pesel.PeselWrongChecksum: "checksum",
    pesel.PeselImpossibleDate: "date",
}


def identity(start: Start) -> Iterator[Problem]:
    """V01 to V03: the number, and what it says of the sex and the birth; V04 without a number."""
    if start.pesel is None:
        yield from _without_pesel(start)
        return
    try:
        known = pesel.read(start.pesel)
    except tuple(PESEL_REASONS) as refusal:
        reason = PESEL_REASONS[type(refusal)]
        yield Problem(check="V01", field="pesel", severity="E", facts={"reason": reason})
        return
    if start.sex and start.sex != known.sex:
        yield Problem(check="V02", field="sex", severity="E", facts={"in_pesel": known.sex})
    if start.born_on and start.born_on != known.born_on:
        yield Problem(check="V03", field="born_on", severity="E", facts={"reason": "pesel"})


def _without_pesel(start: Start) -> Iterator[Problem]:
    if not start.other_identifier:
        facts = {"reason": "identifier"}
        yield Problem(check="V04", field="other_identifier", severity="W", facts=facts)
    if start.citizenship == "PL":
        facts = {"reason": "citizenship"}
        yield Problem(check="V04", field="citizenship", severity="W", facts=facts)


@reading("sex", "is_born", "labour_status", "isced")
def missing_minimum(start: Start) -> Iterator[Problem]:
    """V28: without these a person cannot be shown as a participant at all."""
    given = {
        "sex": start.sex in {"F", "M"},
        "born_on": start.is_born,
        "labour_status": start.labour_status in LABOUR_STATUSES,
        "isced": start.isced is not None and 0 <= start.isced <= 8,
    }
    for name, is_given in given.items():
        if not is_given:
            yield Problem(check="V28", field=name, severity="E", facts={"reason": name})


def age(start: Start) -> Iterator[Problem]:
    if start.born_on is None or start.started_on is None:
        return
    if start.born_on > start.started_on:
        yield Problem(check="V03", field="born_on", severity="E", facts={"reason": "unborn"})
    elif start.age is not None and start.age > OLDEST_PLAUSIBLE_AGE:
        yield Problem(check="L04", field="born_on", severity="Q", facts={"age": start.age})


@reading("postal_code", "gmina")
def address(start: Start, *, gmina_known: bool) -> Iterator[Problem]:
    """V18: what can be told of an address without the postman."""
    if not POSTAL_CODE.fullmatch(start.postal_code):
        facts = {"reason": "postal", "value": start.postal_code or "—"}
        yield Problem(check="V18", field="postal_code", severity="E", facts=facts)
    if not gmina_known:
        facts = {"reason": "gmina", "value": start.gmina or "—"}
        yield Problem(check="V18", field="gmina", severity="E", facts=facts)


def contact(start: Start) -> Iterator[Problem]:
    if not start.email.isascii():
        foreign = "".join(sorted({sign for sign in start.email if not sign.isascii()}))
        yield Problem(check="V26", field="email", severity="E", facts={"signs": foreign})
    if not start.email:
        yield Problem(check="L02", field="email", severity="W")
    if not start.phone:
        yield Problem(check="L03", field="phone", severity="W")
