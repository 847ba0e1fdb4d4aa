"""Files as offices keep them, and imports on their way."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from core import pesel
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import operations, rows, saying, steps
from projects.exchange.earlier import operations as earlier
from projects.exchange.earlier import steps as earlier_steps
from projects.exchange.judging import checking
from projects.exchange.kinds import REGISTERED
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.vocabulary import MOVING, Differing
from projects.participants import operations as participants
from projects.participants.columns import entry_of
from projects.participants.models import Person
from projects.recruitment.models import Recruitment
from tests import make
from tests.make import workbooks

PARTICIPANTS = "participants"
# A list as a case worker keeps it, in her own words and order.
TITLES = {
    "lp": "L.p.",
    "family_name": "Nazwisko",
    "given_name": "Imię",
    "pesel": "Nr PESEL",
    "phone": "Tel.",
    "email": "e-mail",
    "gmina": "Gmina zamieszkania",
    "place": "Miejscowość",
    "street": "Ulica",
    "building": "Nr domu",
    "postal_code": "Kod pocztowy",
    "started_on": "Data rozpoczęcia udziału",
    "labour_status": "Status na rynku pracy",
    "labour_detail": "w tym",
    "isced": "Wykształcenie",
    "disability": "Niepełnosprawność",
    "foreign_background": "Obce pochodzenie",
    "third_country": "Obywatel państwa trzeciego",
    "minority": "Mniejszość",
    "homeless": "Osoba bezdomna",
}
# What such a list does not tell, said once for all its rows.
FOR_ALL = {
    "participant_kind": {"value": "INDIVIDUAL"},
    "citizenship": {"value": "PL"},
    "notice_given_on": {"value": "2026-03-02"},
    "at_risk": {"value": "tak"},
}
USUAL = {
    "family_name": "Ćwik",
    "given_name": "Żaneta",
    "pesel": make.PESEL_OF_A_WOMAN,
    "phone": "600 100 200",
    "email": "zaneta@example.org",
    "gmina": "Kartuzy",
    "place": "Kartuzy",
    "street": "Prosta",
    "building": "1",
    "postal_code": "83-300",
    "started_on": "03.03.2026",
    "labour_status": "bierna zawodowo",
    "labour_detail": "Osoba nieuczestnicząca w kształceniu lub szkoleniu",
    "isced": "3",
    "disability": "nie",
    "foreign_background": "nie",
    "third_country": "nie",
    "minority": "nie",
    "homeless": "nie",
}


# What the form asks for and a test elsewhere may leave out.
ASKED = {
    "citizenship": "PL",
    "labour_detail": "OTHER_INACTIVE",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "REFUSED",
    "homeless": "NO",
    "benefits": (),
    "notice_given_on": make.date(2026, 3, 1),
}


def person(number: int, **facts: str) -> dict[str, str]:
    """The n-th row of a list: somebody who cannot live."""
    told = {
        "pesel": pesel.make(born_on=date(1885, 2, 1 + number % 28), sex="F", serial=number),
        "family_name": f"Testowa{_letters(number)}",
        "lp": str(number + 1),
    }
    return {**USUAL, **told, **facts}


def office_csv(
    rows: Iterable[Mapping[str, str]],
    *,
    titles: Mapping[str, str] = TITLES,
    above: Sequence[str] = ("Uczestnicy projektu KIS, stan na dziś",),
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([line] for line in above)
    writer.writerow(titles.values())
    writer.writerows([row.get(name, "") for name in titles] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def table(titles: Sequence[str], *rows: Sequence[str]) -> bytes:
    """A file with these headings and nothing above them."""
    named = dict(zip(titles, titles, strict=True))
    told = [dict(zip(titles, row, strict=True)) for row in rows]
    return office_csv(told, titles=named, above=())


def people_in(project: Project, *people: Mapping[str, str], by: Member) -> None:
    """These people, entered from a list."""
    entered(checked(sent(office_csv(people), project=project, by=by), by=by), by=by)


def clashing(*, by: Member) -> Import:
    """A file in which the telephone of the person in row 2 was changed, and somebody changed it here too."""
    project = make.project(by=by)
    people_in(project, person(1), by=by)
    facts = {"reason": "nowe telefony", "on": make.TODAY}
    content = operations.take_out_to_correct(project=project, by=by, **facts)
    changed = workbooks.filled(content, [{labels(project, by)["phone"]: "700 700 700"}])
    phone_is("800 800 800", by=by)
    return sent(changed, project=project, name="osoby.xlsx", by=by)


def looked_like(*, by: Member) -> Person:
    """Somebody of another project whom `looking_alike` looks like."""
    found: Person = make.participation(
        by=by,
        of=make.project(by=by, title="Inny projekt"),
        pesel=None,
        family_name="Testowab",
        given_name=USUAL["given_name"],
        born_on=date(1985, 2, 2),
        sex="F",
    ).person
    return found


def looking_alike(serial: int = 77, **facts: str) -> dict[str, str]:
    """A row about them, but for one letter of the name."""
    number = pesel.make(born_on=date(1985, 2, 2), sex="F", serial=serial)
    return person(1) | {"pesel": number, "family_name": "Testowaab"} | facts


def resembling(*, by: Member, **facts: str) -> tuple[Import, Person]:
    """A file whose row 3 looks like somebody of another project."""
    known = looked_like(by=by)
    content = office_csv([looking_alike(**facts)])
    return checked(sent(content, project=make.project(by=by), by=by), by=by), known


def labels(project: Project, by: Member) -> dict[str, str]:
    """By field, the heading in templates of participants."""
    reader = REGISTERED[PARTICIPANTS].reader(project, on=make.TODAY, by=by)
    return {one.name: one.label for one in reader.targets}


def phone_is(number: str, *, by: Member) -> None:
    """Somebody types another telephone on the page of the only person."""
    found = Person.objects.get()
    participants.correct_person(
        person=found,
        entry=replace(entry_of(found), phone=number),
        version=found.version,
        reason="nowy numer",
        on=make.TODAY,
        by=by,
    )


def sent(
    content: bytes,
    *,
    by: Member,
    project: Project | None = None,
    name: str = "lista.csv",
    kind: str = PARTICIPANTS,
    recruitment: Recruitment | None = None,
) -> Import:
    """A file that was sent and read."""
    facts: dict[str, Any] = {"kind": kind, "name": name, "content": content, "at": timezone.now()}
    facts["recruitment"] = recruitment
    found = operations.send(project=project or make.project(by=by), by=by, **facts)
    return moved(found)


def checked(found: Import, *, by: Member, **columns: Any) -> Import:
    """The same, with its columns named as they were recognised and all rows checked."""
    named(found, by=by, **columns)
    return moved(found)


def named(found: Import, *, by: Member, **columns: Any) -> None:
    """Its columns are named as they were recognised; nobody has looked at its rows yet."""
    assert found.sheet is not None
    assert found.head is not None
    operations.name_columns(
        of=found,
        sheet=found.sheet,
        head=found.head,
        columns={**(FOR_ALL if found.kind == PARTICIPANTS else {}), **found.columns, **columns},
        titles={},
        on=make.TODAY,
        by=by,
    )


GIVEN = ("Nr PESEL", "Usługa", "Dzień", "Ilość")
LEFT = ("Nr PESEL", "Data zakończenia udziału", "Zgodnie ze ścieżką", "Sytuacja po zakończeniu")


def whole(*people: Mapping[str, str]) -> bytes:
    """A project as an office kept it: who left and what was given stand before the people."""
    numbers = [one["pesel"] for one in people]
    return workbooks.of_sheets(
        {
            "Wyjścia": [LEFT, *([one, "30.10.2026", "tak", "TOOK_UP_WORK"] for one in numbers)],
            "Notatki": [["zadzwonić do pani Basi"]],
            "Wsparcie": [GIVEN, *([one, "Bilet", "05.10.2026", "2"] for one in numbers)],
            "Osoby": [
                ["Uczestnicy projektu KIS"],
                list(TITLES.values()),
                *([one.get(name, "") for name in TITLES] for one in people),
            ],
        }
    )


def whole_sent(content: bytes, *, project: Project, by: Member) -> EarlierProject:
    """A whole earlier project whose sheets were looked at."""
    facts = {"name": "KIS 2026.xlsx", "content": content, "at": timezone.now()}
    found = earlier.send_earlier(project=project, by=by, **facts)
    return whole_moved(found)


def whole_moved(found: EarlierProject) -> EarlierProject:
    """What a worker would do with the workbook, and with each part that begins."""
    earlier_steps.advance(found.pk, on=make.TODAY)
    while part := Import.objects.filter(earlier=found, step__in=MOVING).first():
        moved(part)
    return EarlierProject.objects.select_related("project").get(pk=found.pk)


def whole_divided(content: bytes, *, project: Project, by: Member) -> EarlierProject:
    """The same, with each sheet taken for what it seems to be."""
    found = whole_sent(content, project=project, by=by)
    kinds = {one.place: one.kind for one in earlier.sheets_of(found)}
    return whole_moved(earlier.name_sheets(of=found, kinds=kinds, by=by))


def part(found: EarlierProject, place: int) -> Import:
    one: Import = Import.objects.select_related("project").get(earlier=found, place=place)
    return one


def moved(found: Import) -> Import:
    """What a worker would do."""
    steps.advance(found.pk, on=make.TODAY)
    fresh: Import = Import.objects.select_related("project").get(pk=found.pk)
    return fresh


def entered(found: Import, *, by: Member, differing: Differing = Differing.OURS) -> Import:
    """The same, entered by a worker."""
    facts = {"differing": differing, "is_meant": True, "seen": rows.seen(found)}
    operations.enter(of=found, at=timezone.now(), by=by, **facts)
    return moved(found)


def taken_back(found: Import, *, by: Member) -> Import:
    # As a page shows it now, whatever the caller held since.
    seen = rows.seen_entered(Import.objects.get(pk=found.pk))
    operations.take_back(of=found, seen=seen, at=timezone.now(), by=by)
    return moved(found)


def why(found: Import, number: int) -> str:
    """What the page says of a row that stayed where it was."""
    return saying.heard(row(found, number).why)


def said(found: Import, number: int) -> dict[str, list[str]]:
    """What the page says is wrong with a row."""
    one = row(found, number)
    return checking.said_about(one.of, one, rows.reader_of(one.of, on=make.TODAY))


def row(found: Import, number: int) -> ImportRow:
    fresh: ImportRow = ImportRow.objects.select_related("of__project").get(
        of=found, sheet=found.sheet or 0, number=number
    )
    return fresh


def _letters(number: int) -> str:
    """A number in letters: a name has no digits."""
    told = ""
    while True:
        told = chr(ord("a") + number % 26) + told
        number //= 26
        if not number:
            return told
