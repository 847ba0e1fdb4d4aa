"""Factories of the national file: what a preflight knows, one good record, generated people."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core import pesel
from projects.agreements.models import Project
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.participants.rule_sets import rule_set
from projects.participants.rules import age_on
from projects.sm_efs import operations
from projects.sm_efs.layout import layout, national_pairs
from projects.sm_efs.operations import Sent
from projects.sm_efs.rules import files
from projects.sm_efs.rules.problems import Gmina, Known, Places
from projects.sm_efs.rules.record import Record, Support, lay_out
from projects.support import operations as supports_given
from projects.support.models import Service
from projects.support.vocabulary import Area, Kind
from tests import make
from tests.make import support

LAYOUT = layout("P2021")
NUMBER = "FEPM.05.11-IZ.00-0001/23"
ANOTHER_NUMBER = "FEPM.05.11-IZ.00-0002/23"
OPENS, CLOSES, TODAY = date(2025, 1, 1), date(2027, 12, 31), date(2026, 11, 21)
PLACES = Places(
    gminas=(
        Gmina("Kartuzy", "kartuski", 2),
        Gmina("Żukowo", "kartuski", 2),
        Gmina("Somonino", "kartuski", 3),
        Gmina("Pruszcz Gdański", "gdański", 2),
        Gmina("Pruszcz Gdański", "gdański", 3),
        Gmina("Gdynia", "Gdynia", 1),
    ),
    region="22",
    towns=frozenset({"Kartuzy", "Żukowo", "Somonino", "Gdynia", "Pruszcz Gdański"}),
)
KNOWN = Known(
    layout=LAYOUT,
    rule_set=rule_set("P2021"),
    places=PLACES,
    project_number=NUMBER,
    project_starts_on=OPENS,
    project_ends_on=CLOSES,
    today=TODAY,
    pairs=national_pairs("P2021"),
    office={"phone": "586810000", "email": "kis@example.org"},
)
ADVICE = Support(
    kind="doradztwo/konsultacje", detail="doradztwo zawodowe", started_on=date(2026, 3, 3)
)
SOCIAL = Support(
    kind="usługa aktywnej integracji",
    detail="usługa o charakterze społecznym",
    started_on=date(2026, 4, 1),
)


def record(**facts: Any) -> Record:
    """A woman born in 1885, who cannot be alive, in her first support on 3 March 2026."""
    usual: dict[str, Any] = {
        "project_number": NUMBER,
        "citizenship": "PL",
        "participant_kind": "INDIVIDUAL",
        "given_name": "Żaneta",
        "family_name": "Ćwik",
        "identifier": "85822812347",
        "no_pesel": "NO",
        "sex": "F",
        "age": 141,
        "education": "3-4",
        "country": "PL",
        "region": "22",
        "powiat": "kartuski",
        "gmina": "Kartuzy",
        "place": "Kartuzy",
        "postal_code": "83-300",
        "degurba": 2,
        "phone": "600100200",
        "email": "zaneta@example.org",
        "started_on": date(2026, 3, 3),
        "labour_status": "INACTIVE",
        "labour_detail": "NOT_IN_EDUCATION",
        "support_scope": "Aktywna integracja",
        "support": (ADVICE, SOCIAL),
        "foreign_background": "NO",
        "third_country": "NO",
        "minority": "NO",
        "homeless": "NO",
        "disability": "NO",
    }
    return Record(**{**usual, **facts})


def _codes(name: str, of: str = "") -> st.SearchStrategy[str]:
    column = LAYOUT.by_name[name]
    words = LAYOUT.dictionary(column).words
    return st.sampled_from(sorted(code for group, code in words if group == of))


TEXT = st.text("aŻł 9;\"\n\r|=–,\t'", max_size=8)  # noqa: RUF001
DAYS = st.dates(OPENS, TODAY)


@st.composite
def supports(draw: Any) -> tuple[Support, ...]:
    pairs = sorted(KNOWN.pairs)
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4, unique=True))
    return tuple(Support(kind=k, detail=d, started_on=draw(DAYS)) for k, d in chosen)


@st.composite
def records(draw: Any) -> Record:
    """Anybody at all, with names and notes that hold every sign a file may trip over."""
    status = draw(st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED"]))
    closed = ("citizenship", "participant_kind", "no_pesel", "sex", "education", "country")
    traits = ("region", "foreign_background", "third_country", "minority", "homeless", "disability")
    left = draw(st.booleans())
    texts = ("institution_name", "given_name", "family_name", "identifier", "powiat", "gmina")
    more = ("place", "postal_code", "phone", "email", "support_scope", "note", "technical_id")
    return Record(
        **{name: draw(_codes(name)) for name in (*closed, *traits)},
        **{name: draw(TEXT) for name in (*texts, *more)},
        project_number=NUMBER,
        age=draw(st.integers(0, 150)),
        degurba=draw(st.integers(1, 3)),
        started_on=draw(DAYS),
        ended_on=draw(DAYS) if left else None,
        exit_situation=draw(_codes("exit_situation")) if left else "",
        completed_path=draw(_codes("completed_path")) if left else "",
        labour_status=status,
        labour_detail=draw(_codes("labour_detail", status)),
        education_ends_on=draw(st.none() | DAYS),
        business_started_on=draw(st.none() | DAYS),
        support=draw(supports()),
    )


@st.composite
def good_people(draw: Any) -> list[Record]:
    """People whom the system takes, each with a number of their own."""
    serials = draw(st.lists(st.integers(0, 4000), min_size=1, max_size=8, unique=True))
    people = []
    for serial in serials:
        sex = draw(st.sampled_from(["F", "M"]))
        born_on = date(1890, 1, 1) + timedelta(days=serial)
        number = pesel.make(born_on=born_on, sex=sex, serial=serial)
        started_on = draw(DAYS)
        first = Support(kind=ADVICE.kind, detail=ADVICE.detail, started_on=started_on)
        age = age_on(born_on=born_on, day=started_on)
        facts = {"identifier": number, "sex": sex, "age": age, "started_on": started_on}
        people.append(record(**facts, support=(first,)))
    return people


def fed_project(*, by: Any, **facts: Any) -> Project:
    return make.project(by=by, **{"agreement_number": NUMBER, **facts})


def person(of: Project, *, by: Any, serial: int = 1, reported: bool = True, **facts: Any) -> Any:
    """Somebody whom the national system takes: everything asked, proved, and one support given."""
    number = pesel.make(born_on=date(1890, 1, 1), sex="F", serial=serial)
    usual: dict[str, Any] = {
        "pesel": number,
        "born_on": date(1890, 1, 1),
        "family_name": f"Ćwik{chr(97 + serial % 26)}",
        "citizenship": "PL",
        "labour_detail": "NOT_IN_EDUCATION",
        "foreign_background": "NO",
        "third_country": "NO",
        "minority": "NO",
        "homeless": "NO",
        "support_scope": "Aktywna integracja",
        "notice_given_on": date(2026, 3, 1),
        "declared_on": date(2026, 3, 1),
    }
    who = make.participation(of=of, by=by, **{**usual, **facts})
    participants.note_premise(participation=who, entry=make.premise_entry(), on=make.TODAY, by=by)
    if reported:
        give(who, by=by)
    return who


def give(who: Participation, *, by: Any) -> None:
    """One piece of social support on the day of the start."""
    held = Service.objects.filter(project=who.project_id, name="Praca socjalna").first()
    facts = {"area": Area.SOCIAL, "kind": Kind.OTHER, "name": "Praca socjalna"}
    service = held or support.service(of=who.project, by=by, **facts)
    supports_given.give_support(
        participation=who,
        service=service,
        given_on=who.started_on or make.TODAY,
        quantity=Decimal(1),
        on=make.TODAY,
        by=by,
    )


def exported(project: Project, *, by: Any, kind: str = "WHOLE", on: date = TODAY) -> Sent:
    reason = "co miesiąc do rozliczenia"
    return operations.export_people(project=project, kind=kind, reason=reason, on=on, by=by)


def national_file(people: list[Record]) -> bytes:
    """An export of the national system, with the ids it gave."""
    told = (replace(one, technical_id=f"T-{n}") for n, one in enumerate(people, start=1))
    return files.written((lay_out(one, LAYOUT) for one in told), LAYOUT)
