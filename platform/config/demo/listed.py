"""A list from a spreadsheet that a coordinator has sent: checked, with a few mistakes left to mend."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from config.demo.staff import who_may
from core import pesel, tenancy
from core.permissions import Permission
from projects.agreements import queries
from projects.agreements.models import Project
from projects.exchange import operations, steps
from projects.exchange.models import Import
from projects.recruitment.models import Recruitment
from sheets import writing
from tenants.models import Tenant

FILE = "Lista z OPS.xlsx"
# What offices of the gmina write down of anybody.
WHO = (
    "Nazwisko",
    "Imię",
    "Nr PESEL",
    "Tel.",
    "Gmina",
    "Miejscowość",
    "Ulica",
    "Nr domu",
    "Kod pocztowy",
)
STATE = (
    "Status na rynku pracy",
    "w tym",
    "Wykształcenie",
    "Niepełnosprawność",
    "Obce pochodzenie",
    "Obywatel państwa trzeciego",
    "Mniejszość",
    "Osoba bezdomna",
)
TITLES = ("L.p.", *WHO, "Data rozpoczęcia udziału", *STATE)
# Which column tells the day; the only one that is no text.
DAY = TITLES.index("Data rozpoczęcia udziału")
# What the office's list says nowhere, and its sender says once.
FOR_ALL = {"participant_kind": "INDIVIDUAL", "citizenship": "PL", "at_risk": "tak"}
PEOPLE = (
    ("Kropidłowska", "Weronika"),
    ("Formela", "Bożena"),
    ("Labudda", "Teresa"),
    ("Miotk", "Agnieszka"),
    ("Stolc", "Ewelina"),
    ("Gosz", "Irena"),
    ("Plichta", "Danuta"),
    ("Cyman", "Regina"),
    ("Kuczkowska", "Łucja"),
    ("Hinca", "Brygida"),
    ("Lejk", "Gertruda"),
    ("Wenta", "Urszula"),
)
# By the place in the list: what was written wrongly there.
WRONG = {
    2: {"Nr PESEL": "85120512345"},
    5: {"Gmina": "Katruzy"},
    8: {"Wykształcenie": "średnie"},
    9: {"Wykształcenie": "średnie"},
    10: {"Tel.": "brak"},
}
FIRST_SERIAL = 4_100
INACTIVE = "Osoba nieuczestnicząca w kształceniu lub szkoleniu"


def list_up(kartuzy: Tenant, *, today: date) -> int:
    """Returns how many rows wait; none without a running project."""
    with tenancy.inside(kartuzy):
        running = queries.found(Project.objects.all(), state=queries.RUNNING, on=today)
        if not running or running[0].starts_on > today - timedelta(days=20):
            return 0
        return _sent(running[0], today=today)


def _sent(project: Project, *, today: date) -> int:
    noticed = (today - timedelta(days=12)).isoformat()
    for_all = {
        name: {"value": text} for name, text in (FOR_ALL | {"notice_given_on": noticed}).items()
    }
    facts = {"kind": "participants", "name": FILE, "content": _workbook(today)}
    return sent(project, for_all=for_all, today=today, **facts).rows.count()


def sent(
    project: Project,
    *,
    kind: str,
    name: str,
    content: bytes,
    today: date,
    for_all: Mapping[str, Mapping[str, str]] | None = None,
    recruitment: Recruitment | None = None,
) -> Import:
    """A file as a coordinator sends it, with its columns as they were recognised, and checked."""
    by = who_may(Permission.EDIT_PROJECTS)
    found = operations.send(
        project=project,
        kind=kind,
        recruitment=recruitment,
        name=name,
        content=content,
        at=timezone.now(),
        by=by,
    )
    read = moved(found, today=today)
    operations.name_columns(
        of=read,
        sheet=read.sheet or 0,
        head=read.head or 1,
        columns={**(for_all or {}), **read.columns},
        titles={},
        on=today,
        by=by,
    )
    return moved(found, today=today)


def moved(found: Import, *, today: date) -> Import:
    """What a worker would do."""
    steps.advance(found.pk, on=today)
    fresh: Import = Import.objects.select_related("project").get(pk=found.pk)
    return fresh


def _workbook(today: date) -> bytes:
    out = io.BytesIO()
    kinds = [
        writing.Kind.DAY if place == DAY else writing.Kind.TEXT for place in range(len(TITLES))
    ]
    columns = [writing.Column(title, kind) for title, kind in zip(TITLES, kinds, strict=True)]
    writing.xlsx(out, writing.Sheet("Uczestnicy", columns, _rows(today - timedelta(days=10))))
    return out.getvalue()


def _rows(started_on: date) -> Iterator[list[object]]:
    for place, (family, given) in enumerate(PEOPLE):
        born_on = date(1885, 1 + place, 5 + place)
        number = pesel.make(born_on=born_on, sex="F", serial=FIRST_SERIAL + place)
        told = {"L.p.": str(place + 1), "Data rozpoczęcia udziału": started_on}
        told |= somebody(family, given, number, f"600 100 {200 + place}", f"Szkolna {place + 3}")
        told |= WRONG.get(place, {})
        yield in_order(TITLES, told)


def somebody(family: str, given: str, number: str, phone: str, lives_at: str) -> dict[str, object]:
    """A woman of Kartuzy who has no job and looks for none, by the headings of such lists."""
    street, _space, building = lives_at.rpartition(" ")
    place = {"Gmina": "Kartuzy", "Miejscowość": "Kartuzy", "Kod pocztowy": "83-300"}
    state = {"Status na rynku pracy": "bierna zawodowo", "w tym": INACTIVE, "Wykształcenie": "3"}
    who = {"Nazwisko": family, "Imię": given, "Nr PESEL": number, "Tel.": phone}
    return {**who, **place, "Ulica": street, "Nr domu": building, **state}


def in_order(titles: Sequence[str], told: Mapping[str, object]) -> list[object]:
    """What the list does not tell of somebody it denies."""
    return [told.get(title, "nie") for title in titles]
