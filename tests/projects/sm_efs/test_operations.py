"""What leaves, what changed since, what comes back: through the operations, against the database."""

import io
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent, Member
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.sm_efs import forgetting, operations
from projects.sm_efs.models import Export, ExportedRow, NationalId, Upload
from projects.sm_efs.operations.exporting import NoNumber, NotFed, NothingToSend, NotTheLast
from projects.sm_efs.queries import mends as mends_of
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.queries.mends import chosen_mends, fingerprint, stored_mends
from projects.sm_efs.queries.uploads import checked_list, feedback_of, reconciliation
from projects.sm_efs.rules import files
from projects.sm_efs.rules.record import read_back
from tests import make
from tests.make import sm_efs
from tests.make.sm_efs import LAYOUT, TODAY

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def by(inside_alfa):
    return inside_alfa


@pytest.fixture
def project(by):
    return sm_efs.fed_project(by=by)


def corrected(who, by, **facts):
    """The person's contact or name, corrected through the participants' own operation."""
    who = Participation.objects.select_related("person").get(pk=who.pk)
    entry = make.person_entry(
        **{
            "pesel": who.person.pesel,
            "born_on": who.person.born_on,
            "family_name": who.person.family_name,
            **facts,
        }
    )
    participants.correct_person(
        person=who.person, entry=entry, version=who.person.version, reason="x", on=TODAY, by=by
    )


def test_the_file_that_leaves_read_back_is_the_people(project, by):
    for serial in (1, 2, 3):
        sm_efs.person(project, by=by, serial=serial)

    sent = sm_efs.exported(project, by=by)

    read = files.read(files.lines_of(sent.content), LAYOUT)
    records = [read_back(cells, LAYOUT) for _line, cells in read.rows]
    assert records == [line.record for line in lines_of(project, on=TODAY).rows]
    assert [(one.gmina, one.powiat, one.region) for one in records] == [
        ("Kartuzy", "kartuski", "22")
    ] * 3
    assert (sent.export.rows_count, sent.export.left_out_count) == (3, 0)


def test_who_took_it_and_why_is_on_record_and_no_number_is(project, by):
    sm_efs.person(project, by=by)

    sm_efs.exported(project, by=by)

    row = AuditEvent.objects.get(verb="exported people to SM EFS")
    assert (row.member_id, row.fields, row.subject_count) == (by.pk, ["pesel"], 1)
    assert row.reason == "co miesiąc do rozliczenia"


def test_a_row_that_would_be_rejected_is_left_out_and_told(project, by):
    sm_efs.person(project, by=by, serial=1)
    bad = sm_efs.person(project, by=by, serial=2, phone="")

    sent = sm_efs.exported(project, by=by)

    assert sent.export.rows_count == 1
    assert [line.participation for line in sent.left_out] == [bad]
    assert [one.check for one in sent.left_out[0].problems if one.blocks] == ["L03"]


def test_the_offices_telephone_stands_in_once_somebody_agreed(project, by):
    who = sm_efs.person(project, by=by, phone="")
    facts = {"phone": "58 681 00 00", "email": "kis@example.org", "support_scope": "", "version": 0}
    operations.agree_office(project=project, **facts, reason="zgoda kierownika", by=by)

    (line,) = lines_of(project, on=TODAY).rows

    assert (line.record.phone, line.is_blocked) == ("586810000", False)
    who.person.refresh_from_db()
    assert not who.person.phone
    with pytest.raises(StaleEdit):
        operations.agree_office(project=project, **facts, reason="drugi raz", by=by)


def test_a_delta_is_what_was_added_changed_and_gone(project, by):
    same, changed, gone = (sm_efs.person(project, by=by, serial=n) for n in (1, 2, 3))
    sm_efs.exported(project, by=by)
    corrected(changed, by, phone="611222333")
    participants.void(
        participation=gone, kind="INELIGIBLE", reason="kontrola", version=1, at=AT, by=by
    )
    added = sm_efs.person(project, by=by, serial=4)

    found = lines_of(project, on=TODAY)

    assert {line.key: line.change for line in found.rows} == {
        same.pk: "SAME",
        changed.pk: "CHANGED",
        added.pk: "ADDED",
    }
    columns = {line.key: line.changed_columns for line in found.changed}
    assert columns == {changed.pk: ("phone",), added.pk: ()}
    sent = sm_efs.exported(project, by=by, kind="DELTA")
    assert (sent.export.rows_count, sent.export.gone_count) == (2, 1)
    with pytest.raises(NothingToSend):
        sm_efs.exported(project, by=by, kind="DELTA")


