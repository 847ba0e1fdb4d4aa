"""The shipped definitions are whole, agree with their schema, and a broken file is named."""

import json
from pathlib import Path

import jsonschema
import pytest

from indicators.definitions import files
from indicators.language import as_python, as_sql, tree
from tests.indicators.language.population import anna, day_after_leaving

SCHEMA = json.loads((files.STANDARD / files.SCHEMA_NAME).read_text(encoding="utf-8"))
FITTING = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = {str(definition["code"]): definition for definition in files.read_standard()}
PATHS = {path.stem.upper(): path for path in files.STANDARD.glob("*/*.json")}
COUNTED = {code: shipped for code, shipped in SHIPPED.items() if shipped["rule"] is not None}
# What the six indicators of the first release have been called since.
FIRST_SIX = {
    "PEOPLE_AT_RISK": 1,
    "PEOPLE_WITH_DISABILITIES": 2,
    "PATH_COMPLETED": 3,
    "EMPLOYED_AFTER": 4,
    "QUALIFICATION_GAINED": 5,
    "SEEKING_WORK": 6,
}


def test_the_first_six_keep_their_numbers():
    assert {code: SHIPPED[code]["number"] for code in FIRST_SIX} == FIRST_SIX


def numbered(prefix: str, *numbers: int) -> set[str]:
    return {f"{prefix}{number:02}" for number in numbers}


def test_the_common_indicators_of_both_periods_are_shipped():
    # Households, 12 to 14, were dropped in 2018.
    common_2014 = numbered("CO", *range(1, 12), *range(15, 24)) | numbered("CR", *range(1, 10))
    common_2021 = numbered("EECO", *range(1, 20)) | numbered("EECR", *range(1, 7))

    for family, rule_set, codes in (
        ("COMMON_2014", "P2014", common_2014),
        ("COMMON_2021", "P2021", common_2021),
    ):
        members = {code: one for code, one in SHIPPED.items() if one["family"] == family}
        assert set(members) == codes
        assert {one["rule_set"] for one in members.values()} == {rule_set}


def test_both_efficiencies_are_two_counts_beside_each_other():
    rates = {code: one for code, one in SHIPPED.items() if one["kind"] == "rate"}

    assert set(rates) == {"SOCIAL_EFFICIENCY", "EMPLOYMENT_EFFICIENCY"}
    for code, rate in rates.items():
        assert (rate["numerator"], rate["denominator"]) == (f"{code}_REACHED", f"{code}_BASE")
        parts = [COUNTED[rate["numerator"]], COUNTED[rate["denominator"]]]
        # Of the same people in every period: they left in it.
        assert [part["counts_on"] for part in parts] == ["ended_on", "ended_on"]


@pytest.mark.parametrize("code", sorted(SHIPPED.keys() - COUNTED.keys()))
def test_what_no_rule_counts_says_why(code):
    shipped = SHIPPED[code]

    assert shipped["note"]
    assert shipped["kind"] == "rate" or "ręcznie" in shipped["note"]


def test_nothing_is_called_checked_that_nobody_has_compared_with_its_source():
    assert {one["checked_by"] for one in SHIPPED.values()} == {""}


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_file_fits_the_schema_it_names(code):
    path = PATHS[code]
    definition = json.loads(path.read_text(encoding="utf-8"))

    assert (path.parent / definition["$schema"]).resolve() == files.STANDARD / files.SCHEMA_NAME
    FITTING.validate(definition)


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
        for code, shipped in COUNTED.items()
    ]

    sql, params = as_sql.hits_statement(definitions)

    assert ";" not in sql
    assert [param for param in params if isinstance(param, str) and param in COUNTED] == [*COUNTED]


def broken(**changes: object) -> dict[str, object]:
    return {**SHIPPED["EMPLOYED_AFTER"], **changes}


def rate(**changes: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "kind": "rate",
        "unit": "%",
        "counts_on": "",
        "adds_over_time": "none",
        "adds_over_units": "none",
        "window_days": None,
        "numerator": "PEOPLE_AT_RISK",
        "denominator": "PEOPLE_WITH_DISABILITIES",
        "rule": None,
    }
    return broken(**{**usual, **changes})


