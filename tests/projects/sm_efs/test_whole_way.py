"""The whole way of a file: each kind of mistake is told and mended by clicks, and what leaves is clean."""

import random
from dataclasses import replace
from datetime import date

import pytest

from core import pesel
from projects.participants.models import Participation, Person
from projects.sm_efs import operations
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.queries.mends import fingerprint, stored_mends
from projects.sm_efs.queries.uploads import checked_list, reconciliation
from projects.sm_efs.rules import files
from projects.sm_efs.rules.preflight import named, preflight
from projects.sm_efs.rules.record import lay_out
from tests.make import sm_efs
from tests.make.sm_efs import KNOWN, LAYOUT, TODAY
from tests.projects.sm_efs.test_preflight import MENDED, TOLD

# The rules of the field by their numbers; those that a row of the file cannot break, and why.
RULES = {f"V{number:02}" for number in range(1, 31)}
NOT_IN_A_ROW = {
    "V06": "the file says of long unemployment what the register decided by the months",
    "V13": "the file has no outcomes with days of their own",
    "V19": "asked of a person, blocks nothing",
    "V20": "the file has no street",
    "V21": "premises and their evidence are ours alone",
    "V22": "evidence of a disability is ours alone",
    "V23": "a quota of the project, no cell of the file",
    "V24": "benefits are ours alone",
    "V25": "the social contract is ours alone",
    "V29": "asked of a person, blocks nothing",
    "V30": "asked of a person, blocks nothing",
}
TOGETHER = [
    ({"no_pesel": "YES", "identifier": "AB123", "age": 12, "citizenship": "EU",
      "labour_status": "EMPLOYED", "labour_detail": "NGO"}, "V07"),
    ({"labour_status": "UNEMPLOYED", "labour_detail": "OTHER", "ended_on": date(2026, 10, 1),
      "completed_path": "YES", "exit_situation": "SEEKS_WORK"}, "V15"),
    ({"labour_status": "EMPLOYED", "labour_detail": "NGO", "ended_on": date(2026, 10, 1),
      "completed_path": "YES", "exit_situation": "TOOK_UP_WORK"}, "V14"),
    ({"citizenship": "OUTSIDE_EU", "foreign_background": "YES"}, "V16"),
]  # fmt: skip
# Of a whole file, not of a row: that somebody stands in it twice.
OF_THE_FILE = {"V27"}
# No list of these is loaded here; the rules alone are asked in the preflight's own tests.
NOT_KNOWN_HERE = frozenset({"degurba"})


@pytest.fixture
def by(inside_alfa):
    return inside_alfa


@pytest.fixture
def project(by):
    found = sm_efs.fed_project(by=by)
    office = {"phone": "58 681 00 00", "email": "kis@example.org", "support_scope": ""}
    operations.agree_office(project=found, **office, version=0, reason="zgoda kierownika", by=by)
    return found


def test_every_rule_of_the_field_is_met_or_named_with_its_reason():
    met = {check for _column, _text, check, *_after in (*MENDED, *TOLD)}
    met |= {check for _facts, check in TOGETHER} | OF_THE_FILE

    assert set(NOT_IN_A_ROW).isdisjoint(met)
    assert met | set(NOT_IN_A_ROW) >= RULES


@pytest.mark.parametrize(("facts", "check"), TOGETHER)
def test_cells_that_cannot_both_be_are_told(facts, check):
    assert check in [one.check for one in preflight(sm_efs.record(**facts), KNOWN)]


def _own_number(serial):
    return pesel.make(born_on=date(1885, 2, 28), sex="F", serial=serial)


def _spoiled(serial, column, text):
    """A row of somebody else each time, with one mistake."""
    number = _own_number(serial)
    told = named(lay_out(sm_efs.record(identifier=number), LAYOUT), LAYOUT)
    if column == "identifier":
        text = f"{number[:3]} {number[3:6]} {number[6:]}"
    return tuple((told | {column: text}).values())


def _clicks(checked):
    return [
        f"{row.number}:{one.check}:{one.column}"
        for row in checked
        for one in row.problems
        if one.mend
    ]