def test_a_withdrawn_export_was_never_sent(project, by):
    sm_efs.person(project, by=by)
    first = sm_efs.exported(project, by=by).export
    second = sm_efs.exported(project, by=by).export

    with pytest.raises(NotTheLast):
        operations.withdraw_export(export=first, reason="nie doszło", at=AT, by=by)
    for export in (second, first):
        operations.withdraw_export(export=export, reason="nie doszło", at=AT, by=by)

    assert [line.change for line in lines_of(project, on=TODAY).rows] == ["ADDED"]


def test_a_digest_tells_no_cell(project, by):
    sm_efs.person(project, by=by)
    sm_efs.exported(project, by=by)

    (row,) = ExportedRow.objects.all()

    assert len(bytes(row.digest)) == 43 * 8


def test_only_projects_of_the_new_period_with_a_number_are_told(by):
    with pytest.raises(NotFed):
        sm_efs.exported(make.project(by=by, rule_set="P2014", fund="RPO_WP"), by=by)
    with pytest.raises(NoNumber):
        sm_efs.exported(make.project(by=by), by=by)


@pytest.mark.parametrize("role", ["case_worker", "settlement_officer", "viewer", "auditor"])
def test_only_whoever_answers_for_the_project_takes_the_numbers_out(project, by, role):
    other = Member(display_name="Ola", grants=[{"role": role, "project": None}])

    with pytest.raises(NotAllowed):
        sm_efs.exported(project, by=other)


def test_reconciliation_finds_the_changes_and_learns_the_ids(project, by):
    people = [sm_efs.person(project, by=by, serial=n) for n in (1, 2)]
    records = [line.record for line in lines_of(project, on=TODAY).rows]
    content = sm_efs.national_file([records[0], sm_efs.record()])

    upload = operations.read_export(
        project=project, name="Uczestnicy.csv", content=content, on=TODAY, by=by
    )

    found = reconciliation(upload, on=TODAY).found
    assert (len(found.same), len(found.differing)) == (1, 0)
    assert (len(found.only_here), found.only_there) == (1, (3,))
    assert NationalId.objects.get().technical_id == "T-1"
    assert content not in bytes(Upload.objects.get().sealed_content)
    corrected(people[0], by, phone="611222333")
    told = reconciliation(upload, on=TODAY).found.differing
    assert [(each.column, each.ours) for one in told for each in one.differences] == [
        ("phone", "611222333")
    ]


def test_feedback_stands_beside_the_person_by_number_or_by_the_line_that_was_sent(project, by):
    people = [sm_efs.person(project, by=by, serial=n) for n in (1, 2)]
    sent = sm_efs.exported(project, by=by)
    in_order = [
        row.participation_id
        for row in ExportedRow.objects.filter(export=sent.export).order_by("line")
    ]
    number = people[0].person.pesel
    content = f"Nr wiersza;PESEL;Opis błędu\n3;;Zły status\n;{number};Zły kod".encode()

    upload = operations.read_feedback(
        project=project, name="Informacja_zwrotna.csv", content=content, on=TODAY, by=by
    )

    told = feedback_of(upload, on=TODAY)
    assert [(one.rejected.message, one.line.key) for one in told] == [
        ("Zły status", in_order[1]),
        ("Zły kod", people[0].pk),
    ]


def test_a_list_made_by_hand_is_mended_and_taken_out_clean(project, by):
    row = sm_efs.lay_out(sm_efs.record(education="Wyższe (ISCED 5-8)", postal_code="83300"), LAYOUT)
    content = files.written([row], LAYOUT)
    upload = operations.check_list(
        project=project, name="lista.csv", content=content, on=TODAY, by=by
    )
    (checked,) = checked_list(upload, on=TODAY)[1]
    assert {one.column for one in checked.problems} == {"education", "postal_code"}

    operations.mend_list(upload=upload, keys=["sure"], version=1, on=TODAY, by=by)
    clean = operations.take_list(upload=upload, reason="import", on=TODAY, by=by)

    (line,) = files.read(files.lines_of(clean), LAYOUT).rows
    assert (line[1][11], line[1][17]) == ("Wyższe (ISCED 5–8)", "83-300")
    with pytest.raises(StaleEdit):
        operations.mend_list(upload=upload, keys=["sure"], version=1, on=TODAY, by=by)


