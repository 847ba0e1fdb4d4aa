"""Rules to read: one of each kind with who meets and who misses it, and generated trees."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from indicators.language import contradictions, fields, nodes, tree, values
from indicators.language.fields import Kind
from tests.indicators.language.population import AGES, DAYS, GMINAS, anna, day_after_leaving

EMPLOYED_IN_28_DAYS = {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}
QUALIFIED_BY_DAY_28 = {"outcome": "QUALIFICATION", "window": {"to": 28}}
MIDDLE_OF_MONTH = {"outcome": "EDUCATION", "window": {"from": 10, "to": 20}}

THREE_MONTHS = {"outcome": "LASTING_WORK", "window": {"from": 0, "to_months": 3}}
SECOND_MONTH = {"outcome": "EMPLOYMENT", "window": {"from_months": 1, "to_months": 2}}
A_MONTH_INSIDE = {"field": "ended_on", "window": {"after": "start", "from_months": 1}}
SOON_AFTER_START = {"outcome": "EMPLOYMENT", "window": {"after": "start", "to": 90}}


def days(first: int | None, last: int) -> nodes.Window:
    return nodes.Window(
        "exit", None if first is None else nodes.Span(first, "days"), nodes.Span(last, "days")
    )


# What is asked of Anna, what she must be to meet it, and what she must be to miss it.
BOTH_WAYS = [
    ({"field": "sex", "is": "F"}, {"sex": "F"}, {"sex": "M"}),
    ({"field": "disability", "is": "YES"}, {"disability": "YES"}, {"disability": "REFUSED"}),
    ({"field": "at_risk", "is": True}, {"at_risk": True}, {"at_risk": False}),
    ({"field": "completed_path", "is": False}, {"completed_path": False}, {"completed_path": None}),
    ({"field": "completed_path", "is": True}, {"completed_path": True}, {"completed_path": None}),
    ({"field": "isced", "is": 0}, {"isced": 0}, {"isced": None}),
    ({"field": "gmina", "is": "2205043"}, {"gmina": "2205043"}, {"gmina": "2205042"}),
    ({"field": "isced", "in": [3, 4]}, {"isced": 4}, {"isced": 5}),
    ({"field": "isced", "in": [3, 4]}, {"isced": 3}, {"isced": None}),
    (
        {"field": "labour_status", "in": ["UNEMPLOYED", "INACTIVE"]},
        {"labour_status": "INACTIVE"},
        {"labour_status": "EMPLOYED"},
    ),
    ({"field": "age", "at_least": 18}, {"age": 18}, {"age": 17}),
    ({"field": "age", "at_most": 29}, {"age": 29}, {"age": 30}),
    ({"field": "age", "less_than": 18}, {"age": 17}, {"age": 18}),
    ({"field": "age", "more_than": 54}, {"age": 55}, {"age": 54}),
    ({"field": "isced", "at_most": 2}, {"isced": 2}, {"isced": None}),
    (
        {"field": "ended_on", "from": "2021-07-01"},
        {"ended_on": day_after_leaving(1)},
        {"ended_on": day_after_leaving(0)},
    ),
    (
        {"field": "ended_on", "to": "2021-07-01"},
        {"ended_on": day_after_leaving(1)},
        {"ended_on": day_after_leaving(2)},
    ),
    (
        {"field": "ended_on", "from": "2021-06-30", "to": "2021-06-30"},
        {"ended_on": day_after_leaving(0)},
        {"ended_on": None},
    ),
    ({"field": "isced", "known": True}, {"isced": 0}, {"isced": None}),
    ({"field": "ended_on", "known": True}, {}, {"ended_on": None}),
    (
        EMPLOYED_IN_28_DAYS,
        {"employment_on": day_after_leaving(0)},
        {"employment_on": day_after_leaving(-1)},
    ),
    (
        EMPLOYED_IN_28_DAYS,
        {"employment_on": day_after_leaving(28)},
        {"employment_on": day_after_leaving(29)},
    ),
    (EMPLOYED_IN_28_DAYS, {"employment_on": day_after_leaving(1)}, {"employment_on": None}),
    (
        EMPLOYED_IN_28_DAYS,
        {"employment_on": day_after_leaving(1)},
        {"employment_on": day_after_leaving(1), "ended_on": None},
    ),
    (
        QUALIFIED_BY_DAY_28,
        {"qualification_on": day_after_leaving(-100)},
        {"qualification_on": day_after_leaving(29)},
    ),
    (
        QUALIFIED_BY_DAY_28,
        {"qualification_on": day_after_leaving(28)},
        {"qualification_on": day_after_leaving(-1), "ended_on": None},
    ),
    (
        MIDDLE_OF_MONTH,
        {"education_on": day_after_leaving(10)},
        {"education_on": day_after_leaving(9)},
    ),
    (
        {"outcome": "JOB_SEARCH", "window": {"to": 0}},
        {"job_search_on": day_after_leaving(0)},
        {"job_search_on": day_after_leaving(1)},
    ),
    ({"field": "homeless", "is": "YES"}, {"homeless": "YES"}, {"homeless": "REFUSED"}),
    ({"field": "minority", "is": "NO"}, {"minority": "NO"}, {"minority": ""}),
    ({"field": "third_country", "known": True}, {"third_country": "REFUSED"}, {}),
    ({"not": {"field": "third_country", "is": "YES"}}, {}, {"third_country": "YES"}),
    (
        {"field": "foreign_background", "in": ["YES", "REFUSED"]},
        {"foreign_background": "REFUSED"},
        {"foreign_background": ""},
    ),
    ({"not": {"field": "disadvantage", "is": "YES"}}, {}, {"disadvantage": "YES"}),
    (
        {"field": "labour_detail", "is": "IN_EDUCATION"},
        {"labour_detail": "IN_EDUCATION"},
        {"labour_detail": "NOT_IN_EDUCATION"},
    ),
    ({"field": "labour_detail", "known": True}, {}, {"labour_detail": ""}),
    ({"field": "gmina", "known": True}, {}, {"gmina": ""}),
    ({"field": "degurba", "is": 3}, {}, {"degurba": 2}),
    ({"not": {"field": "degurba", "is": 3}}, {"degurba": None}, {}),
    ({"field": "uses_food_aid", "is": True}, {"uses_food_aid": True}, {}),
    ({"field": "support_hours", "at_least": 20}, {}, {"support_hours": Decimal("19.99")}),
    ({"field": "support_hours", "more_than": 20}, {"support_hours": Decimal("20.01")}, {}),
    ({"field": "support_hours", "at_most": 20}, {}, {"support_hours": Decimal("20.01")}),
    ({"field": "support_hours", "less_than": 20}, {"support_hours": Decimal("19.99")}, {}),
    ({"field": "support_hours", "is": 20}, {}, {"support_hours": Decimal("20.01")}),
    ({"field": "support_hours", "in": [8, 20]}, {}, {"support_hours": Decimal("19.99")}),
    ({"field": "vocational_hours", "more_than": 0}, {}, {"vocational_hours": Decimal(0)}),
    ({"field": "social_hours", "more_than": 0}, {"social_hours": Decimal("0.25")}, {}),
    ({"field": "health_hours", "more_than": 0}, {"health_hours": Decimal("0.25")}, {}),
    ({"field": "educational_hours", "is": 0}, {}, {"educational_hours": Decimal("0.25")}),
    ({"field": "accompanying_hours", "is": 0}, {}, {"accompanying_hours": Decimal("0.25")}),
    (
        {"field": "support_kinds", "at_least": 3},
        {"support_kinds": 3, "support_areas": 1},
        {"support_kinds": 2, "support_areas": 3},
    ),
    (
        {"field": "support_areas", "at_least": 2},
        {"support_kinds": 2, "support_areas": 2},
        {"support_kinds": 2, "support_areas": 1},
    ),
    ({"field": "vocational_kinds", "at_least": 2}, {"vocational_kinds": 2}, {}),
    ({"field": "social_kinds", "at_most": 1}, {"social_kinds": 1}, {"social_kinds": 2}),
    ({"field": "health_kinds", "at_least": 1}, {"health_kinds": 1}, {}),
    ({"field": "educational_kinds", "at_least": 1}, {"educational_kinds": 1}, {}),
    ({"field": "accompanying_kinds", "less_than": 1}, {}, {"accompanying_kinds": 1}),
    (
        {"outcome": "LASTING_WORK", "window": {"from": 0, "to": 92}},
        {"lasting_work_on": day_after_leaving(92)},
        {"lasting_work_on": day_after_leaving(93)},
    ),
    (
        {"outcome": "SOCIAL_PROGRESS", "window": {"from": 0, "to": 92}},
        {"social_progress_on": day_after_leaving(0)},
        {"social_progress_on": None},
    ),
    # Three months end on the day of the same number, or with a shorter month.
    (
        THREE_MONTHS,
        {"lasting_work_on": date(2021, 9, 30)},
        {"lasting_work_on": date(2021, 10, 1)},
    ),
    (
        THREE_MONTHS,
        {"ended_on": date(2021, 11, 30), "lasting_work_on": date(2022, 2, 28)},
        {"ended_on": date(2021, 11, 30), "lasting_work_on": date(2022, 3, 1)},
    ),
    (
        THREE_MONTHS,
        {"ended_on": date(2023, 11, 30), "lasting_work_on": date(2024, 2, 29)},
        {"ended_on": date(2023, 11, 30), "lasting_work_on": date(2024, 3, 1)},
    ),
    (
        THREE_MONTHS,
        {"ended_on": date(2021, 12, 1), "lasting_work_on": date(2022, 3, 1)},
        {"ended_on": date(2021, 12, 1), "lasting_work_on": date(2022, 3, 2)},
    ),
    (
        THREE_MONTHS,
        {"lasting_work_on": day_after_leaving(0)},
        {"lasting_work_on": day_after_leaving(-1)},
    ),
    (
        SECOND_MONTH,
        {"employment_on": date(2021, 7, 30)},
        {"employment_on": date(2021, 7, 29)},
    ),
    (
        SECOND_MONTH,
        {"ended_on": date(2021, 1, 31), "employment_on": date(2021, 2, 28)},
        {"ended_on": date(2021, 1, 31), "employment_on": date(2021, 4, 1)},
    ),
    (
        SOON_AFTER_START,
        {"started_on": date(2021, 1, 11), "employment_on": date(2021, 4, 11), "ended_on": None},
        {"started_on": date(2021, 1, 11), "employment_on": date(2021, 4, 12)},
    ),
    (
        A_MONTH_INSIDE,
        {"started_on": date(2021, 5, 31)},
        {"started_on": date(2021, 6, 1)},
    ),
    (A_MONTH_INSIDE, {}, {"ended_on": None}),
    ({"not": A_MONTH_INSIDE}, {"ended_on": None}, {}),
    (
        {"field": "ended_on", "window": {"after": "start", "from": 30, "to": 60}},
        {"started_on": day_after_leaving(-60)},
        {"started_on": day_after_leaving(-61)},
    ),
    (
        {"field": "started_on", "window": {"to": 0}},
        {"started_on": day_after_leaving(-5)},
        {"ended_on": None},
    ),
    (
        {"all": [{"field": "sex", "is": "F"}, {"field": "age", "at_least": 18}]},
        {"sex": "F", "age": 18},
        {"sex": "F", "age": 17},
    ),
    (
        {"any": [{"field": "sex", "is": "F"}, {"field": "age", "at_least": 18}]},
        {"sex": "M", "age": 18},
        {"sex": "M", "age": 17},
    ),
    ({"not": {"field": "sex", "is": "M"}}, {"sex": "F"}, {"sex": "M"}),
    # A comparison with an unknown value is false, so its opposite is true.
    ({"not": {"field": "isced", "at_least": 3}}, {"isced": None}, {"isced": 3}),
    ({"not": {"field": "completed_path", "is": True}}, {"completed_path": None}, {}),
    (
        {"not": EMPLOYED_IN_28_DAYS},
        {"employment_on": None},
        {"employment_on": day_after_leaving(28)},
    ),
    (
        {"not": {"all": [{"field": "sex", "is": "F"}, {"field": "isced", "in": [3]}]}},
        {"isced": None},
        {"isced": 3},
    ),
    ({"not": {"not": {"field": "isced", "is": 3}}}, {"isced": 3}, {"isced": None}),
]

# Each rule of the table with a row it takes and a row it leaves out.
JUDGED = [
    (tree.parse(rule), anna(**changes), holds)
    for rule, met, missed in BOTH_WAYS
    for changes, holds in ((met, True), (missed, False))
]


_NEAR = {"age": AGES, "isced": tuple(range(9)), "degurba": (1, 2, 3)} | {
    name: (0, 1, 19, 20, 21, 60) for name in fields.FIELDS if name.endswith("_hours")
}


def _values(field: fields.Field) -> st.SearchStrategy[object]:
    if field.kind is Kind.CODE:
        return st.sampled_from(GMINAS)
    if field.kind is Kind.NUMBER:
        near = _NEAR.get(field.name)
        return st.sampled_from(near) if near else st.integers(field.low, min(field.high, 5))
    return st.sampled_from(list(field.values))


def _question(field: fields.Field, question: str) -> st.SearchStrategy[dict[str, object]]:
    asked: st.SearchStrategy[object]
    if question == "known":
        asked = st.just(True)
    elif question == "in":
        asked = st.lists(_values(field), min_size=1, max_size=3, unique=True)
    elif field.kind is Kind.DAY:
        asked = DAYS.map(str)
    else:
        asked = _values(field)
    return asked.map(lambda value: {"field": field.name, question: value})


def _periods(field: fields.Field) -> st.SearchStrategy[dict[str, object]]:
    days = st.lists(DAYS.map(str), min_size=2, max_size=2).map(sorted)
    return days.map(lambda ends: {"field": field.name, "from": ends[0], "to": ends[1]})


# Mostly near the days people leave and find work; now and then anything allowed.
_DAYS = st.integers(0, 37) | st.integers(0, values.MAX_WINDOW["days"])
_MONTHS = st.integers(0, 3) | st.integers(0, values.MAX_WINDOW["months"])


def _windows() -> st.SearchStrategy[dict[str, object]]:
    ends = st.lists(_DAYS, min_size=2, max_size=2).map(sorted)
    months = st.lists(_MONTHS, min_size=2, max_size=2).map(sorted)
    window = st.one_of(
        ends.map(lambda pair: {"from": pair[0], "to": pair[1]}),
        months.map(lambda pair: {"from_months": pair[0], "to_months": pair[1]}),
        _MONTHS.map(lambda last: {"from": 0, "to_months": last}),
        _DAYS.map(lambda last: {"to": last}),
        _MONTHS.map(lambda last: {"to_months": last}),
    )
    after = st.sampled_from([{}, {}, {"after": "start"}])
    return st.builds(lambda counted_from, ends: {**counted_from, **ends}, after, window)


def _within() -> st.SearchStrategy[dict[str, object]]:
    """The day of leaving in a window of the start, perhaps without an end."""
    one_end = st.one_of(
        _DAYS.map(lambda day: {"from": day}), _MONTHS.map(lambda month: {"from_months": month})
    )
    return (_windows() | one_end).map(
        lambda window: {"field": "ended_on", "window": {**window, "after": "start"}}
    )


# Of the degrees of urbanisation, 1 to 3, none is more than 3 or less than 1.
_IMPOSSIBLE = [{"field": "degurba", "more_than": 3}, {"field": "degurba", "less_than": 1}]


def leaves() -> st.SearchStrategy[dict[str, object]]:
    questions = [
        _question(field, question)
        for field in fields.FIELDS.values()
        for question in tree.QUESTIONS[field.kind]
        if question != "window"
    ]
    periods = [_periods(field) for field in fields.FIELDS.values() if field.kind is Kind.DAY]
    outcomes = st.fixed_dictionaries(
        {"outcome": st.sampled_from(list(fields.OUTCOMES)), "window": _windows()}
    )
    # Outcomes and windows are where readings could part, so they come more often than their share.
    # A union of unions is drawn from evenly, so the group is chosen first.
    groups = (
        st.one_of(*questions),
        st.one_of(*questions),
        st.one_of(*periods),
        outcomes,
        _within(),
    )
    asked = st.sampled_from(range(len(groups))).flatmap(groups.__getitem__)
    return asked.filter(lambda leaf: leaf not in _IMPOSSIBLE)


def questions() -> st.SearchStrategy[nodes.Branch]:
    return leaves().map(tree.parse)


def trees(
    asked: st.SearchStrategy[nodes.Branch] | None = None,
) -> st.SearchStrategy[nodes.Branch]:
    """Give trees of up to a few dozen branches, well inside the limits; some nobody can fulfil."""
    return st.recursive(
        questions() if asked is None else asked,
        lambda branches: st.one_of(
            st.lists(branches, min_size=1, max_size=4).map(tuple).map(nodes.AllOf),
            st.lists(branches, min_size=1, max_size=4).map(tuple).map(nodes.AnyOf),
            branches.map(nodes.Not),
        ),
        max_leaves=8,
    )


def rules() -> st.SearchStrategy[dict[str, object]]:
    """Give rules as JSON, none of which the parser refuses."""
    return trees().filter(lambda rule: contradictions.found(rule) is None).map(tree.to_json)
