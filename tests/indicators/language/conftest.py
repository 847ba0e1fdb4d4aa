"""What the readings are tried on: a throwaway PostgreSQL, and the schema editors use."""

import json

import psycopg
import pytest
from django.utils import translation
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from config.embedded_pg import EmbeddedPostgres
from indicators.definitions import files
from tests.indicators.language.generated import generated
from tests.indicators.language.population import participations
from tests.indicators.language.rules import questions, trees

PARTICIPATION = """
create schema facts;
create table facts.participation (
    id bigint primary key,
    started_on date not null,
    ended_on date,
    sex text not null,
    age smallint not null,
    labour_status text not null,
    labour_detail varchar(24) not null,
    long_term_unemployed boolean not null,
    isced smallint,
    disability text not null,
    at_risk boolean not null,
    third_country varchar(7) not null,
    foreign_background varchar(7) not null,
    minority varchar(7) not null,
    homeless varchar(7) not null,
    disadvantage varchar(7) not null,
    uses_food_aid boolean not null,
    gmina varchar(7) not null,
    degurba smallint,
    rule_set text not null,
    completed_path boolean,
    employment_on date,
    qualification_on date,
    job_search_on date,
    education_on date,
    lasting_work_on date,
    social_progress_on date,
    support_hours numeric(8, 2) not null,
    social_hours numeric(8, 2) not null,
    health_hours numeric(8, 2) not null,
    vocational_hours numeric(8, 2) not null,
    educational_hours numeric(8, 2) not null,
    accompanying_hours numeric(8, 2) not null,
    support_kinds smallint not null,
    social_kinds smallint not null,
    health_kinds smallint not null,
    vocational_kinds smallint not null,
    educational_kinds smallint not null,
    accompanying_kinds smallint not null,
    support_areas smallint not null
)"""


@pytest.fixture(autouse=True)
def english():
    """Compare words in English unless a test asks for another language."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def throwaway_postgres(tmp_path_factory):
    server = EmbeddedPostgres(home=tmp_path_factory.mktemp("postgres"), throwaway=True)
    server.ensure_running()
    yield server
    server.release()


@pytest.fixture(scope="session")
def database_with_participations(throwaway_postgres):
    connection = psycopg.connect(
        host=str(throwaway_postgres.socket_dir), user="postgres", dbname="postgres"
    )
    with connection:
        connection.execute(PARTICIPATION)
        connection.commit()
        yield connection


@pytest.fixture
def scratch_connection(database_with_participations):
    """Give the connection to one test; nothing it inserts is kept."""
    yield database_with_participations
    database_with_participations.rollback()


@pytest.fixture(scope="session")
def some_questions():
    """Branches without branches, on every field and outcome; others in each run."""
    return list(dict.fromkeys(generated(questions(), count=500)))


@pytest.fixture(scope="session")
def some_trees(some_questions):
    """Rules of every shape, no two alike, some of which nobody can fulfil."""
    asked = st.sampled_from(some_questions)
    return list(dict.fromkeys(generated(trees(asked), count=2300)))


@pytest.fixture(scope="session")
def some_people():
    return generated(participations(), count=200)


@pytest.fixture(scope="session")
def rule_schema():
    """Give the validator of the rule alone, cut out of the schema of definitions."""
    schema = json.loads((files.STANDARD / files.SCHEMA_NAME).read_text(encoding="utf-8"))
    return Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/rule"})
