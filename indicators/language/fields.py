"""The closed, typed list of what a rule may ask about a participation, with the words for people.

One participation is one row of `facts.participation`; a field's or outcome's column is its only
way into a statement, so nothing that is not listed here can ever be asked.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.language.kinds import Field, Kind, Outcome, Value
from indicators.language.support import SUPPORT
from indicators.language.vocabulary import (
    DEGREES_OF_URBANISATION,
    LABOUR_DETAILS,
    answers,
    truth,
)

__all__ = ["ANCHORS", "COUNTING_DAYS", "FIELDS", "OUTCOMES", "Field", "Kind", "Outcome", "Value"]

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
        name="labour_detail",
        kind=Kind.WORD,
        label=_("detailed status at start"),
        values=LABOUR_DETAILS,
    ),
    Field(
        name="long_term_unemployed",
        kind=Kind.TRUTH,
        label=_("long-term unemployment at start"),
        values=truth(
            yes=_("person unemployed for a long time"),
            no=_("person not unemployed for a long time"),
        ),
    ),
    Field(name="isced", kind=Kind.NUMBER, label=_("ISCED level of education"), low=0, high=8),
    Field(
        name="disability",
        kind=Kind.WORD,
        label=_("disability"),
        values=answers(
            yes=_("person with a disability"),
            no=_("person without a disability"),
            refused=_("person who refused to say whether they have a disability"),
        ),
    ),
    Field(
        name="at_risk",
        kind=Kind.TRUTH,
        label=_("risk of poverty or social exclusion"),
        values=truth(
            yes=_("person at risk of poverty or social exclusion"),
            no=_("person not at risk of poverty or social exclusion"),
        ),
    ),
    Field(
        name="third_country",
        kind=Kind.WORD,
        label=_("citizenship of a third country"),
        values=answers(
            yes=_("national of a third country"),
            no=_("person who is no national of a third country"),
            refused=_("person who refused to say whether they are a national of a third country"),
        ),
    ),
    Field(
        name="foreign_background",
        kind=Kind.WORD,
        label=_("foreign background"),
        values=answers(
            yes=_("person of foreign background"),
            no=_("person without a foreign background"),
            refused=_("person who refused to say whether they are of foreign background"),
        ),
    ),
    Field(
        name="minority",
        kind=Kind.WORD,
        label=_("national or ethnic minority"),
        values=answers(
            yes=_("member of a national or ethnic minority"),
            no=_("person who belongs to no national or ethnic minority"),
            refused=_("person who refused to say whether they belong to a minority"),
        ),
    ),
    Field(
        name="homeless",
        kind=Kind.WORD,
        label=_("homelessness or housing exclusion"),
        values=answers(
            yes=_("person homeless or affected by housing exclusion"),
            no=_("person neither homeless nor affected by housing exclusion"),
            refused=_("person who refused to say whether they are homeless"),
        ),
    ),
    Field(
        name="disadvantage",
        kind=Kind.WORD,
        label=_("another social disadvantage"),
        values=answers(
            yes=_("person in another disadvantaged situation"),
            no=_("person in no other disadvantaged situation"),
            refused=_("person who refused to say whether they are otherwise disadvantaged"),
        ),
    ),
    Field(
        name="uses_food_aid",
        kind=Kind.TRUTH,
        label=_("use of food aid"),
        values=truth(yes=_("person using food aid"), no=_("person not using food aid")),
    ),
    Field(
        name="gmina",
        kind=Kind.CODE,
        label=_("TERYT code of the gmina of residence"),
        pattern="[0-9]{7}",
    ),
    Field(
        name="degurba",
        kind=Kind.NUMBER,
        label=_("degree of urbanisation"),
        values=DEGREES_OF_URBANISATION,
        low=1,
        high=3,
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
        values=truth(
            yes=_("the planned path was completed"),
            no=_("the planned path was not completed"),
        ),
    ),
    *SUPPORT,
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
    Outcome(
        name="LASTING_WORK",
        column="lasting_work_on",
        label=_("lasting work"),
        day_label=_("day lasting work was observed"),
        clause=_("lasting work is observed"),
    ),
    Outcome(
        name="SOCIAL_PROGRESS",
        column="social_progress_on",
        label=_("social progress"),
        day_label=_("day social progress was confirmed"),
        clause=_("social progress is confirmed"),
    ),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _FIELDS})
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({result.name: result for result in _OUTCOMES})

# The days a window may be counted from, by column.
ANCHORS: Mapping[str, str] = MappingProxyType({"start": "started_on", "exit": "ended_on"})

# The days a definition may count a participation on, by column.
COUNTING_DAYS: Mapping[str, Promise] = MappingProxyType(
    {field.name: field.label for field in _FIELDS if field.kind is Kind.DAY}
    | {result.column: result.day_label for result in _OUTCOMES}
)