def test_a_file_with_a_mistake_of_each_kind_is_mended_by_clicks_and_leaves_clean(project, by):
    cases = [case for case in MENDED if case[0] not in NOT_KNOWN_HERE]
    rows = [_spoiled(n, column, text) for n, (column, text, *_rest) in enumerate(cases)]
    facts = {"name": "lista.csv", "content": files.written(rows, LAYOUT), "on": TODAY}
    upload = operations.check_list(project=project, **facts, by=by)

    listed = checked_list(upload, on=TODAY)[1]
    for case, row in zip(cases, listed, strict=True):
        assert case[2] in [one.check for one in row.problems if one.mend], (case, row.problems)

    for _round in range(4):
        upload.refresh_from_db()
        keys = _clicks(checked_list(upload, on=TODAY)[1])
        if keys:
            operations.mend_list(upload=upload, keys=keys, version=upload.version, on=TODAY, by=by)
    upload.refresh_from_db()
    assert [row.problems for row in checked_list(upload, on=TODAY)[1]] == [()] * len(cases)

    clean = operations.take_list(upload=upload, reason="import", on=TODAY, by=by)
    again = operations.check_list(project=project, **{**facts, "content": clean}, by=by)
    assert not any(row.problems for row in checked_list(again, on=TODAY)[1])


def test_somebody_twice_in_a_file_is_told(project, by):
    rows = [_spoiled(1, "note", "a"), _spoiled(1, "note", "b")]
    facts = {"name": "lista.csv", "content": files.written(rows, LAYOUT), "on": TODAY}
    upload = operations.check_list(project=project, **facts, by=by)

    found = [[one.check for one in row.problems] for row in checked_list(upload, on=TODAY)[1]]

    assert found == [[], ["V27"]]


# What people of before a check was known may have: of whom, column, text, and the check; none where the
# file writes it right by itself, or the office's telephone stands in.
STORED = [
    (Person, "given_name", " Żaneta  Maria ", "S02"),
    (Person, "family_name", "=Ćwik", "S05"),
    (Person, "phone", "600-100-200", None),
    (Person, "phone", "", None),
    (Person, "email", "żaneta@example.org", "V26"),
    (Participation, "place_at_start", "KARTUZY", "V18"),
    (Participation, "postal_code_at_start", "83300", "V18"),
    (Participation, "postal_code_at_start", "83–300", "V18"),  # noqa: RUF001
]


def test_people_with_a_mistake_of_each_kind_are_mended_by_clicks_and_all_leave(project, by):
    people = [sm_efs.person(project, by=by, serial=n) for n in range(len(STORED))]
    for who, (model, column, text, _check) in zip(people, STORED, strict=True):
        row = model.objects.get(pk=who.person_id if model is Person else who.pk)
        setattr(row, column, text)
        row.save(update_fields=[column])
    found = {
        line.key: [one.check for one in line.problems] for line in lines_of(project, on=TODAY).rows
    }
    for who, (_model, _column, _text, check) in zip(people, STORED, strict=True):
        assert check is None or check in found[who.pk], (_column, _text, found[who.pk])

    mends = stored_mends(project, on=TODAY)
    facts = {"keys": [one.key for one in mends], "seen": fingerprint(mends)}
    operations.mend_people(project=project, **facts, reason="pisownia", on=TODAY, by=by)
    sent = sm_efs.exported(project, by=by)

    assert (sent.export.rows_count, sent.left_out) == (len(people), ())
    assert stored_mends(project, on=TODAY) == []


CHANGES = {
    "given_name": "Zofia",
    "place": "Somonino",
    "postal_code": "83-314",
    "phone": "611222333",
    "email": "inny@example.org",
    "labour_detail": "OTHER_INACTIVE",
    "disability": "YES",
    "minority": "REFUSED",
    "started_on": date(2026, 3, 4),
    "education": "5-8",
    "support_scope": "Inny zakres",
}


@pytest.mark.parametrize("seed", range(3))
def test_reconciliation_with_a_changed_copy_finds_exactly_its_changes(project, by, seed):
    chance = random.Random(seed)
    for serial in range(12):
        sm_efs.person(project, by=by, serial=serial)
    ours = {line.key: line.record for line in lines_of(project, on=TODAY).rows}
    theirs, changed, gone = [], {}, set()
    for key, record in ours.items():
        fate = chance.choice(["same", "changed", "gone"])
        if fate == "gone":
            gone.add(key)
            continue
        if fate == "changed":
            names = chance.sample(sorted(CHANGES), chance.randint(1, 3))
            record = replace(record, **{name: CHANGES[name] for name in names})
            changed[key] = set(names)
        theirs.append(record)
    theirs.append(sm_efs.record(identifier="10501055560", given_name="Obca"))
    chance.shuffle(theirs)

    facts = {"name": "Uczestnicy_projektu_Efs.csv", "content": sm_efs.national_file(theirs)}
    upload = operations.read_export(project=project, **facts, on=TODAY, by=by)
    found = reconciliation(upload, on=TODAY).found

    assert {
        one.key: {each.column for each in one.differences} for one in found.differing
    } == changed
    assert set(found.only_here) == gone
    assert len(found.only_there) == 1
    assert {key for key, _row in found.same} == set(ours) - gone - set(changed)
