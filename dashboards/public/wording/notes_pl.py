"""Press notes in Polish: each sentence agrees with its number, none needs a person to mend it."""

from dashboards.public.contents import HIDDEN, Shown
from dashboards.public.wording.facts import Note, ProgrammeFacts, ProjectFacts, UnitFacts
from dashboards.public.wording.places import PLACES
from dashboards.public.wording.polish import NO_BREAK, Forms, listed, month, said, zlotys

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
AT_RISK = " ubóstwem lub wykluczeniem społecznym"
SUPPORTED = Forms(
    f"skorzystała {{}} osoba zagrożona{AT_RISK}",
    f"skorzystały {{}} osoby zagrożone{AT_RISK}",
    f"skorzystało {{}} osób zagrożonych{AT_RISK}",
)
RECEIVED = Forms("otrzymała {} osoba", "otrzymały {} osoby", "otrzymało {} osób")
EMPLOYED = Forms("znalazła {} osoba", "znalazły {} osoby", "znalazło {} osób")
EMPLOYED_SHORT = Forms("znalazła {}", "znalazły {}", "znalazło {}")
DISABLED = Forms(
    "{} osoba z niepełnosprawnością",
    "{} osoby z niepełnosprawnościami",
    "{} osób z niepełnosprawnościami",
)
PROJECTS = Forms("składa się {} projekt", "składają się {} projekty", "składa się {} projektów")
PROJECTS_HERE = Forms(
    "złożył się {} projekt", "złożyły się {} projekty", "złożyło się {} projektów"
)
OF_PROJECTS = Forms("{} projektu", "{} projektów", "{} projektów")
AREAS = Forms("{} obszar", "{} obszary", "{} obszarów")
ALL_AREAS = "społeczny, zdrowotny, zawodowy, edukacyjny oraz wsparcie towarzyszące"
HIDDEN_PEOPLE = "Liczby osób, które otrzymały wsparcie, nie podajemy, żeby chronić ich prywatność."
HIDDEN_EMPLOYED = "Liczby osób, które znalazły pracę, nie podajemy, żeby chronić ich prywatność."


def programme(facts: ProgrammeFacts) -> Note:
    system = "ze wsparcia metropolitalnego systemu aktywizacji społeczno-zawodowej"
    if facts.people == 0:
        people = f"Dotychczas {system} nie skorzystał jeszcze nikt."
    else:
        people = _supported(facts.people, facts.disabled, f"Dotychczas {system}", "już ")
    return Note(
        _headline("", facts.people, 0) or "Metropolitalny program aktywizacji społeczno-zawodowej",
        _paragraphs(
            [people, _employed(facts.employed)],
            [_projects(facts), _money_of(facts)],
            [_for_whom(facts.units)],
        ),
    )


def unit(facts: UnitFacts) -> Note:
    where = _capital(PLACES[facts.unit_code].where)
    if facts.people == 0:
        people = f"{where} ze wsparcia nie skorzystał jeszcze nikt."
    else:
        people = _supported(facts.people, facts.disabled, f"{where} ze wsparcia")
    projects = f"Na tę pomoc {_counted(PROJECTS_HERE, facts.projects_count)}."
    return Note(
        _headline(where, facts.people, 0) or f"Efekty programu {PLACES[facts.unit_code].where}",
        _paragraphs(
            [people, _employed(facts.employed)], [projects if facts.projects_count else ""]
        ),
    )


def project(facts: ProjectFacts) -> Note:
    place = PLACES[facts.unit_code].where
    edition = f" (edycja {_roman(facts.edition_no)})" if facts.edition_no else ""
    if facts.people == 0:
        people = f"Z projektu {place}{edition} nie skorzystał jeszcze nikt."
    else:
        people = _supported(facts.people, 0, f"Ze wsparcia w projekcie {place}{edition}")
    headline = _headline(_capital(place), facts.people, facts.employed)
    return Note(
        headline or f"Efekty projektu {place}{edition}",
        _paragraphs(
            [people, _employed(facts.employed)],
            [_areas(facts)],
            [_led(facts), _partners(facts), _money(facts)],
            [_sources(facts)],
        ),
    )


def _paragraphs(*paragraphs: list[str]) -> tuple[str, ...]:
    told = (" ".join(filter(None, sentences)) for sentences in paragraphs)
    return tuple(filter(None, told))


def _headline(where: str, people: Shown, employed: Shown) -> str:
    """Nothing where the number may not be told or there is none."""
    if isinstance(people, str) or not people:
        return ""
    words = f"wsparcie {_counted(RECEIVED, people)}"
    headline = _capital(f"{where} {words}".strip())
    if isinstance(employed, str) or not employed:
        return headline
    return f"{headline}, pracę {_counted(EMPLOYED_SHORT, employed)}"


