"""Participations to judge: one ordinary person to change, and generated ones full of borders."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from psycopg import Connection

LEFT_ON = date(2021, 6, 30)

# Anna: unemployed, at risk, left in June with her path completed and no outcome seen yet.
ANNA: Mapping[str, object] = {
    "started_on": date(2021, 1, 11),
    "ended_on": LEFT_ON,
    "sex": "F",
    "age": 34,
    "labour_status": "UNEMPLOYED",
    "long_term_unemployed": True,
    "isced": 3,
    "disability": "NO",
    "at_risk": True,
    "gmina": "2205043",
    "rule_set": "P2014",
    "completed_path": True,
    "employment_on": None,
    "qualification_on": None,
    "job_search_on": None,
    "education_on": None,
}

# Days close enough together for windows and periods to be met, missed and met exactly.
DAYS = st.integers(0, 45).map(lambda days: LEFT_ON + timedelta(days=days - 8))
AGES = (17, 18, 29, 30, 54, 55)
GMINAS = ("2205043", "2261011")


def anna(**changes: object) -> dict[str, object]:
    assert changes.keys() <= ANNA.keys()
    return {**ANNA, **changes}


def day_after_leaving(days: int) -> date:
    return LEFT_ON + timedelta(days=days)


def participations() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {
            "started_on": DAYS,
            "ended_on": st.none() | DAYS,
            "sex": st.sampled_from(["F", "M"]),
            "age": st.sampled_from(AGES),
            "labour_status": st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED"]),
            "long_term_unemployed": st.booleans(),
            "isced": st.none() | st.integers(0, 8),
            "disability": st.sampled_from(["YES", "NO", "REFUSED"]),
            "at_risk": st.booleans(),
            "gmina": st.sampled_from(GMINAS),
            "rule_set": st.sampled_from(["P2014", "P2021"]),
            "completed_path": st.none() | st.booleans(),
            "employment_on": st.none() | DAYS,
            "qualification_on": st.none() | DAYS,
            "job_search_on": st.none() | DAYS,
            "education_on": st.none() | DAYS,
        }
    )


def insert(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Replace whoever is in facts.participation; the id of a row is its place in the list."""
    connection.execute("truncate facts.participation")
    columns = ", ".join(ANNA)
    with connection.cursor().copy(f"copy facts.participation (id, {columns}) from stdin") as copy:
        for place, row in enumerate(rows):
            copy.write_row([place, *(row[column] for column in ANNA)])