BROKEN = [
    ("version", broken(version=True)),
    ("version", broken(version=0)),
    ("effective_from", broken(effective_from="2014")),
    ("names", broken(names={"pl": "Liczba osób"})),
    ("short_names", broken(short_names={"pl": "Pracujące", "en": ""})),
    ("source", broken(source="")),
    ("checked_by", broken(checked_by=None)),
    ("code", broken(code="E" * 41)),
    ("number", broken(number=0)),
    ("number", broken(number=20001)),
    ("code", broken(code="OWN_WORK")),
    ("position", broken(position="4")),
    ("family", broken(family="OWN")),
    ("rule_set", broken(rule_set="P2027")),
    ("names", broken(names={"pl": "L" * 301, "en": "N"})),
    ("short_names", broken(short_names={"pl": "P" * 81, "en": "E"})),
    ("note", broken(note=None)),
    ("unit", broken(unit="")),
    ("counting_unit", broken(counting_unit="household")),
    ("is_special", broken(is_special="no")),
    ("numerator", broken(numerator="lower")),
    ("numerator", broken(numerator="PEOPLE_AT_RISK")),
    ("numerator", rate(numerator="")),
    ("denominator", rate(denominator="")),
    ("adds_over_units", rate(adds_over_units="sum")),
    ("adds_over_units", rate(adds_over_time="sum")),
    ("rule", rate(rule={"field": "at_risk", "is": True}, counts_on="started_on")),
    ("rule", broken(counting_unit="entity")),
    ("counts_on", broken(counts_on="")),
    ("counts_on", broken(rule=None, window_days=None)),
    ("kind", broken(kind="impact")),
    ("counts_on", broken(counts_on="recorded_at")),
    ("adds_over_time", broken(adds_over_time="mean")),
    ("adds_over_units", broken(adds_over_units=None)),
    ("breakdowns", broken(breakdowns=["sex", "sex"])),
    ("breakdowns", broken(breakdowns=["gmina"])),
    ("breakdowns", broken(breakdowns=[["sex"]])),
    ("window_days", broken(window_days=-1)),
    ("window_months", broken(window_months="3")),
    ("colour", broken(colour="red")),
    ("rule", broken(rule=[])),
    ("rule.all[0].is", broken(rule={"all": [{"field": "sex", "is": "X"}]})),
]


@pytest.mark.parametrize(("place", "definition"), BROKEN)
def test_a_broken_definition_is_refused_by_file_and_place_and_by_the_schema(
    tmp_path, place, definition
):
    write(tmp_path / "employed_after.json", definition)

    with pytest.raises(files.DefinitionInvalid) as refusal:
        files.read_standard(tmp_path)

    assert refusal.value.place == place
    assert not FITTING.is_valid(definition)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_definition_without_one_of_its_parts_is_refused(tmp_path, key):
    definition = {name: value for name, value in broken().items() if name != key}
    write(tmp_path / "employed_after.json", definition)

    with pytest.raises(files.DefinitionInvalid, match=f"employed_after.json: {key}: is missing"):
        files.read_standard(tmp_path)


def test_a_file_that_is_not_json_is_named(tmp_path):
    (tmp_path / "half.json").write_text('{"code": "HALF"', encoding="utf-8")

    with pytest.raises(files.DefinitionInvalid, match=r"half\.json: file: not JSON"):
        files.read_standard(tmp_path)


def test_a_file_is_named_after_its_code(tmp_path):
    write(tmp_path / "employed_again.json", broken())

    with pytest.raises(files.DefinitionInvalid, match=r"employed_again\.json: code: .*named after"):
        files.read_standard(tmp_path)


@pytest.mark.parametrize("key", ["code", "number", "position"])
def test_two_files_cannot_share_a_code_a_number_or_a_position(tmp_path, key):
    first = broken()
    second = broken(code="EMPLOYED_AGAIN", number=99, position=99)
    second[key] = first[key]
    folder = tmp_path / "second"
    folder.mkdir()
    write(tmp_path / "employed_after.json", first)
    write(folder / f"{str(second['code']).lower()}.json", second)

    with pytest.raises(files.DefinitionInvalid, match=f"second.*: {key}: .*already"):
        files.read_standard(tmp_path)


def test_a_rate_names_two_indicators_that_are_counted(tmp_path):
    write(tmp_path / "employed_after.json", rate())

    with pytest.raises(files.DefinitionInvalid, match="numerator: names no indicator"):
        files.read_standard(tmp_path)


def test_the_window_is_the_window_of_the_rule(tmp_path):
    write(tmp_path / "employed_after.json", broken(window_days=90))

    with pytest.raises(files.DefinitionInvalid, match="end of the window in the rule"):
        files.read_standard(tmp_path)


def test_a_window_in_months_is_told_in_months(tmp_path):
    rule = {"outcome": "LASTING_WORK", "window": {"to_months": 3}}
    months = broken(rule=rule, window_days=None, window_months=3, counts_on="lasting_work_on")
    write(tmp_path / "employed_after.json", months)

    assert files.read_standard(tmp_path)[0]["window_months"] == 3
    assert FITTING.is_valid(months)


def test_whether_a_definition_is_guarded_more_is_what_its_rule_asks(tmp_path):
    rule = {"not": {"field": "disability", "is": "NO"}}
    write(tmp_path / "employed_after.json", broken(rule=rule, window_days=None))

    with pytest.raises(files.DefinitionInvalid, match="is_special: .*disability"):
        files.read_standard(tmp_path)


def write(path: Path, definition: dict[str, object]) -> None:
    path.write_text(json.dumps(definition), encoding="utf-8")
