"""What the pages of drafts are made of: branches with their controls, sentences, previews."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from indicators.definitions.models import Version
from indicators.drafts.models import Preview
from indicators.drafts.writing import branches, speaking
from indicators.drafts.writing.branches import OUTCOME, Branch
from indicators.drafts.writing.complaining import complaint
from indicators.language import fields, tree
from indicators.language.as_sentence import sentence
from indicators.language.fields import Kind
from ui import formats
from ui.parts import Column, Table

Option = tuple[str, str, bool]

QUESTIONS = {
    "is": pgettext_lazy("question of a rule", "is"),
    "known": gettext_lazy("is known"),
    "at_least": pgettext_lazy("question of a rule", "at least"),
    "at_most": pgettext_lazy("question of a rule", "at most"),
    "less_than": pgettext_lazy("question of a rule", "less than"),
    "more_than": pgettext_lazy("question of a rule", "more than"),
    "between": gettext_lazy("is in the days"),
    "window": gettext_lazy("is in the window"),
}
GROUPS = {"all": gettext_lazy("all of these"), "any": gettext_lazy("at least one of these")}
ANCHORS = {"exit": gettext_lazy("after leaving"), "start": gettext_lazy("after the start")}
UNITS = {"days": gettext_lazy("days"), "months": gettext_lazy("months")}


@dataclass
class Drawn:
    """A branch with all that its controls need."""

    key: str
    name: str
    branch: Branch
    error: str = ""
    hint: str = ""
    takes_focus: bool = False
    inside: list["Drawn"] = field(default_factory=list)

    @property
    def is_root(self) -> bool:
        return self.key == "b"

    @property
    def kinds(self) -> list[Option]:
        return _options(GROUPS, self.branch.kind)

    @property
    def subjects(self) -> list[tuple[str, list[Option]]]:
        named = {name: one.label for name, one in fields.FIELDS.items()}
        outcomes = {OUTCOME + name: one.label for name, one in fields.OUTCOMES.items()}
        return [
            (_("Traits, days and support"), _options(named, self.branch.subject)),
            (_("Outcomes"), _options(outcomes, self.branch.subject)),
        ]

    @property
    def questions(self) -> list[Option]:
        known = {name: QUESTIONS[name] for name in self.branch.questions}
        return _options(known, self.branch.asked)

    @property
    def control(self) -> str:
        """Which control answers the question: choices, text, number, days, window or nothing."""
        asked = self.branch.asked
        if asked == "is":
            return "choices" if self._field and self._field.values else "text"
        if asked in branches.COMPARISONS:
            return "number"
        return {"between": "days", "window": "window"}.get(asked, "")

    @property
    def choices(self) -> list[Option]:
        chosen = self.branch.typed.get("value", [])
        values = self._field.values if self._field else {}
        return [
            (speaking.said(value), str(word.label), speaking.said(value) in chosen)
            for value, word in values.items()
        ]

    @property
    def is_truth(self) -> bool:
        """Yes or no, and never both."""
        return self._field is not None and self._field.kind is Kind.TRUTH

    @property
    def text(self) -> str:
        return ", ".join(self.branch.typed.get("value", []))

    @property
    def typed(self) -> dict[str, str]:
        """Every other control, by its name."""
        return {name: self.branch.one(name) for name in self.branch.typed}

    @property
    def anchors(self) -> list[Option]:
        return _options(ANCHORS, self.branch.one("after") or "exit")

    @property
    def from_units(self) -> list[Option]:
        return _options(UNITS, self.branch.one("from_unit") or "days")

    @property
    def to_units(self) -> list[Option]:
        return _options(UNITS, self.branch.one("to_unit") or "days")

    @property
    def _field(self) -> fields.Field | None:
        return fields.FIELDS.get(self.branch.subject)


def _options(words: Any, chosen: str) -> list[Option]:
    return [(value, str(label), value == chosen) for value, label in words.items()]


@dataclass(frozen=True)
class Written:
    """A rule as it stands on the page: its branches, and the sentence or why there is none.

    An error says what is wrong, a hint what is still to be answered.
    """

    root: Drawn
    sentence: str = ""
    error: str = ""
    hint: str = ""


def written(root: Branch, *, focus: str = "", is_refused: bool = False) -> Written:
    """Read the rule as the language does; what keeps it from being read stands at its branch.

    A branch without an answer is an error only once the rule was refused to be kept.
    """
    try:
        said = sentence(tree.parse(speaking.to_json(root)))
    except tree.RuleInvalid as mistake:
        found = complaint(root, path=mistake.path, reason=str(mistake))
        is_hint = found.is_unanswered and not is_refused
        told = {"hint" if is_hint else "error": found.sentence}
        return Written(_drawn(root, _Marks(focus, found.key, told)), **told)
    return Written(_drawn(root, _Marks(focus)), said)


@dataclass(frozen=True)
class _Marks:
    """The branch that takes the focus, and the one of which something is told; empty for none."""

    focus: str
    where: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def _drawn(root: Branch, marks: _Marks, key: str = "b", name: str = "") -> Drawn:
    inside = [
        _drawn(inner, marks, f"{key}.{place}", f"{name}.{place + 1}".strip("."))
        for place, inner in enumerate(root.branches)
    ]
    told = marks.told if key == marks.where else {}
    return Drawn(key, name, root, takes_focus=key == marks.focus, inside=inside, **told)


@dataclass(frozen=True)
class Told:
    """A version in a sentence, and how that sentence differs from the one before it."""

    version: Version
    sentence: str
    changes: list[tuple[str, str]]


def told(versions: Iterable[Version]) -> Iterator[Told]:
    """Versions from the oldest on, each beside the one before it."""
    before = ""
    for version in versions:
        said = sentence(tree.parse(version.rule)) if version.rule is not None else ""
        yield Told(version, said, list(changes(before, said)) if before else [])
        before = said


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What stays, what goes ("out") and what comes ("in"), word by word."""
    old, new = before.split(), after.split()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(old[a:b])
            continue
        if a < b:
            yield "out", " ".join(old[a:b])
        if c < d:
            yield "in", " ".join(new[c:d])


