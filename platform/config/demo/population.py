"""The demo's 5,000 invented people and their 5,240 participations, the same for the same seed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from config.demo import plan, planned, results, situations
from config.demo.dice import dice
from config.demo.journeys import Journey, journeys
from config.demo.stays import Stay, stays
from core import pesel, polish
from projects.participants import rule_sets, rules
from projects.participants.entries import CHECKED, PremiseEntry, as_premise

SEED = 20261121
# Its card says: all of them people who use food aid.
FOR_USERS_OF_FOOD_AID = ("kartuzy-kis-2",)
DOMAINS = ("example.org", "example.com", "example.net")
YOUNGEST, USUAL_AGE, OLDEST = 18, 36, 62
WITHOUT_EMAIL, WITHOUT_PHONE, WITH_FLAT, DOUBLE_NAMED = 0.05, 0.02, 0.4, 0.06


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    given_name: str
    family_name: str
    pesel: str | None
    born_on: date
    sex: str
    email: str
    phone: str
    other_identifier: str
    street: str
    building: str
    flat: str
    postal_code: str
    place: str
    gmina: str
    disability: str


@dataclass(frozen=True, kw_only=True)
class DemoParticipation:
    """`person` is the index in people(); the address is the one of the day of entry."""

    project_key: str
    person: int
    started_on: date
    labour_status: str
    long_term_unemployed: bool
    months_out_of_work: int | None
    isced: int
    at_risk: bool
    gmina: str
    place: str
    postal_code: str
    completed_path: bool | None
    ended_on: date | None
    exit_situation: str
    outcomes: tuple[tuple[str, date], ...]
    answers: situations.Answers
    premises: tuple[PremiseEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Home:
    gmina: str
    place: str
    postal_code: str


def people(seed: int = SEED) -> list[DemoPerson]:
    return [person for person, _ in _residents(seed)]


def participations(*, today: date = plan.PLANNED_FOR, seed: int = SEED) -> list[DemoParticipation]:
    """All of them in the order in which they began; running projects are laid around `today`."""
    found = [
        participation
        for key, members in stays(seed=seed, today=today).items()
        for participation in _participations_in(planned.project(key), members, seed=seed)
    ]
    return sorted(found, key=lambda each: (each.started_on, each.person))


def start_of(person: DemoPerson, participation: DemoParticipation) -> rules.Start:
    return rules.Start(
        pesel=person.pesel,
        born_on=person.born_on,
        sex=person.sex,
        started_on=participation.started_on,
        labour_status=participation.labour_status,
        long_term_unemployed=participation.long_term_unemployed,
        months_out_of_work=participation.months_out_of_work,
        isced=participation.isced,
        disability=person.disability,
        at_risk=participation.at_risk,
        postal_code=participation.postal_code,
        gmina=participation.gmina,
        email=person.email,
        phone=person.phone,
        other_identifier=person.other_identifier,
        participant_kind="INDIVIDUAL",
        **{name: value for name, value in vars(participation.answers).items() if name in CHECKED},
    )


def on_file_of(participation: DemoParticipation) -> rules.OnFile:
    """What stands in the records; the official list of DEGURBA is not part of the demo."""
    return rules.OnFile(
        premises=tuple(as_premise(each) for each in participation.premises),
        benefits=frozenset(participation.answers.benefits),
    )


def leave_of(participation: DemoParticipation) -> rules.Leave:
    return rules.Leave(
        ended_on=participation.ended_on,
        completed_path=participation.completed_path,
        exit_situation=participation.exit_situation,
        outcomes=participation.outcomes,
    )


def _participations_in(
    project: planned.PlannedProject, members: list[Stay], *, seed: int
) -> list[DemoParticipation]:
    chance = dice(seed, f"results of {project.key}")
    # A stream of its own: whatever is asked more, nobody else of the demo is redrawn.
    asking = dice(seed, f"situations in {project.key}")
    residents = _residents(seed)
    retired = frozenset(
        stay.person for stay in members if _is_retired(residents[stay.person][0], stay.started_on)
    )
    reached = results.chosen(project, members, retired=retired, chance=chance)
    return [
        _participation(
            stay,
            home=residents[stay.person][1][stay.place],
            person=residents[stay.person][0],
            isced=journeys(seed)[stay.person].isced,
            reached=reached,
            chance=chance,
            asking=asking,
        )
        for stay in members
    ]


def _participation(
    stay: Stay,
    *,
    home: Home,
    person: DemoPerson,
    isced: int,
    reached: results.Chosen,
    chance: Random,
    asking: Random,
) -> DemoParticipation:
    is_retired = _is_retired(person, stay.started_on)
    status = results.labour_status(
        stay.person, reached=reached, is_retired=is_retired, chance=chance
    )
    months, is_long = _time_without_work(stay, person=person, status=status, chance=chance)
    outcomes = results.outcomes(stay, reached=reached, chance=chance)
    kinds = tuple(kind for kind, _ in outcomes)
    answered, premises = _situation(
        stay, person=person, status=status, is_long=is_long, chance=asking
    )
    return DemoParticipation(
        project_key=stay.project.key,
        person=stay.person,
        started_on=stay.started_on,
        labour_status=status,
        long_term_unemployed=is_long,
        months_out_of_work=months,
        isced=isced,
        at_risk=True,
        gmina=home.gmina,
        place=home.place,
        postal_code=home.postal_code,
        completed_path=None if stay.ended_on is None else stay.person in reached.completed,
        ended_on=stay.ended_on,
        exit_situation=results.exit_situation(stay, kinds=kinds, status=status),
        outcomes=outcomes,
        answers=answered,
        premises=premises,
    )


def _situation(
    stay: Stay, *, person: DemoPerson, status: str, is_long: bool, chance: Random
) -> tuple[situations.Answers, tuple[PremiseEntry, ...]]:
    is_foreign = person.pesel is None
    answered = situations.answers(
        rule_set=stay.project.rule_set,
        status=status,
        is_long_term=is_long,
        age=rules.age_on(born_on=person.born_on, day=stay.started_on),
        is_foreign=is_foreign,
        started_on=stay.started_on,
        chance=chance,
    )
    return answered, situations.premises(
        disability=person.disability,
        answered=answered,
        is_foreign=is_foreign,
        uses_food_aid=stay.project.key in FOR_USERS_OF_FOOD_AID,
        started_on=stay.started_on,
        chance=chance,
    )


def _time_without_work(
    stay: Stay, *, person: DemoPerson, status: str, chance: Random
) -> tuple[int | None, bool]:
    if status != "UNEMPLOYED":
        return None, False
    months = int(chance.triangular(1, 48, 3))
    age = rules.age_on(born_on=person.born_on, day=stay.started_on)
    threshold = rule_sets.rule_set(stay.project.rule_set).long_term_after_months(age=age)
    return months, months > threshold


def _is_retired(person: DemoPerson, day: date) -> bool:
    return rules.age_on(born_on=person.born_on, day=day) >= results.RETIREMENT_AGES[person.sex]


@cache
def _residents(seed: int) -> tuple[tuple[DemoPerson, tuple[Home, ...]], ...]:
    """Everyone with the addresses of each participation, in the order of their path."""
    chance = dice(seed, "people")
    taken: set[str] = set()
    return tuple(
        _resident(number, journey, chance=chance, taken=taken)
        for number, journey in enumerate(journeys(seed))
    )


def _resident(
    number: int, journey: Journey, *, chance: Random, taken: set[str]
) -> tuple[DemoPerson, tuple[Home, ...]]:
    given_name, family_name = _names(journey, chance=chance)
    born_on = _born_on(journey, chance=chance)
    homes = _homes(journey, chance=chance)
    mailbox = polish.folded(f"{given_name}.{family_name}.{number + 1}")
    person = DemoPerson(
        given_name=given_name,
        family_name=family_name,
        pesel=_pesel(born_on, journey, chance=chance, taken=taken),
        born_on=born_on,
        sex=journey.sex,
        email="" if chance.random() < WITHOUT_EMAIL else f"{mailbox}@{chance.choice(DOMAINS)}",
        # No Polish subscriber number begins with 10.
        phone="" if chance.random() < WITHOUT_PHONE else _phone(100_000_000 + number),
        other_identifier="" if journey.has_pesel else f"FB {number + 100_000}",
        street=chance.choice(_names_of("street"))["feminine"],
        **_house_number(chance),
        postal_code=homes[-1].postal_code,
        place=homes[-1].place,
        gmina=homes[-1].gmina,
        disability=journey.disability,
    )
    return person, homes


def _names(journey: Journey, *, chance: Random) -> tuple[str, str]:
    form = "feminine" if journey.sex == "F" else "masculine"
    foreign = "" if journey.has_pesel else "foreign_"
    given_name = chance.choice(_names_of(f"{foreign}given"))[form]
    family_name = chance.choice(_names_of(f"{foreign}family"))[form]
    second = chance.choice(_names_of("family"))[form]
    if journey.sex == "F" and not foreign and chance.random() < DOUBLE_NAMED:
        family_name = f"{family_name}-{second}" if second != family_name else family_name
    return given_name, family_name


def _born_on(journey: Journey, *, chance: Random) -> date:
    """Of working age when the first project of the path began."""
    began_on = planned.project(journey.path[0]).first_support_on
    age_in_days = chance.triangular(YOUNGEST + 0.5, OLDEST, USUAL_AGE) * 365.25
    return began_on - timedelta(days=int(age_in_days))


def _pesel(born_on: date, journey: Journey, *, chance: Random, taken: set[str]) -> str | None:
    if not journey.has_pesel:
        return None
    while True:
        serial = chance.randrange(pesel.SERIALS_PER_DAY_AND_SEX)
        number = pesel.make(born_on=born_on, sex=journey.sex, serial=serial)
        if number not in taken:
            taken.add(number)
            return number


def _homes(journey: Journey, *, chance: Random) -> tuple[Home, ...]:
    """One address if one gmina suits every project of the path, else the person has moved."""
    territories = [set(planned.project(key).gminas) for key in journey.path]
    shared = set.intersection(*territories)
    if shared:
        return (_home(shared, chance=chance),) * len(territories)
    return tuple(_home(gminas, chance=chance) for gminas in territories)


def _home(gminas: set[str], *, chance: Random) -> Home:
    places = [(home, weight) for home, weight in _places() if home.gmina in gminas]
    return chance.choices([home for home, _ in places], [weight for _, weight in places])[0]


def _house_number(chance: Random) -> dict[str, str]:
    building = str(chance.randint(1, 120))
    flat = str(chance.randint(1, 40)) if chance.random() < WITH_FLAT else ""
    return {"building": building, "flat": flat}


def _phone(number: int) -> str:
    digits = str(number)
    return f"+48 {digits[:3]} {digits[3:6]} {digits[6:]}"


@cache
def _names_of(kind: str) -> list[planned.Row]:
    return [row for row in planned.rows("names") if row["kind"] == kind]


@cache
def _places() -> list[tuple[Home, int]]:
    return [
        (
            Home(gmina=row["gmina"], place=row["place"], postal_code=row["postal_code"]),
            int(row["weight"]),
        )
        for row in planned.rows("residences")
    ]
