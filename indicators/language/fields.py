"""The closed, typed list of what a rule may ask about a participation, with the words for people.

One participation is one row of `facts.participation`; a field's or outcome's column is its only
way into a statement, so nothing that is not listed here can ever be asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a field holds, and so which questions it can be asked."""

    WORD = "word"  # one of a closed vocabulary
    CODE = "code"  # text of a fixed pattern
    TRUTH = "truth"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value as a heading (`label`) and, where the language has one, as a clause of a sentence."""

    label: Promise
    clause: Promise | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str  # also the column
    kind: Kind
    label: Promise
    values: Mapping[str | int, Value] = dataclass_field(default_factory=dict)
    pattern: str = ""
    low: int = 0
    high: int = 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A result with evidence; its column holds the day it was observed, or nothing."""

    name: str
    column: str
    label: Promise
    day_label: Promise
    clause: Promise


_FIELDS = (
    Field(name="started_on", kind=Kind.DAY, label=_("first day of support")),
    Field(name="ended_on", kind=Kind.DAY, label=_("day of leaving the project")),
    Field(
        name="sex",
        kind=Kind.WORD,
        label=_("sex"),
        values={
            "F": Value(label=_("women"), clause=_("woman")),
            "M": Value(label=_("men"), clause=_("man")),
        },
    ),
    Field(name="age", kind=Kind.NUMBER, label=_("age at start"), low=0, high=130),
    Field(
        name="labour_status",
        kind=Kind.WORD,
        label=_("status at start"),
        values={
            "UNEMPLOYED": Value(label=_("unemployed")),
            "INACTIVE": Value(label=_("inactive")),
            "EMPLOYED": Value(label=_("employed")),
        },
    ),
    Field(
        name="long_term_unemployed",
        kind=Kind.TRUTH,
        label=_("long-term unemployment at start"),
        values={
            True: Value(label=_("yes"), clause=_("person unemployed for a long time")),
            False: Value(label=_("no"), clause=_("person not unemployed for a long time")),
        },
    ),
    Field(name="isced", kind=Kind.NUMBER, label=_("ISCED level of education"), low=0, high=8),
    Field(
        name="disability",
        kind=Kind.WORD,
        label=_("disability"),
        values={
            "YES": Value(label=_("yes"), clause=_("person with a disability")),
            "NO": Value(label=_("no"), clause=_("person without a disability")),
            "REFUSED": Value(
                label=_("refused to answer"),
                clause=_("person who refused to say whether they have a disability"),
            ),
        },
    ),
    Field(
        name="at_risk",
        kind=Kind.TRUTH,
        label=_("risk of poverty or social exclusion"),
        values={
            True: Value(label=_("yes"), clause=_("person at risk of poverty or social exclusion")),
            False: Value(
                label=_("no"), clause=_("person not at risk of poverty or social exclusion")
            ),
        },
    ),
    Field(
        name="gmina",
        kind=Kind.CODE,
        label=_("TERYT code of the gmina of residence"),
        pattern="[0-9]{7}",
    ),
    Field(
        name="rule_set",
        kind=Kind.WORD,
        label=_("rules of the project"),
        values={
            "P2014": Value(label=_("ESF 2014–2020")),
            "P2021": Value(label=_("ESF+ 2021–2027")),
        },
    ),
    Field(
        name="completed_path",
        kind=Kind.TRUTH,
        label=_("planned path completed"),
        values={
            True: Value(label=_("yes"), clause=_("the planned path was completed")),
            False: Value(label=_("no"), clause=_("the planned path was not completed")),
        },
    ),
)

_OUTCOMES = (
    Outcome(
        name="EMPLOYMENT",
        column="employment_on",
        label=_("employment"),
        day_label=_("day employment was observed"),
        clause=_("employment is observed"),
    ),
    Outcome(
        name="QUALIFICATION",
        column="qualification_on",
        label=_("qualification"),
        day_label=_("day a qualification was observed"),
        clause=_("a qualification is observed"),
    ),
    Outcome(
        name="JOB_SEARCH",
        column="job_search_on",
        label=_("job search"),
        day_label=_("day a job search was observed"),
        clause=_("a job search is observed"),
    ),
    Outcome(
        name="EDUCATION",
        column="education_on",
        label=_("education or training"),
        day_label=_("day education or training was observed"),
        clause=_("education or training is observed"),
    ),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _FIELDS})
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({result.name: result for result in _OUTCOMES})

# The days a definition may count a participation on, by column.
COUNTING_DAYS: Mapping[str, Promise] = MappingProxyType(
    {field.name: field.label for field in _FIELDS if field.kind is Kind.DAY}
    | {result.column: result.day_label for result in _OUTCOMES}
)