def whole_table(result: dict[str, Any]) -> Table:
    """Everybody, as it is and as it would be; the change alone where totals are not told live."""
    named = (("now", _("In force")), ("then", _("With this draft")))
    rows = [[words, *reversed(result[key])] for key, words in named if result[key]]
    change = reversed(result["change"]) if result["change"] else ["HIDDEN", "HIDDEN"]
    rows.append([_("Difference"), *change])
    columns = [
        Column(_("Version")),
        Column(_("People"), "number"),
        Column(_("Participations"), "number"),
    ]
    return Table(_("The whole programme"), columns, rows)


def live_sentence(asked: Preview) -> str:
    """Whom the rule on the page counts, as far as it may be told."""
    if asked.state == Preview.State.FAILED:
        return _("It could not be counted.")
    result = asked.result
    if not result["change"]:
        return _("Nothing or less would change than may be told.")
    _participations, people = result["change"]
    facts = {"change": formats.signed(people)}
    if not result["then"]:
        return _("Change of people by this rule: %(change)s.") % facts
    participations, people = result["then"]
    facts |= {"n": formats.number(people), "all": formats.number(participations)}
    return _("By this rule people: %(n)s (%(change)s), participations: %(all)s.") % facts


def lines_table(result: dict[str, Any]) -> Table:
    """Units and quarters in which many people would change, the largest change first."""
    columns = [
        Column(_("Powiat or city")),
        Column(_("Quarter")),
        Column(_("Change of people"), "signed"),
    ]
    # Where else anything would change is hidden, and whether it would at all.
    rest = [_("all others"), "", "HIDDEN"]
    lines = [[unit, formats.period(name), change] for unit, name, change in result["lines"]]
    return Table(_("Where people would change"), columns, [*lines, rest])


def units_in(result: dict[str, Any]) -> int:
    return len({tenant for tenant, _period, _difference in result["lines"]})
