"""Files are kept sealed, seen only by those who may, and destroyed when they are removed."""

import pytest

from core.errors import NotAllowed
from core.ids import new_id
from core.ledger.models import AuditEvent
from core.permissions import System
from projects.documents import inspection, operations, queries
from projects.documents.inspection import inspect
from projects.documents.models import StoredFile
from projects.documents.operations import filing, reading
from tests import make
from tests.make import documents


def role(name, project=None):
    somebody = System(name)
    somebody.grants = [{"role": name, "project": project and str(project)}]
    return somebody


def raw(column, file):
    return StoredFile.objects.values_list(column, flat=True).get(pk=file.pk)


def test_a_file_comes_back_as_it_was_and_that_it_was_seen_is_on_record(inside_alfa, zaneta):
    scan = documents.picture("JPEG")
    file = documents.file(
        by=inside_alfa, about=zaneta, content=scan, filename="../skan.exe.JPG", title="orzeczenie"
    )

    assert operations.open_file(file=file, by=inside_alfa) == scan
    assert StoredFile.objects.get(pk=file.pk).filename == "skan_exe.jpg"
    seen = AuditEvent.objects.latest("pk")
    assert (seen.verb, seen.subject_id, seen.member) == ("opened a file", file.pk, inside_alfa)


def test_neither_content_nor_title_nor_name_lies_open_in_the_database(inside_alfa, zaneta):
    file = documents.file(by=inside_alfa, about=zaneta)

    assert b"%PDF" not in bytes(raw("sealed_content", file))
    assert b"orzeczenie" not in bytes(raw("title", file)) + bytes(raw("filename", file))


def test_a_removed_file_leaves_its_trace_and_nothing_of_its_content(inside_alfa, zaneta):
    file = documents.file(by=inside_alfa, about=zaneta)

    operations.remove_file(file=file, reason="skan innej osoby", by=inside_alfa)

    found = StoredFile.objects.get(pk=file.pk)
    assert raw("sealed_content", file) is None
    assert (found.removal_reason, found.removed_by) == ("skan innej osoby", inside_alfa)
    assert not queries.files_about([zaneta.pk]).exists()
    with pytest.raises(reading.FileRemoved):
        operations.open_file(file=found, by=inside_alfa)
    with pytest.raises(filing.RemovedBefore):
        operations.remove_file(file=file, reason="jeszcze raz", by=inside_alfa)


def test_the_same_file_twice_is_refused_until_the_first_is_removed(inside_alfa, zaneta):
    first = documents.file(by=inside_alfa, about=zaneta)

    with pytest.raises(filing.AlreadyHere, match="orzeczenie o niepełnosprawności"):
        documents.file(by=inside_alfa, about=zaneta, filename="inna nazwa.pdf")

    operations.remove_file(file=first, reason="zły skan", by=inside_alfa)
    assert documents.file(by=inside_alfa, about=zaneta).pk != first.pk


def test_whoever_only_looks_uploads_and_removes_nothing(inside_alfa, zaneta):
    file = documents.file(by=inside_alfa, about=zaneta)
    auditor, viewer = role("auditor"), role("viewer")

    assert operations.open_file(file=file, by=auditor)
    with pytest.raises(NotAllowed):
        documents.file(by=auditor, about=zaneta, content=documents.picture(), filename="a.png")
    with pytest.raises(NotAllowed):
        operations.remove_file(file=file, reason="x", by=auditor)
    with pytest.raises(NotAllowed):
        operations.open_file(file=file, by=viewer)


def test_a_role_in_another_project_neither_sees_nor_adds_a_file(inside_alfa, zaneta):
    documents.file(by=inside_alfa, about=zaneta)
    other = make.project(by=inside_alfa, title="Druga Szansa")
    elsewhere = role("case_worker", other.pk)

    assert not queries.files_visible_to(elsewhere).exists()
    with pytest.raises(NotAllowed):
        operations.upload(
            project=other,
            subject_kind=documents.SUBJECT,
            subject_id=zaneta.pk,
            title="podrzucony",
            file=inspect(documents.picture(), filename="a.png"),
            by=elsewhere,
            on=make.TODAY,
        )


@pytest.mark.parametrize("subject_kind", ["participants.participation", "nothing.known"])
def test_a_file_about_nobody_is_refused(inside_alfa, zaneta, subject_kind):
    with pytest.raises(NotAllowed):
        operations.upload(
            project=zaneta.project,
            subject_kind=subject_kind,
            subject_id=new_id(),
            title="o nikim",
            file=inspect(documents.pdf(), filename="a.pdf"),
            by=inside_alfa,
            on=make.TODAY,
        )


def test_a_refused_file_leaves_nothing(inside_alfa, zaneta):
    before = AuditEvent.objects.count()

    with pytest.raises(inspection.UnknownType):
        documents.file(by=inside_alfa, about=zaneta, content=b"MZ", filename="a.exe")

    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.count() == before