def _supported(people: Shown, disabled: Shown, begin: str, already: str = "") -> str:
    if isinstance(people, str):
        return HIDDEN_PEOPLE if people == HIDDEN else ""
    number = said(people)
    told = SUPPORTED[number.form].format(already + number.words)
    return f"{begin} {told}{_with_disabilities(disabled)}."


def _with_disabilities(disabled: Shown) -> str:
    if isinstance(disabled, str) or not disabled:
        return ""
    return f", w tym {_counted(DISABLED, disabled)}"


def _employed(employed: Shown) -> str:
    if isinstance(employed, str):
        return HIDDEN_EMPLOYED if employed == HIDDEN else ""
    if not employed:
        return "Pracy nie znalazł jeszcze nikt."
    return f"Dzięki środkom europejskim pracę {_counted(EMPLOYED, employed)}."


def _projects(facts: ProgrammeFacts) -> str:
    if not facts.projects_count:
        return ""
    return f"Na program {_counted(PROJECTS, facts.projects_count)}."


def _money_of(facts: ProgrammeFacts) -> str:
    if not facts.eu_projects_count:
        return ""
    amount = zlotys(facts.eu_amount)
    if facts.eu_projects_count == facts.projects_count:
        return f"Wartość dofinansowania unijnego to razem {amount}."
    some = _counted(OF_PROJECTS, facts.eu_projects_count)
    return f"Dofinansowanie unijne ogłoszono dla {some}; to razem {amount}."


def _for_whom(units: tuple[str, ...]) -> str:
    """Projekty są realizowane dla mieszkańców Gdańska i Gdyni oraz powiatów: gdańskiego i puckiego."""
    named = [PLACES[code] for code in PLACES if code in units]
    cities = listed([one.of for one in named if one.is_city])
    powiats = [one.of for one in named if not one.is_city]
    many = f"powiatów: {listed(powiats)}" if len(powiats) > 1 else f"powiatu {listed(powiats)}"
    both = " oraz ".join(filter(None, [cities, many if powiats else ""]))
    return f"Projekty są realizowane dla mieszkańców {both}." if both else ""


def _areas(facts: ProjectFacts) -> str:
    if not facts.areas:
        return ""
    verb = "obejmował" if facts.is_over else "obejmuje"
    every = f": {ALL_AREAS}" if facts.areas == 5 else ""
    return f"Koszyk wsparcia {verb} {_counted(AREAS, facts.areas)}{every}."


def _led(facts: ProjectFacts) -> str:
    """A verb that agrees with the leader's gender would need to know it; this one does not."""
    if facts.starts_on is None or facts.ends_on is None:
        return f"Liderem projektu jest {facts.leader}."
    verb = "trwał" if facts.is_over else "trwa"
    first, last = (
        f"{month(day.month)} {day.year}{NO_BREAK}r." for day in (facts.starts_on, facts.ends_on)
    )
    # The last word ends with a point of its own.
    return f"Projekt, którego liderem jest {facts.leader}, {verb} od {first} do {last}"


def _partners(facts: ProjectFacts) -> str:
    gminas = [_gmina(name) for name, kind in facts.partners if kind == "gmina"]
    others = [name for name, kind in facts.partners if kind != "gmina"]
    if not facts.partners:
        return ""
    if len(facts.partners) == 1:
        only = f"gmina {gminas[0]}" if gminas else others[0]
        return f"Partner projektu to {only}."
    named = (
        f"gminy: {listed(gminas)}" if len(gminas) > 1 else listed([f"gmina {g}" for g in gminas])
    )
    return f"Partnerzy projektu to {' oraz '.join(filter(None, [named, listed(others)]))}."


def _gmina(name: str) -> str:
    """A town and the gmina around it share their name: Pruszcz Gdański (miasto)."""
    bare = name.removeprefix("Gmina ")
    town = bare.removeprefix("Miejska ").removeprefix("Miasta ")
    return bare if town == bare else f"{town} (miasto)"


def _money(facts: ProjectFacts) -> str:
    if facts.eu_amount is None:
        return ""
    return f"Wartość dofinansowania unijnego to {zlotys(facts.eu_amount)}."


def _sources(facts: ProjectFacts) -> str:
    if not facts.sources:
        return ""
    return f"Liczby ogłoszone oficjalnie podajemy za: {'; '.join(facts.sources)}."


def _counted(words: Forms, number: int) -> str:
    number_said = said(number)
    return words[number_said.form].format(number_said.words)


def _roman(number: int) -> str:
    return dict(enumerate(ROMAN, start=1)).get(number, str(number))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
