"""Press notes in English."""

from decimal import ROUND_HALF_UP, Decimal

from dashboards.public.contents import HIDDEN, Shown
from dashboards.public.wording.facts import Note, ProgrammeFacts, ProjectFacts, UnitFacts
from dashboards.public.wording.places import PLACES
from dashboards.public.wording.polish import NEAR, NO_BREAK, STEP

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
AREAS = "social, health, vocational, educational and accompanying support"
HIDDEN_PEOPLE = "The number of people supported is not given, to protect their privacy."
HIDDEN_EMPLOYED = "The number of people who found work is not given, to protect their privacy."


def programme(facts: ProgrammeFacts) -> Note:
    begin = "The metropolitan system of social and vocational activation has so far supported"
    people = _supported(begin, facts.people, facts.disabled)
    projects = _plural(facts.projects_count, "project")
    makes = f"The programme is made of {projects}." if facts.projects_count else ""
    return Note(
        _headline("", facts.people, 0) or "Metropolitan activation programme",
        _paragraphs(
            [people, _employed(facts.employed)],
            [makes, _money_of(facts)],
            [_for_whom(facts.units)],
        ),
    )


def unit(facts: UnitFacts) -> Note:
    name = PLACES[facts.unit_code].en
    projects = f"This took {_plural(facts.projects_count, 'project')}."
    return Note(
        _headline(name, facts.people, 0) or f"Results of the programme in {name}",
        _paragraphs(
            [
                _supported(f"In {name} the programme has supported", facts.people, facts.disabled),
                _employed(facts.employed),
            ],
            [projects if facts.projects_count else ""],
        ),
    )


def project(facts: ProjectFacts) -> Note:
    name = PLACES[facts.unit_code].en
    edition = f", edition {facts.edition_no}," if facts.edition_no else ""
    return Note(
        _headline(name, facts.people, facts.employed) or f"Results of a project in {name}",
        _paragraphs(
            [
                _supported(f"The project in {name}{edition} has supported", facts.people, 0),
                _employed(facts.employed),
            ],
            [_areas(facts)],
            [_led(facts), _partners(facts), _money(facts)],
            [
                f"Official figures are given after: {'; '.join(facts.sources)}."
                if facts.sources
                else ""
            ],
        ),
    )


def _paragraphs(*paragraphs: list[str]) -> tuple[str, ...]:
    told = (" ".join(filter(None, sentences)) for sentences in paragraphs)
    return tuple(filter(None, told))


def _headline(name: str, people: Shown, employed: Shown) -> str:
    if isinstance(people, str) or not people:
        return ""
    headline = f"{_capital(_people(people))} supported" + (f" in {name}" if name else "")
    if isinstance(employed, str) or not employed:
        return headline
    return f"{headline}, {_said(employed)} in work"


def _supported(begin: str, people: Shown, disabled: Shown) -> str:
    if isinstance(people, str):
        return HIDDEN_PEOPLE if people == HIDDEN else ""
    if not people:
        return f"{begin} nobody yet."
    also = ""
    if not isinstance(disabled, str) and disabled:
        also = f", {_said(disabled)} of them with disabilities"
    return f"{begin} {_people(people)} at risk of poverty or social exclusion{also}."


def _employed(employed: Shown) -> str:
    if isinstance(employed, str):
        return HIDDEN_EMPLOYED if employed == HIDDEN else ""
    if not employed:
        return "Nobody has found work yet."
    return f"Thanks to European funds {_people(employed)} found work."


def _money_of(facts: ProgrammeFacts) -> str:
    if not facts.eu_projects_count:
        return ""
    amount = _zlotys(facts.eu_amount)
    if facts.eu_projects_count == facts.projects_count:
        return f"The European Union gives {amount} for them."
    some = _plural(facts.eu_projects_count, "project")
    return f"European funding was published for {some}: {amount} together."


def _for_whom(units: tuple[str, ...]) -> str:
    """Residents of Gdańsk and Gdynia, and of the powiats gdański and pucki."""
    named = [PLACES[code] for code in PLACES if code in units]
    cities = [one.en for one in named if one.is_city]
    powiats = [one.short for one in named if not one.is_city]
    many = "the powiats" if len(powiats) > 1 else "powiat"
    groups = [_listed(cities)] if cities else []
    groups += [f"{many} {_listed(powiats)}"] if powiats else []
    return f"The projects are for residents of {', and of '.join(groups)}." if groups else ""


def _areas(facts: ProjectFacts) -> str:
    if not facts.areas:
        return ""
    verb = "covered" if facts.is_over else "covers"
    every = f": {AREAS}" if facts.areas == 5 else ""
    return f"The basket of support {verb} {_plural(facts.areas, 'area')}{every}."


def _led(facts: ProjectFacts) -> str:
    if facts.starts_on is None or facts.ends_on is None:
        return f"The project is led by {facts.leader}."
    first, last = (
        f"{MONTHS[day.month - 1]} {day.year}" for day in (facts.starts_on, facts.ends_on)
    )
    verb = "ran" if facts.is_over else "runs"
    return f"The project, led by {facts.leader}, {verb} from {first} to {last}."


def _partners(facts: ProjectFacts) -> str:
    names = [name for name, _kind in facts.partners]
    if not names:
        return ""
    return f"Its {'partner is' if len(names) == 1 else 'partners are'} {_listed(names)}."


def _money(facts: ProjectFacts) -> str:
    if facts.eu_amount is None:
        return ""
    return f"The European Union's contribution is {_zlotys(facts.eu_amount)}."


def _people(number: int) -> str:
    return f"{_said(number)} {'person' if number == 1 else 'people'}"


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _said(number: int) -> str:
    """Near a round thousand or half of one: almost 1,500, over 5,000."""
    nearest = (number + STEP // 2) // STEP * STEP
    if nearest < 2 * STEP or abs(number - nearest) > NEAR * nearest:
        return f"{number:,}"
    before = "almost " if number < nearest else "over " if number > nearest else ""
    return f"{before}{nearest:,}"


def _zlotys(amount: Decimal) -> str:
    for least, word in ((10**9, "billion"), (10**6, "million")):
        if amount >= least:
            shown = (amount / least).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            return f"PLN{NO_BREAK}{shown.normalize():f} {word}"
    return f"PLN{NO_BREAK}{amount:,.0f}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
