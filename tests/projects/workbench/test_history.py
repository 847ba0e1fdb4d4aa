"""The history of a record, in its reader's words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone, translation

from core import tenancy
from projects.participants import operations
from projects.workbench import history
from projects.workbench import operations as bulk
from projects.workbench.verbs import UNDONE
from tests import make
from tests.make import workbench

ROOT = Path(__file__).resolve().parents[3]
# Every app above the workbench that writes into the audit trail of a tenant; some are of all.
TELLING = sorted(
    app
    for app in (*(ROOT / "projects").iterdir(), *(ROOT / "indicators").iterdir())
    if app.name not in ("definitions", "programme_targets")
    and any("audit.record(" in path.read_text() for path in app.rglob("*.py"))
)


def test_a_correction_names_fields_reason_and_who_in_polish(club, alfa, anna):
    with tenancy.inside(alfa), translation.override("pl"):
        operations.correct_person(
            person=club[0].person,
            entry=make.person_entry(
                family_name="Żak", given_name="Jan", pesel=make.PESEL_OF_A_MAN, sex="M"
            ),
            version=1,
            reason="literówka",
            on=make.TODAY,
            by=anna,
        )
        entries = history.of([club[0].pk, club[0].person_id], with_reasons=True)

    assert [entry.who for entry in entries] == ["Anna Lis", "Anna Lis"]
    assert "imię" in entries[0].fields
    assert entries[0].reason == "literówka"
    assert entries[0].at > entries[1].at


def test_a_change_in_bulk_tells_what_all_of_them_got(club, alfa, anna, ewa):
    with tenancy.inside(alfa):
        workbench.batch(club, by=anna, member=ewa)
        entry = history.of([club[1].pk], with_reasons=True)[0]

    assert (entry.detail, entry.count, entry.fields) == ("Ewa Konkel", 3, ())


def test_what_is_undone_for_the_others_is_not_told_of_a_record_left_alone(club, alfa, anna, ewa):
    with tenancy.inside(alfa):
        changed = workbench.batch(club, by=anna)
        workbench.batch(club[:1], by=anna, member=ewa)
        bulk.undo(batch=changed, only_untouched=True, at=timezone.now(), by=anna)
        left_alone, given_back = (
            [event.verb for event in history.events_of([each.pk])] for each in club[:2]
        )

    assert UNDONE not in left_alone
    assert given_back[0] == UNDONE


def test_what_somebody_does_again_and_again_is_one_line_of_a_card(club, alfa, anna, ewa):
    """Each stays in the trail; what comes between, and what another does, keeps them apart."""
    start = make.start_entry(started_on=club[0].started_on)
    changes = [{"disability": "YES"}, {"homeless": "YES"}, {"minority": "YES"}]
    with tenancy.inside(alfa):
        for version, (changed, by) in enumerate(zip(changes, (anna, anna, ewa), strict=True), 1):
            start = replace(start, **changed)
            facts = {"start": start, "version": version, "reason": "x", "on": make.TODAY}
            operations.correct_start(participation=club[0], **facts, by=by)
        of_ewa, of_anna, *_before = history.on_a_card([club[0].pk], with_reasons=True)
        each = history.of([club[0].pk], with_reasons=True)

    assert (of_ewa.who, of_ewa.times, of_ewa.since) == ("Ewa Konkel", 1, None)
    assert (of_anna.who, of_anna.times, len(of_anna.fields)) == ("Anna Lis", 2, 2)
    assert of_anna.since == each[2].at < of_anna.at == each[1].at


def test_nothing_of_another_record_is_told(club, alfa, anna):
    with tenancy.inside(alfa):
        workbench.batch(club[:1], by=anna)

        assert len(history.of([club[0].pk], with_reasons=True)) == 2
        assert len(history.of([club[1].pk], with_reasons=True)) == 1


def test_the_last_change_of_each_field_is_known_with_its_author(club, alfa, anna, ewa):
    start = make.start_entry(started_on=club[0].started_on, disability="YES")
    with tenancy.inside(alfa):
        since = history.of([club[0].pk], with_reasons=True)[0].at
        operations.correct_start(
            participation=club[0], start=start, version=1, reason="x", on=make.TODAY, by=ewa
        )
        changes = history.changes_since([club[0].pk], since)

    assert changes["disability"].who == "Ewa Konkel"
    assert "isced" not in changes


def test_the_walk_finds_the_apps_that_tell():
    assert {path.name for path in TELLING} >= {"participants", "documents", "targets"}


@pytest.mark.parametrize("app", TELLING, ids=lambda path: path.name)
def test_every_verb_that_an_app_records_has_words(app):
    sources = [path.read_text() for path in app.rglob("*.py")]
    recorded = {
        verb for text in sources for verb in re.findall(r'audit\.record\(\s*"([^"]+)"', text)
    }
    recorded |= {verb for text in sources for verb in re.findall(r'\bverb="([^"]+)"', text)}

    assert recorded
    assert not recorded - set(history.verbs)
