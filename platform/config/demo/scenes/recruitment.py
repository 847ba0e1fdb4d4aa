"""Recruitment: a rolling first round with decisions, an open round with its web form, two drafts."""

from datetime import date, datetime, time, timedelta

from config.demo.scenes import Scene
from core import pesel
from core.days import WARSAW
from core.permissions import Visitor
from projects.participants.entries import PersonEntry, StateEntry
from projects.recruitment import operations, parts, queries, shipped
from projects.recruitment.entries import Application
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.rules.scoring import Mark
from projects.recruitment.vocabulary import NeededBy

LONG_TERM_MONTHS = 12
CONTACT = "Anna Labuda, tel. 58 000 00 00, pokój 12; zgłoszenie można też przynieść na papierze"
NOTICE = {
    "[nazwa i adres jednostki, telefon, e-mail]": "Gmina Kartuzy (dane przykładowe)",
    "[e-mail lub adres inspektora]": "iod@kartuzy.example.org",
    "[liczba]": "6",
}
DOCUMENTS = (
    ("Podpisany formularz zgłoszeniowy", NeededBy.EVERYBODY),
    ("Oświadczenie o przynależności do grupy docelowej", NeededBy.EVERYBODY),
    ("Zaświadczenie z urzędu pracy", NeededBy.UNEMPLOYED),
    ("Orzeczenie o niepełnosprawności (do wglądu)", NeededBy.DISABILITY),
)
# Name, sex, year of birth, ISCED, months without work, disability; invented, like their numbers.
CLOSED_ROUND = (
    ("Krystyna", "Formela", "F", 1968, 2, 30, "NO"),
    ("Bogdan", "Hinz", "M", 1975, 3, 14, "YES"),
    ("Jolanta", "Kwidzińska", "F", 1988, 3, 8, "NO"),
    ("Marian", "Plichta", "M", 1962, 1, 40, "NO"),
    ("Ewelina", "Stenka", "F", 1995, 6, 5, "NO"),
    ("Zbigniew", "Toruńczak", "M", 1980, 2, 26, "YES"),
    ("Halina", "Wenta", "F", 1971, 3, 13, "NO"),
    ("Patryk", "Zelewski", "M", 2000, 3, 3, "NO"),
)
OPEN_ROUND = (
    ("Barbara", "Bronk", "F", 1979, 2, 28, "NO"),
    ("Łukasz", "Cierocki", "M", 1991, 3, 9, "NO"),
    ("Danuta", "Dampc", "F", 1966, 3, 18, "YES"),
    ("Oliwia", "Grot", "F", 2009, 2, None, "NO"),
    ("Grzegorz", "Jereczek", "M", 1984, 4, 7, "NO"),
    ("Wioletta", "Klasa", "F", 1990, 3, 31, "NO"),
)


def play(scene: Scene) -> None:
    earlier = _round(scene, "Nabór I", days=(-75, -25), places=4, grid="aicisco-mazowieckie")
    _decide_round(scene, earlier)
    now = _round(
        scene,
        "Nabór II",
        days=(-9, 21),
        places=10,
        grid="semius-wlacz-swoja-szanse",
        on_the_web=True,
    )
    _fill_round(scene, now)
    _leave_drafts(scene, now)


def _round(
    scene: Scene,
    name: str,
    *,
    days: tuple[int, int],
    places: int,
    grid: str,
    on_the_web: bool = False,
) -> Recruitment:
    by, opened = scene.coordinator, _at(scene, days[0])
    recruitment = operations.open_recruitment(
        project=scene.project,
        name=name,
        opens_on=scene.today + timedelta(days=days[0]),
        closes_on=scene.today + timedelta(days=days[1]),
        places_count=places,
        reserve_count=2,
        introduction=(
            "Projekt jest dla mieszkańców gminy Kartuzy, którzy chcą wrócić na rynek pracy. "
            "Dajemy wsparcie doradcy, psychologa, kurs i staż; opłacamy dojazd i opiekę nad dzieckiem."
        ),
        contact=CONTACT,
        at=opened,
        by=by,
    )
    template = shipped.grid(grid)
    operations.copy_grid(
        grid=queries.grid_in_force(recruitment),
        entries=template.criteria,
        source=template.source,
        by=by,
    )
    for document, needed_by in DOCUMENTS:
        operations.require_document(
            recruitment=recruitment, name=document, needed_by=needed_by, by=by
        )
    operations.publish_notice(recruitment=recruitment, text=_notice(), at=opened, by=by)
    if not on_the_web:
        return recruitment
    return operations.correct_recruitment(
        recruitment=recruitment, version=recruitment.version, has_web_form=True, by=by
    )


def _notice() -> str:
    text = shipped.first_notice()
    for place, filled in NOTICE.items():
        text = text.replace(place, filled)
    return text


def _decide_round(scene: Scene, recruitment: Recruitment) -> None:
    """Everybody scored and decided; two became participants, one withdrew and one came after."""
    people = [
        _entered(scene, recruitment, row, serial=serial, day=-60 + 4 * serial)
        for serial, row in enumerate(CLOSED_ROUND)
    ]
    for candidate in people:
        _marked(scene, candidate, left_out=())
    scored = [_scored(scene, _fresh(each)) for each in people]
    last = scored.pop()
    operations.decide(
        candidate=last,
        standing="rejected",
        reason="Nie zgłosiła się po wezwaniu do uzupełnienia dokumentów.",
        version=last.version,
        on=scene.today - timedelta(days=22),
        by=scene.case_worker,
    )
    operations.divide_places(
        recruitment=recruitment,
        version=_fresh(recruitment).version,
        on=scene.today - timedelta(days=20),
        by=scene.coordinator,
    )
    accepted = list(recruitment.candidates.filter(standing="accepted").ranked())
    for candidate in accepted[:2]:
        operations.promote(
            candidate=candidate, version=candidate.version, on=scene.today, by=scene.case_worker
        )
    operations.decide(
        candidate=accepted[2],
        standing="withdrawn",
        reason="Podjęcie pracy przed rozpoczęciem wsparcia.",
        version=accepted[2].version,
        on=scene.today - timedelta(days=6),
        by=scene.case_worker,
    )


