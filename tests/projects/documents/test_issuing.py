"""Papers are issued, numbered, issued again and voided; what was handed out never changes."""

import hashlib
from datetime import date

import pytest
from django.utils import translation

from core.errors import NotAllowed, StaleEdit
from core.ids import new_id
from core.ledger.models import AuditEvent
from core.permissions import System
from projects.documents import kinds, operations, queries
from projects.documents.models import IssuedPaper, PaperCounter
from projects.documents.operations import issuing
from projects.participants import operations as participants
from tests import make
from tests.make import documents


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read here as they are written, not as the catalogue says them."""
    with translation.override("en"):
        yield


CONTRACT, CERTIFICATE = "contract", "certificate"


def issue(by, subject, kind=CONTRACT, on=make.TODAY):
    return operations.issue(kind=kinds.KINDS[kind], subject_id=subject.pk, on=on, by=by)


def neighbours(by, project, count):
    return [
        make.participation(by=by, of=project, pesel=None, family_name=f"Żak {letter}")
        for letter in "ABCDEFGH"[:count]
    ]


def test_a_paper_is_kept_as_it_was_printed(inside_alfa, zaneta, opened):
    paper = issue(inside_alfa, zaneta)

    content = operations.open_paper(paper=paper, by=inside_alfa)
    assert hashlib.sha256(content).hexdigest() == paper.sha256
    assert len(content) == paper.bytes_count
    assert len(opened(content).pages) == paper.pages_count
    assert paper.about == [zaneta.pk]
    assert paper.issued_by == inside_alfa


def test_the_bytes_in_the_database_are_sealed(inside_alfa, zaneta):
    paper = issue(inside_alfa, zaneta)

    raw = IssuedPaper.objects.values_list("sealed_content", flat=True).get(pk=paper.pk)
    assert b"%PDF" not in bytes(raw)
    assert bytes(raw)[:2] == b"\x01\x00"


def test_a_paper_moved_to_another_row_does_not_open(inside_alfa, zaneta):
    first, second = issue(inside_alfa, zaneta), issue(inside_alfa, zaneta, "declaration")
    raw = IssuedPaper.objects.values_list("sealed_content", flat=True).get(pk=first.pk)
    IssuedPaper.objects.filter(pk=second.pk).update(sealed_content=raw)

    with pytest.raises(Exception, match="changed or moved"):
        IssuedPaper.objects.get(pk=second.pk).content()


def test_numbers_count_by_kind_project_and_year(inside_alfa, zaneta):
    other = make.participation(
        by=inside_alfa, of=make.project(by=inside_alfa, title="Druga Szansa"), pesel=None
    )
    [ewa] = neighbours(inside_alfa, zaneta.project, 1)

    numbers = [
        issue(inside_alfa, zaneta).full_number,
        issue(inside_alfa, ewa).full_number,
        issue(inside_alfa, zaneta, "declaration").full_number,
        issue(inside_alfa, other).full_number,
        issue(inside_alfa, ewa, "declaration", on=date(2027, 1, 2)).full_number,
    ]

    assert numbers == [
        "UU/KIS/2026/0001",
        "UU/KIS/2026/0002",
        "DU/KIS/2026/0001",
        "UU/DS/2026/0001",
        "DU/KIS/2027/0001",
    ]


def test_two_projects_of_one_title_never_share_a_number(inside_alfa, zaneta):
    twin = make.participation(by=inside_alfa, of=make.project(by=inside_alfa), pesel=None)

    assert issue(inside_alfa, zaneta).full_number == "UU/KIS/2026/0001"
    assert issue(inside_alfa, twin).full_number == "UU/KIS.2/2026/0001"


def test_a_second_paper_of_the_kind_is_refused_and_no_number_is_lost(inside_alfa, zaneta):
    issue(inside_alfa, zaneta)

    with pytest.raises(issuing.AlreadyIssued, match="UU/KIS/2026/0001"):
        issue(inside_alfa, zaneta)

    assert PaperCounter.objects.get().last_number == 1


def test_a_paper_that_could_not_be_printed_takes_no_number(inside_alfa, zaneta, monkeypatch):
    issue(inside_alfa, zaneta, "declaration")
    [ewa] = neighbours(inside_alfa, zaneta.project, 1)
    broken = kinds.KINDS["declaration"]
    missing = kinds.DocumentKind(**{**vars(broken), "template": "no/such.html"})

    with pytest.raises(Exception, match="such"):
        operations.issue(kind=missing, subject_id=ewa.pk, on=make.TODAY, by=inside_alfa)

    assert issue(inside_alfa, ewa, "declaration").number == 2


def test_issued_again_it_keeps_its_number_and_the_old_one_stays(inside_alfa, zaneta, opened):
    old = issue(inside_alfa, zaneta)
    before = old.content()
    participants.correct_person(
        person=zaneta.person,
        entry=make.person_entry(family_name="Ćwik-Żak"),
        version=1,
        reason="wyszła za mąż",
        on=make.TODAY,
        by=inside_alfa,
    )

    new = operations.reissue(paper=old, on=make.TODAY, by=inside_alfa)

    assert (new.full_number, new.version) == (old.full_number, 2)
    assert "Ćwik-Żak" in opened(new.content()).pages[0].extract_text()
    assert IssuedPaper.objects.get(pk=old.pk).content() == before
    assert list(queries.papers_about([zaneta.pk])) == [new]
    assert [paper.version for paper in queries.versions_of(old)] == [2, 1]


def test_of_two_who_issue_it_again_at_once_the_second_is_told(inside_alfa, zaneta):
    paper = issue(inside_alfa, zaneta)
    operations.reissue(paper=paper, on=make.TODAY, by=inside_alfa)

    with pytest.raises(StaleEdit):
        operations.reissue(paper=paper, on=make.TODAY, by=inside_alfa)


def test_a_void_paper_keeps_its_number_and_the_next_one_gets_another(inside_alfa, zaneta):
    paper = issue(inside_alfa, zaneta)

    operations.void(paper=paper, reason="zła osoba", by=inside_alfa)

    assert IssuedPaper.objects.get(pk=paper.pk).void_reason == "zła osoba"
    assert issue(inside_alfa, zaneta).number == 2
    with pytest.raises(issuing.AlreadyVoid):
        operations.reissue(paper=paper, on=make.TODAY, by=inside_alfa)


def test_a_batch_gives_one_number_each_and_leaves_out_who_has_it(inside_alfa, zaneta):
    issue(inside_alfa, zaneta)
    people = [zaneta, *neighbours(inside_alfa, zaneta.project, 3)]

    papers = operations.issue_batch(
        kind=kinds.KINDS[CONTRACT],
        subject_ids=[each.pk for each in people],
        on=make.TODAY,
        by=inside_alfa,
    )

    assert [paper.number for paper in papers] == [2, 3, 4]
    assert len({paper.batch_id for paper in papers}) == 1
    assert AuditEvent.objects.latest("pk").subject_count == 3


def test_a_batch_in_which_one_cannot_be_issued_issues_none(inside_alfa, zaneta):
    done = participants.leave(
        participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=inside_alfa
    )
    [still_here] = neighbours(inside_alfa, zaneta.project, 1)

    with pytest.raises(issuing.CannotBeIssued, match="still takes part"):
        operations.issue_batch(
            kind=kinds.KINDS[CERTIFICATE],
            subject_ids=[done.pk, still_here.pk],
            on=make.TODAY,
            by=inside_alfa,
        )

    assert not IssuedPaper.objects.exists()


def test_what_follows_joins_the_batch_that_the_same_person_began(inside_alfa, zaneta):
    first, second, third = neighbours(inside_alfa, zaneta.project, 3)

    def issued(person, by, batch_id=None):
        [paper] = operations.issue_batch(
            kind=kinds.KINDS[CONTRACT],
            subject_ids=[person.pk],
            on=make.TODAY,
            by=by,
            batch_id=batch_id,
        )
        return paper

    begun = issued(first, inside_alfa)

    assert issued(second, inside_alfa, begun.batch_id).batch_id == begun.batch_id
    assert issued(third, System("night"), begun.batch_id).batch_id != begun.batch_id


@pytest.mark.parametrize("how_many", [0, 21])
def test_a_batch_of_nobody_or_of_a_crowd_is_refused(inside_alfa, zaneta, how_many):
    ids = [new_id() for _person in range(how_many)] if how_many else []

    with pytest.raises((issuing.NobodyChosen, issuing.TooManyAtOnce)):
        operations.issue_batch(
            kind=kinds.KINDS[CONTRACT], subject_ids=ids, on=make.TODAY, by=inside_alfa
        )


def test_a_certificate_is_for_a_path_that_was_completed(inside_alfa, zaneta):
    entry = make.leave_entry(completed_path=False)
    participants.leave(participation=zaneta, entry=entry, version=1, on=make.TODAY, by=inside_alfa)

    with pytest.raises(issuing.CannotBeIssued, match="nothing to certify"):
        issue(inside_alfa, zaneta, CERTIFICATE)


def test_a_certificate_names_the_days_of_the_stay(inside_alfa, zaneta, opened):
    participants.leave(
        participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=inside_alfa
    )

    text = opened(issue(inside_alfa, zaneta, CERTIFICATE).content()).pages[0].extract_text()

    assert "od 03.03.2026 r. do 01.10.2026 r." in text


def test_somebody_who_was_accepted_and_has_not_begun_gets_a_contract(inside_alfa, opened):
    accepted = make.accepted(by=inside_alfa)

    text = opened(issue(inside_alfa, accepted).content()).pages[0].extract_text()

    assert "Żaneta Ćwik" in text
    assert "None" not in text


def test_no_paper_prints_a_pesel(inside_alfa, zaneta, opened):
    for code in ("declaration", CONTRACT, "labour-status", "no-double-support", "later-situation"):
        document = opened(issue(inside_alfa, zaneta, code).content())
        assert not any(make.PESEL_OF_A_WOMAN in page.extract_text() for page in document.pages)


def test_somebody_without_the_right_issues_reads_and_voids_nothing(inside_alfa, alfa, zaneta):
    paper = issue(inside_alfa, zaneta)
    viewer = System("viewer")
    viewer.grants = [{"role": "viewer", "project": None}]
    auditor = System("auditor")
    auditor.grants = [{"role": "auditor", "project": None}]

    with pytest.raises(NotAllowed):
        operations.open_paper(paper=paper, by=viewer)
    with pytest.raises(NotAllowed):
        operations.void(paper=paper, reason="x", by=auditor)
    with pytest.raises(NotAllowed):
        issue(auditor, zaneta, "declaration")
    assert operations.open_paper(paper=paper, by=auditor)


def test_a_role_in_another_project_sees_no_paper_of_this_one(inside_alfa, zaneta):
    issue(inside_alfa, zaneta)
    elsewhere = System("case worker")
    other = make.project(by=inside_alfa, title="Druga Szansa")
    elsewhere.grants = [{"role": "case_worker", "project": str(other.pk)}]

    assert not queries.papers_visible_to(elsewhere).exists()
    with pytest.raises(NotAllowed):
        issue(elsewhere, zaneta, "declaration")


def test_a_kind_that_takes_another_right_is_hidden_from_who_lacks_it(
    inside_alfa, zaneta, monkeypatch
):
    issue(inside_alfa, zaneta)
    secret = kinds.DocumentKind(
        **{**vars(kinds.KINDS[CONTRACT]), "permission": kinds.Permission.SEE_MONEY}
    )
    monkeypatch.setitem(kinds.KINDS, CONTRACT, secret)
    worker = System("case worker")
    worker.grants = [{"role": "case_worker", "project": None}]

    assert not queries.papers_visible_to(worker).exists()
    assert queries.papers_visible_to(inside_alfa).count() == 1


def test_a_kind_and_a_prefix_are_registered_once():
    taken = kinds.KINDS[CONTRACT]

    with pytest.raises(ValueError, match="already"):
        kinds.register(taken)
    with pytest.raises(ValueError, match="prefix"):
        kinds.register(kinds.DocumentKind(**{**vars(taken), "code": "another"}))


def test_a_paper_tells_which_wording_and_which_signs_it_has(inside_alfa, zaneta, opened):
    kind = kinds.KINDS[CONTRACT]
    template = operations.write_template(
        kind=kind, body="Nasza **własna** umowa z: {osoba}.", version=0, by=inside_alfa
    )
    strip = documents.strip(by=inside_alfa)

    paper = issue(inside_alfa, zaneta)

    assert (paper.template, paper.strip) == (template, strip)
    assert "Nasza własna umowa z: Żaneta Ćwik." in opened(paper.content()).pages[0].extract_text()
    assert "/XObject" in opened(paper.content()).pages[0]["/Resources"]