def test_a_mend_of_what_is_stored_is_a_correction_like_any_other(project, by):
    who = sm_efs.person(project, by=by, place="KARTUZY")
    (mend,) = stored_mends(project, on=TODAY)
    assert (mend.column, mend.before, mend.after) == ("place", "KARTUZY", "Kartuzy")

    facts = {"keys": [mend.key], "reason": "pisownia TERYT", "on": TODAY, "by": by}
    with pytest.raises(operations.ChangedMeanwhile):
        operations.mend_people(project=project, seen="other", **facts)
    operations.mend_people(project=project, seen=fingerprint([mend]), **facts)

    who.refresh_from_db()
    assert (who.place_at_start, who.version) == ("Kartuzy", 2)
    assert AuditEvent.objects.filter(verb="corrected the start").get().reason == "pisownia TERYT"
    assert stored_mends(project, on=TODAY) == []


def _spoiled(who, **columns):
    """As an older entry has it: no form takes such a value any more."""
    for name, value in columns.items():
        setattr(who, name, value)
    who.save(update_fields=list(columns))


def test_the_mistakes_of_one_person_are_mended_together(project, by):
    """One by one each correction would be refused for the other mistake."""
    who = sm_efs.person(project, by=by)
    _spoiled(who, postal_code_at_start="83300", third_country="YES", place_at_start="KARTUZY")
    mends = stored_mends(project, on=TODAY)
    assert {one.column for one in mends} == {"postal_code", "third_country", "place"}

    facts = {"keys": [one.key for one in mends], "seen": fingerprint(mends)}
    done = operations.mend_people(project=project, **facts, reason="poprawki", on=TODAY, by=by)

    who.refresh_from_db()
    assert (who.postal_code_at_start, who.place_at_start) == ("83-300", "Kartuzy")
    assert (who.third_country, who.version) == ("NO", 2)
    assert (done.count, done.refused) == (3, ())
    assert stored_mends(project, on=TODAY) == []


def test_an_answer_that_the_citizenship_gives_is_mended_in_our_codes(project, by):
    who = sm_efs.person(project, by=by, third_country="")
    (mend,) = stored_mends(project, on=TODAY)
    assert (mend.before, mend.after, mend.value, mend.is_sure) == ("", "Nie", "NO", True)

    facts = {"keys": ["sure"], "seen": fingerprint([mend])}
    operations.mend_people(project=project, **facts, reason="z obywatelstwa", on=TODAY, by=by)

    who.refresh_from_db()
    assert who.third_country == "NO"


def test_what_has_to_be_looked_at_is_not_among_the_sure_mends(project, by):
    who = sm_efs.person(project, by=by, serial=1)
    _spoiled(who.person, email="żaneta@example.org")
    sm_efs.person(project, by=by, serial=2, place="KARTUZY")

    assert [one.column for one in chosen_mends(project, ["sure"], on=TODAY).mends] == ["place"]


def test_of_more_mends_than_one_go_takes_whole_people_go_first_and_the_refused_last(
    project, by, monkeypatch
):
    monkeypatch.setattr(mends_of, "AT_ONCE", 3)
    bad, one, two = (sm_efs.person(project, by=by, serial=n, place="KARTUZY") for n in (1, 2, 3))
    _spoiled(bad, started_on=date(1900, 1, 1))
    for who in (one, two):
        _spoiled(who, postal_code_at_start="83300")

    gone_through = []
    for _turn in range(2):
        chosen = chosen_mends(project, ["sure"], on=TODAY)
        gone_through.append(([each.participation for each in chosen.mends], chosen.later))
        facts = {"keys": ["sure"], "seen": fingerprint(chosen.mends)}
        operations.mend_people(project=project, **facts, reason="pisownia", on=TODAY, by=by)

    assert gone_through == [([one, one], 3), ([two, two, bad], 0)]
    assert [left.participation for left in stored_mends(project, on=TODAY)] == [bad]