def _fill_round(scene: Scene, recruitment: Recruitment) -> None:
    """Some came on the web, some on paper; the first are scored, one waits for a document."""
    came = []
    for serial, row in enumerate(OPEN_ROUND):
        if serial % 2:
            came.append(_entered(scene, recruitment, row, serial=40 + serial, day=serial - 8))
        else:
            came.append(_applied(scene, recruitment, row, serial=40 + serial, day=serial - 8))
    first, second, missing = came[:3]
    for candidate, left_out in ((first, ()), (second, ()), (missing, ("Orzeczenie",))):
        _marked(scene, candidate, left_out=left_out)
    _scored(scene, _fresh(first))
    _scored(scene, _fresh(second))
    # The same person once more, on paper: the team sees it, and nobody else was told.
    _entered(scene, recruitment, OPEN_ROUND[0], serial=40, day=-1)


def _leave_drafts(scene: Scene, recruitment: Recruitment) -> None:
    for serial, typed in enumerate(("given_name=Adrian&family_name=Miotk", "")):
        draft = _begun(scene, recruitment, serial=90 + serial, day=-serial)
        operations.save_draft(draft=draft, typed=typed, at=_at(scene, -serial), by=Visitor())


def _entered(
    scene: Scene, recruitment: Recruitment, row: tuple, *, serial: int, day: int
) -> Candidate:
    applied_at = _at(scene, day, minute=serial)
    return operations.add_candidate(
        recruitment=recruitment,
        application=_application(row, serial=serial),
        source="paper",
        applied_at=applied_at,
        at=applied_at,
        by=scene.case_worker,
    )


def _applied(
    scene: Scene, recruitment: Recruitment, row: tuple, *, serial: int, day: int
) -> Candidate:
    return operations.apply_on_the_web(
        draft=_begun(scene, recruitment, serial=serial, day=day),
        application=_application(row, serial=serial),
        address=f"192.0.2.{serial}",
        at=_at(scene, day, minute=serial),
        by=Visitor(),
    )


def _begun(scene: Scene, recruitment: Recruitment, *, serial: int, day: int) -> object:
    return operations.begin_draft(
        recruitment=recruitment,
        nonce=f"scene-{serial}",
        address=f"192.0.2.{serial}",
        at=_at(scene, day),
        by=Visitor(),
    ).row


def _scored(scene: Scene, candidate: Candidate) -> Candidate:
    """Confirm what is proposed, no where nothing is; every proof was seen."""
    criteria = list(queries.criteria_of(queries.grid_in_force(candidate.recruitment)))
    proposed = parts.suggestions(candidate, criteria)
    empty = {"number": "0", "count": "0"}
    marks = {
        each.pk: Mark(value=proposed[each.pk] or empty.get(each.kind, "no"), proof_seen=True)
        for each in criteria
    }
    return operations.score_candidate(
        candidate=candidate,
        marks=marks,
        version=candidate.version,
        at=_at(scene, -1),
        by=scene.case_worker,
    )


def _marked(scene: Scene, candidate: Candidate, *, left_out: tuple[str, ...]) -> None:
    required = candidate.recruitment.required_documents.all()
    needed = queries.documents_needed(candidate, required)
    states = {
        each.pk: "seen" if "wglądu" in each.name else "received"
        for each in needed
        if not each.name.startswith(left_out or ("—",))
    }
    operations.mark_documents(
        candidate=candidate,
        states=states,
        version=candidate.version,
        on=scene.today - timedelta(days=1),
        by=scene.case_worker,
    )


def _application(row: tuple, *, serial: int) -> Application:
    given_name, family_name, sex, year, isced, months, disability = row
    born_on = date(year, 3, 1 + serial % 27)
    person = PersonEntry(
        given_name=given_name,
        family_name=family_name,
        pesel=_number(born_on, sex, serial),
        born_on=born_on,
        sex=sex,
        phone=f"600 000 {serial:03}",
        email=f"kandydat{serial}@example.org",
        street="Testowa",
        building=str(serial + 1),
        postal_code="83-300",
        place="Kartuzy",
        gmina="2205023",
    )
    long_term = months is not None and months > LONG_TERM_MONTHS
    detail = "LONG_TERM" if long_term else "OTHER"
    state = StateEntry(
        labour_status="INACTIVE" if months is None else "UNEMPLOYED",
        labour_detail="IN_EDUCATION" if months is None else detail,
        isced=isced,
        disability=disability,
        months_out_of_work=months,
        long_term_unemployed=long_term,
        citizenship="PL",
        foreign_background="NO",
        third_country="NO",
        minority="NO",
        homeless="NO",
    )
    answers = {
        "staz-pracy": str(6 * (serial % 5)),
        "korzysta-z-po-pz": "yes" if serial % 3 else "no",
    }
    return Application(person=person, state=state, answers={**answers, "obszar-wiejski": "no"})


def _number(born_on: date, sex: str, serial: int) -> str:
    return pesel.make(born_on=born_on, sex=sex, serial=4000 + serial)


def _at(scene: Scene, day: int, *, minute: int = 0) -> datetime:
    on = scene.today + timedelta(days=day)
    return datetime.combine(on, time(9, minute % 60), tzinfo=WARSAW)


def _fresh(row: Candidate | Recruitment) -> Candidate | Recruitment:
    row.refresh_from_db()
    return row
