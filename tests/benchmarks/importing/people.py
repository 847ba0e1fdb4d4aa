"""The list of an office as a workbook: people who cannot live, one in twenty written down wrongly."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from random import Random

from core import pesel
from sheets import writing
from sheets.writing import Column, Kind, Sheet
from tests.make import exchange

TITLES = {
    **exchange.TITLES,
    "months_out_of_work": "Ile miesięcy bez pracy",
    "citizenship": "Obywatelstwo",
    "notice_given_on": "Data RODO",
}
DAYS = ("started_on", "notice_given_on")
GIVEN = {"F": ("Żaneta", "Łucja", "Hanna", "Ewa"), "M": ("Bolesław", "Gerard", "Józef", "Jan")}
FAMILY = ("Bielak", "Ćwik", "Gołąb", "Hinc", "Kreft", "Miotk", "Okrój", "Żuk", "Wąs", "Łada")
GMINY = (
    ("Kartuzy", "83-300"),
    ("Somonino", "83-314"),
    ("Żukowo", "83-330"),
    ("Chmielno", "83-333"),
)
STREETS = ("Prosta", "3 Maja", "Dworcowa", "Leśna", "Kościuszki", "")
STATUSES = (
    ("bierna zawodowo", "Osoba nieuczestnicząca w kształceniu lub szkoleniu"),
    ("bezrobotna", "Osoba długotrwale bezrobotna"),
    ("pracująca", "Osoba pracująca w MMŚP"),
)
BORN = date(1840, 1, 1)
BIRTHDAYS = 20_000
# Every twentieth row has one of these mistakes.
WRONG_EVERY = 20
WRONG = (("started_on", "31.02.2026"), ("gmina", "Nibylandia"), ("isced", "jakieś"))


def workbook(count: int, *, first: int = 0) -> bytes:
    """An XLSX of so many people; `first` is the number of the first, so that two lists differ."""
    out = BytesIO()
    columns = [
        Column(title, Kind.DAY if name in DAYS else Kind.TEXT) for name, title in TITLES.items()
    ]
    writing.xlsx(out, Sheet("Uczestnicy", columns, _rows(count, first)))
    return out.getvalue()


def _rows(count: int, first: int) -> Iterator[list[object]]:
    draw = Random(first)
    for number in range(first, first + count):
        told = _someone(number, draw)
        if number % WRONG_EVERY == WRONG_EVERY - 1:
            name, text = draw.choice(WRONG)
            told[name] = text
        yield [told.get(name, "") for name in TITLES]


def _someone(number: int, draw: Random) -> dict[str, object]:
    sex = "F" if draw.random() < 0.6 else "M"
    born_on = BORN + timedelta(days=number % BIRTHDAYS)
    status, detail = draw.choices(STATUSES, (50, 40, 10))[0]
    gmina, postal_code = draw.choice(GMINY)
    started_on = date(2025, 3, 1) + timedelta(days=draw.randrange(500))
    # Names of two parts: a hundred thousand people share no more of them than a powiat does.
    family = f"{draw.choice(FAMILY)}-{draw.choice(FAMILY)}"
    return {
        "lp": str(number + 1),
        "family_name": family,
        "given_name": draw.choice(GIVEN[sex]),
        "pesel": pesel.make(born_on=born_on, sex=sex, serial=number // BIRTHDAYS),
        "phone": f"600 {number // 1000 % 1000:03} {number % 1000:03}",
        "email": f"osoba.{number}@example.org",
        "gmina": gmina,
        "place": gmina,
        "street": draw.choice(STREETS),
        "building": str(draw.randrange(1, 200)),
        "postal_code": postal_code,
        "started_on": started_on,
        "labour_status": status,
        "labour_detail": detail,
        "months_out_of_work": str(draw.randrange(13, 60)) if status == "bezrobotna" else "",
        "isced": str(draw.randrange(9)),
        "citizenship": "polskie",
        "notice_given_on": started_on - timedelta(days=draw.randrange(5)),
        **{
            name: draw.choices(("nie", "tak"), (80, 20))[0]
            for name in ("disability", "minority", "homeless")
        },
        **dict.fromkeys(("foreign_background", "third_country"), "nie"),
    }
