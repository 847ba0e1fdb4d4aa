"""The national file as a list of participants that a unit brings in: its columns, and its words as ours."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _

from core.days import today
from projects.agreements.models import Project
from projects.participants.known_lists import KnownList, Told
from projects.sm_efs.layout import Dictionary, Layout, layout, plain, rule_sets
from projects.sm_efs.queries.lines import AGREED, office_of
from projects.sm_efs.queries.places import units
from projects.sm_efs.rules import texts
from territory.queries import GMINA_KINDS

# What the file calls otherwise than the form.
QUESTIONS = {"identifier": "pesel", "education": "isced"}
ANSWERED = (
    *("citizenship", "participant_kind", "institution_name", "given_name", "family_name"),
    *("identifier", "no_pesel", "sex", "education", "country", "region", "powiat", "gmina"),
    *("place", "postal_code", "degurba", "phone", "email", "started_on", "ended_on"),
    *("labour_status", "labour_detail", "education_ends_on", "exit_situation", "completed_path"),
    *("support_scope", "foreign_background", "third_country", "minority", "homeless", "disability"),
)
BESIDE = {"region": _("Region"), "powiat": _("Powiat"), "degurba": _("DEGURBA")}
# Written "Tak" and "Nie", as the form takes them.
PLAIN_WORDS = frozenset({"no_pesel", "completed_path"})
YES = "tak"
# Of a group of levels the one nearest to secondary education stands for all.
SECONDARY = 3
# Columns with words of a dictionary in every line, by which a file without headers is known.
TELLING = ("citizenship", "participant_kind", "no_pesel", "sex", "education", "disability")
Gminy = Mapping[tuple[str, str], Sequence[tuple[str, str]]]


def known_lists() -> list[KnownList]:
    """The file of every period of which one is known."""
    return [_known(layout(rule_set)) for rule_set in sorted(rule_sets())]


def _known(of: Layout) -> KnownList:
    places = {of.position(name): QUESTIONS.get(name, name) for name in ANSWERED}
    levels = [_levels(code) for _group, code in of.dictionaries["scope:isced"].words]
    return KnownList(
        code=f"SM_EFS_{of.rule_set}",
        label=_("export from SM EFS"),
        rule_set=of.rule_set,
        headers=of.headers,
        questions=places,
        beside=BESIDE,
        is_row=partial(_is_row, of),
        reading=partial(_reading, of),
        groups={"isced": {_standing_for(group): group for group in levels}},
    )


def _levels(code: str) -> frozenset[int]:
    first, _sign, last = code.partition("-")
    return frozenset(range(int(first), int(last or first) + 1))


def _standing_for(levels: frozenset[int]) -> int:
    return min(levels, key=lambda level: abs(level - SECONDARY))


def _is_row(of: Layout, cells: Sequence[str]) -> bool:
    """Whether a line without headers above it stands in the columns of the file."""
    asked = [of.by_name[name] for name in TELLING]
    # A file may end where the last of a line's words does.
    if not max(column.position for column in asked) < len(cells) <= len(of.columns):
        return False
    return all(of.dictionary(column).like(cells[column.position]) for column in asked)


def _reading(of: Layout, project: Project) -> Callable[[Told], dict[str, str]]:
    office = office_of(project)
    agreed = {name: plain(getattr(office, name)) for name in AGREED if getattr(office, name)}
    return partial(_typed, of=of, gminy=_gminy(), agreed=agreed)


def _gminy() -> Gminy:
    """By names of powiat and gmina the codes, each with its degree of urbanisation."""
    known = units(today())
    powiats = {unit.code: unit.name for unit in known}
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for unit in known:
        if unit.kind in GMINA_KINDS:
            degree = unit.degree  # type: ignore[attr-defined]
            names = plain(powiats.get(unit.parent_code, "")), plain(unit.name)
            found[names].append((unit.code, str(degree or "")))
    return found


def _typed(told: Told, *, of: Layout, gminy: Gminy, agreed: Mapping[str, str]) -> dict[str, str]:
    """Words that no dictionary has stay as they are: what is wrong with them is for the form to say."""
    said = {name: texts.tidy(text) for name, text in told.items()}
    status = _code(of, "labour_status", said.get("labour_status", ""))
    for name in ANSWERED:
        question, column = QUESTIONS.get(name, name), of.by_name[name]
        if column.format == "closed" and said.get(question) and name not in PLAIN_WORDS:
            said[question] = _code(
                of, name, said[question], group=status if column.depends_on else ""
            )
    if said.get("isced", "").partition("-")[0].isdigit():
        said["isced"] = str(_standing_for(_levels(said["isced"])))
    said["gmina"] = _gmina(said, gminy)
    if plain(said.get("no_pesel", "")) == YES:
        said["other_identifier"] = said.pop("pesel", "")
    # What the office put in for people who have none is nobody's own.
    own = {name: text for name, text in said.items() if agreed.get(name) != plain(text)}
    return {name: text for name, text in own.items() if text and name not in BESIDE}


def _code(of: Layout, name: str, text: str, *, group: str = "") -> str:
    words: Dictionary = of.dictionary(of.by_name[name])
    return words.code_of(words.like(text, group) or text, group)


def _gmina(said: Told, gminy: Gminy) -> str:
    """The code, where the names tell one; of two of a name the degree of urbanisation may tell which."""
    name = said.get("gmina", "")
    found = gminy.get((plain(said.get("powiat", "")), plain(name)), ())
    if len(found) > 1:
        found = [one for one in found if one[1] and one[1] == said.get("degurba", "")[:1]]
    return found[0][0] if len(found) == 1 else name
