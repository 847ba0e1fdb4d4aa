"""Candidates are forgotten for good: in the rows, in the papers about them and in their files."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.documents import kinds, queries
from projects.documents import operations as documents
from projects.documents.models import IssuedPaper, StoredFile
from projects.documents.operations.reading import DataDeleted
from projects.recruitment import operations
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.operations.forgetting import NobodyToForget
from tests import make
from tests.make import documents as papers
from tests.make import recruitment as made
from tests.make.documents import pdf

DAY = timedelta(days=1)


@pytest.fixture
def rejected(inside_alfa: Any, opened: Any) -> Candidate:
    """Żaneta, who was not accepted and has been told so."""
    return made.decided(made.candidate(opened, by=inside_alfa), "rejected", by=inside_alfa)


def somebody_scored(recruitment: Recruitment, *, by: Any) -> Candidate:
    return made.scored(made.candidate(recruitment, by=by), by=by)


def issued(kind: str, about: Candidate, *, by: Any) -> IssuedPaper:
    return documents.issue(kind=kinds.KINDS[kind], subject_id=about.pk, on=make.TODAY, by=by)


def uploaded(about: Candidate, *, by: Any) -> StoredFile:
    facts = {"title": "orzeczenie Ćwik Żaneta", "filename": "cwik-orzeczenie.pdf"}
    return papers.file(by=by, about=about, of=about.recruitment.project, **facts)


def forget(candidate: Candidate, *, by: Any, on: date | None = None) -> int:
    over = on or candidate.delete_after + DAY  # type: ignore[operator]
    return operations.forget_candidates(
        recruitment=candidate.recruitment, on=over, at=made.NOW, by=by
    )


def test_papers_of_the_forgotten_keep_their_number_and_lose_the_person(inside_alfa, rejected):
    letter = issued("letter-rejected", rejected, by=inside_alfa)
    named, sealed_before = letter.title, letter.sha256

    forget(rejected, by=inside_alfa)

    kept = IssuedPaper.objects.get(pk=letter.pk)
    assert "Ćwik" in named
    assert (kept.title, kept.sealed_content) == ("", None)
    assert "cwik" not in kept.search_key
    assert (kept.full_number, kept.kind) == (letter.full_number, letter.kind)
    assert (kept.issued_on, kept.sha256) == (letter.issued_on, sealed_before)
    assert list(queries.found(queries.papers_visible_to(inside_alfa), by_number(kept))) == [kept]


def by_number(paper: IssuedPaper) -> queries.Asked:
    return queries.Asked(words=paper.full_number)


def test_every_version_and_every_void_paper_of_the_forgotten_loses_its_content(
    inside_alfa, rejected
):
    first = issued("application", rejected, by=inside_alfa)
    second = documents.reissue(paper=first, on=make.TODAY, by=inside_alfa)
    documents.void(paper=second, reason="Ćwik prosiła", by=inside_alfa)

    forget(rejected, by=inside_alfa)

    versions = IssuedPaper.objects.filter(subject_id=rejected.pk)
    assert [(each.sealed_content, each.void_reason) for each in versions] == [(None, None)] * 2


def test_who_opens_a_paper_of_the_forgotten_is_told_the_day(inside_alfa, rejected):
    letter = issued("letter-rejected", rejected, by=inside_alfa)
    forget(rejected, by=inside_alfa)
    letter.refresh_from_db()

    with override("en"), pytest.raises(DataDeleted, match=r"deleted on 21 Nov 2026"):
        documents.open_paper(paper=letter, by=inside_alfa)
    for refused in (documents.reissue, documents.void):
        facts = {"reason": "x"} if refused is documents.void else {"on": make.TODAY}
        with pytest.raises(DataDeleted):
            refused(paper=letter, by=inside_alfa, **facts)


def test_files_about_the_forgotten_are_gone_with_their_names(inside_alfa, rejected):
    file = uploaded(rejected, by=inside_alfa)

    forget(rejected, by=inside_alfa)

    kept = StoredFile.objects.get(pk=file.pk)
    assert kept.removed_at == made.NOW
    assert (kept.sealed_content, kept.title, kept.filename, kept.sha256) == (None, None, None, "")


def test_papers_and_files_of_others_stay_as_they_are(inside_alfa, opened, rejected):
    waiting = made.candidate(opened, 2, by=inside_alfa)
    paper, file = issued("application", waiting, by=inside_alfa), uploaded(waiting, by=inside_alfa)

    forget(rejected, by=inside_alfa)

    assert documents.open_paper(paper=paper, by=inside_alfa).startswith(b"%PDF")
    assert documents.open_file(file=file, by=inside_alfa) == pdf()


def test_the_page_of_a_forgotten_paper_says_so_and_offers_no_pdf(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        candidate = made.candidate(made.recruitment(by=anna), by=anna)
        candidate = made.decided(candidate, "rejected", by=anna)
        letter, file = (
            issued("letter-rejected", candidate, by=anna),
            uploaded(candidate, by=anna),
        )
        forget(candidate, by=anna)
    browser = client_of(coordinator, alfa)

    opened = browser.get(address("documents:paper", letter.pk), follow=True)
    register = browser.get(address("documents:register")).content.decode()

    assert "21.11.2026" in opened.content.decode()
    assert address("documents:paper", letter.pk) not in opened.content.decode() + register
    assert letter.full_number in register
    assert "Ćwik" not in opened.content.decode() + register
    assert browser.get(address("documents:file", file.pk)).status_code == 404


def address(name: str, *args: Any) -> str:
    return reverse(name, args=args, urlconf=settings.TENANT_URLCONF)


def test_whoever_was_accepted_and_never_came_is_forgotten_after_the_project(inside_alfa, opened):
    accepted = made.decided(somebody_scored(opened, by=inside_alfa), by=inside_alfa)
    assert accepted.delete_after == opened.project.ends_on

    assert forget(accepted, by=inside_alfa) == 1


def test_a_prolonged_project_keeps_whom_it_may_still_take_in(inside_alfa, opened):
    accepted = made.decided(somebody_scored(opened, by=inside_alfa), by=inside_alfa)
    longer = accepted.delete_after + timedelta(days=100)
    Project.objects.filter(pk=opened.project_id).update(ends_on=longer)

    with pytest.raises(NobodyToForget):
        forget(accepted, by=inside_alfa)


def test_participants_are_not_forgotten_with_the_candidates(inside_alfa, opened):
    accepted = made.decided(somebody_scored(opened, by=inside_alfa), by=inside_alfa)
    promoted = operations.promote(
        candidate=accepted, version=accepted.version, on=make.TODAY, by=inside_alfa
    )

    assert promoted.delete_after is None
    with pytest.raises(NobodyToForget):
        forget(promoted, on=date(2090, 1, 1), by=inside_alfa)
