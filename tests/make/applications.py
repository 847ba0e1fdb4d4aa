"""Lists of applications as offices keep them, on their way into a round."""

from typing import Any

from core.ledger.models import Member
from projects.exchange.models import Import
from projects.recruitment.models import Recruitment
from tests.make import exchange

# A register of applications in the words of a secretary's office, with one question of the round.
TITLES = {
    "applied_on": "Data wpływu",
    "applied_time": "Godzina wpływu",
    "source": "Sposób zgłoszenia",
    "family_name": "Nazwisko",
    "given_name": "Imię",
    "pesel": "Nr PESEL",
    "born_on": "Data urodzenia",
    "sex": "Płeć",
    "other_identifier": "Inny identyfikator",
    "phone": "Tel.",
    "gmina": "Gmina zamieszkania",
    "place": "Miejscowość",
    "street": "Ulica",
    "building": "Nr domu",
    "postal_code": "Kod pocztowy",
    "labour_status": "Status na rynku pracy",
    "labour_detail": "w tym",
    "isced": "Wykształcenie",
    "disability": "Niepełnosprawność",
    "foreign_background": "Obce pochodzenie",
    "third_country": "Obywatel państwa trzeciego",
    "minority": "Mniejszość",
    "homeless": "Osoba bezdomna",
    "premises": "Przesłanki",
    "k_mieszka-samotnie": "Mieszka samotnie",
}
USUAL = {
    **{name: text for name, text in exchange.USUAL.items() if name in TITLES},
    "applied_on": "20.11.2026",
    "applied_time": "9:30",
    "source": "papier",
    "k_mieszka-samotnie": "tak",
}
# What such a register does not tell, said once for all its rows.
FOR_ALL = {"citizenship": {"value": "PL"}, "at_risk": {"value": "tak"}}


def application(number: int, **facts: str) -> dict[str, str]:
    """The n-th row: somebody who cannot live."""
    told = {name: text for name, text in exchange.person(number).items() if name in TITLES}
    return {**USUAL, **told, **facts}


def register(*rows: dict[str, str]) -> bytes:
    return exchange.office_csv(rows, titles=TITLES, above=())


def sent(content: bytes, *, to: Recruitment, by: Member) -> Import:
    """A register that was sent for a round and read."""
    facts: dict[str, Any] = {"kind": "candidates", "recruitment": to, "project": to.project}
    name = "rejestr.xlsx" if content.startswith(b"PK") else "rejestr.csv"
    return exchange.sent(content, by=by, name=name, **facts)


def checked(*rows: dict[str, str], to: Recruitment, by: Member) -> Import:
    """The same, with its columns as they were recognised and all rows checked."""
    return exchange.checked(sent(register(*rows), to=to, by=by), by=by, **FOR_ALL)


def entered(*rows: dict[str, str], to: Recruitment, by: Member) -> Import:
    return exchange.entered(checked(*rows, to=to, by=by), by=by)
