"""A register of applications on paper that a secretary's office kept: sent for the open round, and checked."""

from datetime import date, timedelta

from config.demo import listed, noted
from core import pesel, tenancy
from projects.recruitment import queries
from projects.recruitment.models import Recruitment
from tenants.models import Tenant

FILE = "Rejestr zgłoszeń papierowych.xlsx"
TITLES = ("Data i godzina wpływu", *listed.WHO, *listed.STATE)
# What the register says nowhere, and its sender says once.
FOR_ALL = {"citizenship": "PL", "source": "paper", "at_risk": "tak"}
PEOPLE = (
    ("Gołąbek", "Stefania"),
    ("Hirsz", "Urszula"),
    ("Jankowska", "Renata"),
    ("Kuchta", "Bernadeta"),
    ("Lis", "Celina"),
)
# By the place in the register: what was written wrongly there.
WRONG = {3: {"Kod pocztowy": "83-30"}}
FIRST_SERIAL = 4_300


def enlist(kartuzy: Tenant, *, today: date) -> int:
    """Returns how many rows wait; none without an open round."""
    with tenancy.inside(kartuzy):
        opened = queries.open_rounds(Recruitment.objects.all(), on=today).first()
        if opened is None:
            return 0
        found = listed.sent(
            opened.project,
            kind="candidates",
            recruitment=opened,
            name=FILE,
            content=noted.sheet(TITLES, _rows(opened, today)),
            for_all={name: {"value": text} for name, text in FOR_ALL.items()},
            today=today,
        )
        return found.rows.count()


def _rows(opened: Recruitment, today: date) -> list[list[object]]:
    """Some who are new, and two of whom the round knows: one of them applied twice."""
    rows = [_row(place, family, given, today) for place, (family, given) in enumerate(PEOPLE)]
    for place, number in enumerate((1, 2), start=len(PEOPLE)):
        known = opened.candidates.filter(number=number).first()
        if known is not None:
            own = {"Nr PESEL": known.pesel, "Ulica": "Wzgórze Wolności"}
            rows.append(_row(place, known.family_name, known.given_name, today) | own)
    return [listed.in_order(TITLES, told) for told in rows]


def _row(place: int, family: str, given: str, today: date) -> dict[str, object]:
    born_on = date(1886, 1 + place, 4 + place)
    number = pesel.make(born_on=born_on, sex="F", serial=FIRST_SERIAL + place)
    came_at = f"{today - timedelta(days=2):%d.%m.%Y} {8 + place}:15"
    told = listed.somebody(family, given, number, f"600 300 {100 + place}", f"Mściwoja {place + 2}")
    return {"Data i godzina wpływu": came_at, **told, **WRONG.get(place, {})}