def test_somebody_of_whom_more_is_wrong_is_named_and_keeps_nobody_back(project, by):
    good = sm_efs.person(project, by=by, serial=1, place="KARTUZY")
    bad = sm_efs.person(project, by=by, serial=2, place="KARTUZY")
    # Of this no click knows what is right, and no correction is taken while it stands.
    _spoiled(bad, started_on=date(1900, 1, 1))
    mends = [one for one in stored_mends(project, on=TODAY) if one.column == "place"]

    facts = {"keys": [one.key for one in mends], "seen": fingerprint(mends)}
    done = operations.mend_people(project=project, **facts, reason="pisownia", on=TODAY, by=by)

    for who in (good, bad):
        who.refresh_from_db()
    assert (good.place_at_start, bad.place_at_start) == ("Kartuzy", "KARTUZY")
    assert (done.count, len(done.refused)) == (1, 1)
    assert str(bad.person) in str(done.refused[0])


def test_where_every_mend_is_refused_nothing_is_said_to_be_done(project, by):
    bad = sm_efs.person(project, by=by, place="KARTUZY")
    _spoiled(bad, started_on=date(1900, 1, 1))
    mends = [one for one in stored_mends(project, on=TODAY) if one.column == "place"]

    facts = {"keys": [one.key for one in mends], "seen": fingerprint(mends)}
    with pytest.raises(operations.NotMended, match=str(bad.person)):
        operations.mend_people(project=project, **facts, reason="pisownia", on=TODAY, by=by)


def test_a_removed_file_leaves_nothing_but_that_it_was_here(project, by):
    content = sm_efs.national_file([sm_efs.record()])
    upload = operations.read_export(project=project, name="x.csv", content=content, on=TODAY, by=by)

    operations.remove_upload(upload=upload, at=AT, by=by)

    kept = Upload.objects.get()
    assert (kept.sealed_content, kept.file_name, kept.removed_at) == (None, None, AT)


def test_when_the_people_are_removed_their_files_rows_and_reasons_go_too(project, by):
    sm_efs.person(project, by=by)
    sent = sm_efs.exported(project, by=by)
    facts = {"name": "lista.csv", "content": sent.content, "on": TODAY}
    upload = operations.check_list(project=project, **facts, by=by)

    gone = forgetting.forget(project.pk)

    assert set(gone) == {upload.pk, sent.export.pk}
    kept = Upload.objects.get()
    assert (kept.sealed_content, kept.file_name, kept.removed_at is None) == (None, None, False)
    assert Export.objects.get().reason is None


def test_another_projects_people_are_in_no_file_of_this_one(project, by):
    sm_efs.person(project, by=by, serial=1)
    other = sm_efs.fed_project(by=by, agreement_number=sm_efs.ANOTHER_NUMBER)
    sm_efs.person(other, by=by, serial=2)

    sent = sm_efs.exported(project, by=by)

    read = files.read(files.lines_of(sent.content), LAYOUT)
    assert [cells[0] for _line, cells in read.rows] == [sm_efs.NUMBER]
    assert [line.change for line in lines_of(other, on=TODAY).rows] == ["ADDED"]


def test_a_list_made_in_a_workbook_is_checked_and_leaves_as_the_import_takes_it(project, by):
    bad = sm_efs.lay_out(sm_efs.record(education="Wyższe (ISCED 5-8)", note=""), LAYOUT)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("uczestnicy")
        page.write_row(0, 0, LAYOUT.headers)
        page.write_row(2, 0, bad)
    facts = {"name": "lista.xlsx", "content": target.getvalue(), "on": TODAY}

    upload = operations.check_list(project=project, **facts, by=by)
    (row,) = checked_list(upload, on=TODAY)[1]
    operations.mend_list(upload=upload, keys=["sure"], version=1, on=TODAY, by=by)
    clean = operations.take_list(upload=upload, reason="import", on=TODAY, by=by)

    assert (row.number, [one.column for one in row.problems]) == (3, ["education"])
    assert files.read(files.lines_of(clean), LAYOUT).rows[0][1][11] == "Wyższe (ISCED 5–8)"
