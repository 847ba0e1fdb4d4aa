"""What comes back: reconciliation finds exactly the changes; feedback is read leniently."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.sm_efs.rules import feedback, files
from projects.sm_efs.rules.comparing import reconciled
from projects.sm_efs.rules.record import lay_out, read_back
from tests.make import sm_efs
from tests.make.sm_efs import LAYOUT

CHANGES = {
    "given_name": "Zofia",
    "place": "Somonino",
    "postal_code": "83-314",
    "phone": "611222333",
    "labour_detail": "OTHER_INACTIVE",
    "disability": "YES",
    "started_on": sm_efs.date(2025, 2, 2),
    "support": (sm_efs.SOCIAL,),
    "education": "5-8",
}
COLUMNS = {"support": {"support_kinds", "support_details", "support_days"}}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sm_efs.good_people(), st.data())
def test_a_changed_copy_shows_exactly_its_changes(people, data):
    changed: dict[int, set[str]] = {}
    gone, theirs = set(), {}
    for key, one in enumerate(people):
        fate = data.draw(st.sampled_from(["same", "change", "drop"]))
        if fate == "drop":
            gone.add(key)
            continue
        if fate == "change":
            names = data.draw(st.sets(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3))
            one = replace(one, **{name: CHANGES[name] for name in names})
            changed[key] = {column for n in names for column in COLUMNS.get(n, {n})}
        theirs[key + 2] = one
    theirs[900] = sm_efs.record(identifier="10501055560", given_name="Obca")

    found = reconciled(dict(enumerate(people)), _exported(theirs), LAYOUT)

    told = {one.key: {each.column for each in one.differences} for one in found.differing}
    # A change may be to what stood there already.
    assert {key: told.get(key, set()) <= names for key, names in changed.items()} == dict.fromkeys(
        changed, True
    )
    assert set(told) <= set(changed)
    assert set(found.only_here) == gone
    assert found.only_there == (900,)
    assert len(found.same) + len(found.differing) + len(gone) == len(people)


def _exported(theirs):
    """Through a file, as the national system writes one: days with dots."""
    rows = []
    for one in theirs.values():
        cells = list(lay_out(one, LAYOUT))
        cells[21] = f"{one.started_on:%d.%m.%Y}"
        rows.append(cells)
    read = files.read(files.lines_of(files.written(rows, LAYOUT)), LAYOUT).rows
    return {key: read_back(cells, LAYOUT) for key, (_n, cells) in zip(theirs, read, strict=True)}


def test_a_technical_id_finds_somebody_whose_pesel_was_corrected():
    ours = {"ewa": sm_efs.record(technical_id="T-7")}
    theirs = {2: sm_efs.record(technical_id="T-7", identifier="85822812354")}

    found = reconciled(ours, theirs, LAYOUT)

    assert [each.column for each in found.differing[0].differences] == ["identifier"]


def test_somebody_who_stands_there_twice_is_told_apart():
    found = reconciled({"ewa": sm_efs.record()}, {2: sm_efs.record(), 3: sm_efs.record()}, LAYOUT)

    assert (found.same, found.twice, found.only_there) == ((("ewa", 2),), (3,), ())


@pytest.mark.parametrize(
    "text",
    [
        "Numer wiersza;PESEL;Opis błędu\n2;85822812347;Niepoprawna wartość",
        "Raport z importu\nLp.;PESEL/Inny identyfikator;Kolumna;Komunikat błędu\n"
        "2;85822812347;Wykształcenie;Niepoprawna wartość",
        "2;85822812347;Niepoprawna wartość",
    ],
)
def test_feedback_is_found_by_headers_or_by_what_stands_in_it(text):
    lines = list(files.lines_of(text.encode()))

    found = feedback.read(lines, LAYOUT)[-1]

    assert (found.row, found.identifier, found.message) == (2, "85822812347", "Niepoprawna wartość")
