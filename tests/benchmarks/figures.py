"""What the dashboard shows, beside the same counted anew from every tenant's own rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from core import crypto, tenancy
from core.days import quarter_key
from core.tenancy import Role
from dashboards.metropolis import queries
from dashboards.metropolis.releasing import WHOLE_TIME
from projects.participants.models import CountingRow
from projects.participants.vocabulary import Disability, LabourStatus
from tenants.models import Tenant

RISK, DISABLED, EMPLOYED = "PEOPLE_AT_RISK", "PEOPLE_WITH_DISABILITIES", "EMPLOYED_AFTER"
CODES = (RISK, DISABLED, EMPLOYED)
WINDOW_DAYS = 28


class Figure(NamedTuple):
    """`place` is a unit or empty for all of them; `among` a quarter, or who is counted."""

    code: str
    counted: str
    place: str = ""
    among: str = ""


Figures = dict[Figure, int | str]


def shown() -> Figures:
    """Tiles, table by unit, trend and breakdowns, as the metropolis's role reads them."""
    with tenancy.acting_as(Role.METROPOLIS):
        release = queries.latest_release()
        live, everything = queries.live_totals(), queries.Scope()
        # Special categories are told by the release alone; what is live comes before it.
        released = queries.by_unit(release, WHOLE_TIME).items()
        pairs = {(unit, code): pair for (unit, code), pair in released if code in CODES}
        pairs |= {("", code): live[code] for code in CODES if code in live}
        trend = queries.over_time(release, everything, RISK)
        who = queries.by_who(release, everything, RISK)
    return {
        **{Figure(code, "people", unit): pair.people for (unit, code), pair in pairs.items()},
        **{
            Figure(code, "participations", unit): pair.participations
            for (unit, code), pair in pairs.items()
        },
        **{
            Figure(RISK, "participations", "", row.period): queries.pair(row).participations
            for row in trend
        },
        **{
            Figure(RISK, "participations", "", sex + disability): n
            for (sex, disability), n in who.items()
        },
    }


def counted_anew() -> Figures:
    """The correct loop: every row of every tenant, each person known by their pseudonym."""
    people: dict[Figure, set[bytes]] = defaultdict(set)
    participations: Counter[Figure] = Counter()
    with tenancy.acting_as(Role.PUBLISHING):
        everyone = list(Tenant.objects.open())
    for tenant in everyone:
        with tenancy.inside(tenant, role=Role.PUBLISHING):
            rows = list(CountingRow.objects.all())
        for row in rows:
            person = crypto.pseudonym(f"pesel:{crypto.unboxed(bytes(row.matching_box))}")
            for code in _codes(row):
                for place in ("", tenant.unit_id):
                    people[Figure(code, "people", place)].add(person)
                    participations[Figure(code, "participations", place)] += 1
            participations.update(_breakdowns(row))
    return {**{figure: len(found) for figure, found in people.items()}, **participations}


def _codes(row: CountingRow) -> Iterator[str]:
    """The rules once more, in plain Python and apart from the rule language."""
    if row.at_risk:
        yield RISK
    if row.disability == Disability.YES:
        yield DISABLED
    days = (row.employment_on - row.ended_on).days if row.ended_on and row.employment_on else -1
    if row.at_risk and row.labour_status != LabourStatus.EMPLOYED and 0 <= days <= WINDOW_DAYS:
        yield EMPLOYED


def _breakdowns(row: CountingRow) -> Iterator[Figure]:
    if not row.at_risk:
        return
    disability = Disability.YES if row.disability == Disability.YES else "OTHER"
    for among in (quarter_key(row.started_on), row.sex, disability, row.sex + disability):
        yield Figure(RISK, "participations", "", among)


def differing(ours: Figures, anew: Figures) -> list[str]:
    """A sentence for every figure that is missing, hidden or another number."""
    return [
        f"{' '.join(filter(None, figure))}: the dashboard shows {ours.get(figure)}, the loop {anew.get(figure)}"
        for figure in sorted({*ours, *anew})
        if ours.get(figure) != anew.get(figure)
    ]
