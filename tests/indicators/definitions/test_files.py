"""The shipped definitions are whole, agree with their schema, and a broken file is named."""

import json

import jsonschema
import pytest

from indicators.definitions import files
from indicators.language import as_python, as_sql, tree
from tests.indicators.language.population import anna, day_after_leaving

CODES = [
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "PATH_COMPLETED",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
    "SEEKING_WORK",
]
SCHEMA = json.loads((files.STANDARD / files.SCHEMA_NAME).read_text(encoding="utf-8"))
SHIPPED = {str(definition["code"]): definition for definition in files.read_standard()}


def test_the_six_shared_definitions_are_shipped():
    assert sorted(SHIPPED) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_file_fits_the_schema_it_names(code):
    text = (files.STANDARD / f"{code.lower()}.json").read_text(encoding="utf-8")
    definition = json.loads(text)

    assert definition["$schema"] == files.SCHEMA_NAME
    jsonschema.validate(definition, SCHEMA)


@pytest.mark.parametrize(
    ("code", "changes", "missed_by"),
    [
        ("PEOPLE_AT_RISK", {}, {"at_risk": False}),
        ("PEOPLE_WITH_DISABILITIES", {"disability": "YES"}, {"disability": "REFUSED"}),
        ("PATH_COMPLETED", {}, {"completed_path": None}),
        ("EMPLOYED_AFTER", {"employment_on": day_after_leaving(28)}, {"at_risk": False}),
        (
            "EMPLOYED_AFTER",
            {"employment_on": day_after_leaving(0)},
            {"employment_on": day_after_leaving(-1)},
        ),
        ("EMPLOYED_AFTER", {"employment_on": day_after_leaving(5)}, {"labour_status": "EMPLOYED"}),
        (
            "QUALIFICATION_GAINED",
            {"qualification_on": day_after_leaving(-60)},
            {"qualification_on": day_after_leaving(29)},
        ),
        (
            "SEEKING_WORK",
            {"job_search_on": day_after_leaving(28), "labour_status": "INACTIVE"},
            {"labour_status": "UNEMPLOYED"},
        ),
    ],
)
def test_a_shipped_rule_counts_whom_the_programme_counts(code, changes, missed_by):
    rule = tree.parse(SHIPPED[code]["rule"])

    assert as_python.verdict(rule, anna(**changes)).holds
    assert not as_python.verdict(rule, anna(**{**changes, **missed_by})).holds


def test_all_shipped_definitions_compile_into_one_statement():
    definitions = [
        as_sql.Counted(
            key=code, tree=tree.parse(shipped["rule"]), counts_on=str(shipped["counts_on"])
        )
        for code, shipped in SHIPPED.items()
    ]

    sql, params = as_sql.hits_statement(definitions)

    assert ";" not in sql
    assert [param for param in params if isinstance(param, str) and param in SHIPPED] == [*SHIPPED]


def broken(**changes: object) -> dict[str, object]:
    return {**SHIPPED["EMPLOYED_AFTER"], **changes}


BROKEN = [
    ("version", broken(version=True)),
    ("version", broken(version=0)),
    ("effective_from", broken(effective_from="2014")),
    ("names", broken(names={"pl": "Liczba osób"})),
    ("short_names", broken(short_names={"pl": "Pracujące", "en": ""})),
    ("source", broken(source="")),
    ("checked_by", broken(checked_by=None)),
    ("unit", broken(unit="szt.")),
    ("counting_unit", broken(counting_unit="person")),
    ("kind", broken(kind="impact")),
    ("counts_on", broken(counts_on="recorded_at")),
    ("adds_over_time", broken(adds_over_time="last")),
    ("adds_over_units", broken(adds_over_units=None)),
    ("breakdowns", broken(breakdowns=["sex", "sex"])),
    ("breakdowns", broken(breakdowns=["gmina"])),
    ("breakdowns", broken(breakdowns=[["sex"]])),
    ("measurement_window_days", broken(measurement_window_days=-1)),
    ("colour", broken(colour="red")),
    ("rule", broken(rule=[])),
    ("rule.all[0].is", broken(rule={"all": [{"field": "sex", "is": "X"}]})),
]


@pytest.mark.parametrize(("place", "definition"), BROKEN)
def test_a_broken_definition_is_refused_by_file_and_place_and_by_the_schema(
    tmp_path, place, definition
):
    (tmp_path / "employed_after.json").write_text(json.dumps(definition), encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid) as refusal:
        files.read_standard(tmp_path)

    assert str(refusal.value).startswith(f"employed_after.json: {place}: ")
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(definition)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_definition_without_one_of_its_parts_is_refused(tmp_path, key):
    definition = {name: value for name, value in broken().items() if name != key}
    (tmp_path / "employed_after.json").write_text(json.dumps(definition), encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid, match=f"employed_after.json: {key}: is missing"):
        files.read_standard(tmp_path)


def test_a_file_that_is_not_json_is_named(tmp_path):
    (tmp_path / "half.json").write_text('{"code": "HALF"', encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid, match=r"half\.json: file: not JSON"):
        files.read_standard(tmp_path)


def test_two_files_cannot_share_a_code(tmp_path):
    for name in ("employed_after.json", "employed_again.json"):
        (tmp_path / name).write_text(json.dumps(broken()), encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid, match=r"employed_again\.json: code: .*named after"):
        files.read_standard(tmp_path)


def test_the_measurement_window_is_the_window_of_the_rule(tmp_path):
    definition = broken(measurement_window_days=90)
    (tmp_path / "employed_after.json").write_text(json.dumps(definition), encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid, match="last day of the window in the rule"):
        files.read_standard(tmp_path)
