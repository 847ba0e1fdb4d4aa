"""Participations to judge: one ordinary person to change, and generated ones full of borders."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from psycopg import Connection

LEFT_ON = date(2021, 6, 30)

# Anna: unemployed, at risk, left in June with her path completed after twenty hours of vocational
# support of one kind, and no outcome seen yet.
ANNA: Mapping[str, object] = {
    "started_on": date(2021, 1, 11),
    "ended_on": LEFT_ON,
    "sex": "F",
    "age": 34,
    "labour_status": "UNEMPLOYED",
    "labour_detail": "LONG_TERM",
    "long_term_unemployed": True,
    "isced": 3,
    "disability": "NO",
    "at_risk": True,
    "third_country": "",
    "foreign_background": "",
    "minority": "NO",
    "homeless": "NO",
    "disadvantage": "REFUSED",
    "uses_food_aid": False,
    "gmina": "2205043",
    "degurba": 3,
    "rule_set": "P2014",
    "completed_path": True,
    "employment_on": None,
    "qualification_on": None,
    "job_search_on": None,
    "education_on": None,
    "lasting_work_on": None,
    "social_progress_on": None,
    "support_hours": Decimal("20.00"),
    "social_hours": Decimal("0.00"),
    "health_hours": Decimal("0.00"),
    "vocational_hours": Decimal("20.00"),
    "educational_hours": Decimal("0.00"),
    "accompanying_hours": Decimal("0.00"),
    "support_kinds": 1,
    "social_kinds": 0,
    "health_kinds": 0,
    "vocational_kinds": 1,
    "educational_kinds": 0,
    "accompanying_kinds": 0,
    "support_areas": 1,
}

# Days close enough together for windows and periods to be met, missed and met exactly.
DAYS = st.integers(0, 45).map(lambda days: LEFT_ON + timedelta(days=days - 8))
AGES = (17, 18, 29, 30, 54, 55)
GMINAS = ("2205043", "2261011")
# Hundredths beside whole hours: 19.99 are not yet 20.
HOURS = tuple(map(Decimal, ("0.00", "0.01", "19.99", "20.00", "20.01", "60.00")))
ANSWERS = ("", "YES", "NO", "REFUSED")
LABOUR_DETAILS = ("", "LONG_TERM", "OTHER", "IN_EDUCATION", "SELF_EMPLOYED")


def anna(**changes: object) -> dict[str, object]:
    assert changes.keys() <= ANNA.keys()
    return {**ANNA, **changes}


def day_after_leaving(days: int) -> date:
    return LEFT_ON + timedelta(days=days)


def _values(column: str) -> st.SearchStrategy[object]:
    if column.endswith("_on"):
        return DAYS if column == "started_on" else st.none() | DAYS
    if column.endswith("_hours"):
        return st.sampled_from(HOURS)
    if column.endswith("_kinds"):
        return st.integers(0, 4)
    return _OTHERS[column]


_ANSWER = st.sampled_from(ANSWERS)
_OTHERS: Mapping[str, st.SearchStrategy[object]] = {
    "sex": st.sampled_from(["F", "M"]),
    "age": st.sampled_from(AGES),
    "labour_status": st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED"]),
    "labour_detail": st.sampled_from(LABOUR_DETAILS),
    "long_term_unemployed": st.booleans(),
    "isced": st.none() | st.integers(0, 8),
    "disability": st.sampled_from(["YES", "NO", "REFUSED"]),
    "at_risk": st.booleans(),
    "third_country": _ANSWER,
    "foreign_background": _ANSWER,
    "minority": _ANSWER,
    "homeless": _ANSWER,
    "disadvantage": _ANSWER,
    "uses_food_aid": st.booleans(),
    "gmina": st.sampled_from(GMINAS),
    "degurba": st.none() | st.integers(1, 3),
    "rule_set": st.sampled_from(["P2014", "P2021"]),
    "completed_path": st.none() | st.booleans(),
    "support_areas": st.integers(0, 5),
}


def participations() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({column: _values(column) for column in ANNA})


def insert(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Replace whoever is in facts.participation; the id of a row is its place in the list."""
    connection.execute("truncate facts.participation")
    columns = ", ".join(ANNA)
    with connection.cursor().copy(f"copy facts.participation (id, {columns}) from stdin") as copy:
        for place, row in enumerate(rows):
            copy.write_row([place, *(row[column] for column in ANNA)])
