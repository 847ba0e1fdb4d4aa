"""Letters and lists: what they say, for whom they can be issued, and what never stands on them."""

import io
import re

import pytest
from django.utils import translation
from pypdf import PdfReader

from core import tenancy
from core.ledger.models import Member
from projects.documents import drafting, kinds
from projects.documents.models import IssuedPaper
from projects.documents.operations import issue, open_paper
from projects.recruitment import operations, papers
from projects.recruitment.vocabulary import Ground
from tests import make
from tests.make import recruitment as made

LETTERS = {
    "accepted": "letter-accepted",
    "reserve": "letter-reserve",
    "rejected": "letter-rejected",
}


@pytest.fixture
def candidate(inside_alfa, opened):
    """Scored, with an address."""
    entered = made.candidate(
        opened,
        given_name="Żaneta",
        family_name="Ćwik",
        street="Łąkowa",
        building="3",
        flat="4",
        by=inside_alfa,
    )
    return made.scored(entered, by=inside_alfa)


def text_of(kind, subject) -> str:
    """The whole paper as its reader sees it."""
    usual = {"version": 1, "strip": None, "mono": False, "on": make.TODAY}
    paper = drafting.draft(
        kind, subject, number=f"{kind.prefix}/1", text=kind.standard_wording, **usual
    )
    document = PdfReader(io.BytesIO(paper.content), strict=True)
    assert document.root_object["/Lang"] == "pl"
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))


@pytest.mark.parametrize(("standing", "code"), LETTERS.items())
def test_a_letter_tells_the_decision_the_points_and_whom_to_ask(
    inside_alfa, candidate, standing, code
):
    made.decided(candidate, standing, reason="brak orzeczenia", by=inside_alfa)
    kind = kinds.KINDS[code]

    subject = kind.find(inside_alfa, candidate.pk, make.TODAY)

    assert not subject.objection
    text = text_of(kind, subject)
    assert "Żaneta Ćwik" in text
    assert "Łąkowa 3/4" in text
    assert "21.11.2026 r." in text
    assert ("brak orzeczenia" in text) == (standing == "rejected")
    assert candidate.pesel not in text


@pytest.mark.parametrize("code", LETTERS.values())
def test_no_letter_tells_a_decision_that_was_not_made(inside_alfa, candidate, code):
    subject = kinds.KINDS[code].find(inside_alfa, candidate.pk, make.TODAY)

    assert subject.objection


def test_letters_for_many_are_for_those_who_got_this_very_decision(inside_alfa, opened, candidate):
    accepted = made.decided(candidate, by=inside_alfa)
    made.decided(made.candidate(opened, 5, by=inside_alfa), "rejected", by=inside_alfa)

    listed = kinds.KINDS["letter-accepted"].those_in(inside_alfa, opened.project)

    assert [pk for pk, _title in listed] == [accepted.pk]


def test_the_application_to_be_signed_holds_every_answer_and_no_pesel(inside_alfa, candidate):
    kind = kinds.KINDS["application"]

    text = text_of(kind, kind.find(inside_alfa, candidate.pk, make.TODAY))

    assert "Ćwik" in text
    assert "Łąkowa" in text
    assert "PESEL ………" in text
    assert candidate.pesel not in text


def test_the_published_list_names_nobody(inside_alfa, opened, candidate):
    made.decided(candidate, by=inside_alfa)
    kind = kinds.KINDS["ranking-list"]

    subject = kind.find(inside_alfa, opened.pk, make.TODAY)

    text = text_of(kind, subject)
    assert subject.about == (candidate.pk,)
    assert "Przyjęt" in text or "Accepted" in text
    assert "Ćwik" not in text


def test_a_list_of_a_round_in_which_nothing_is_decided_is_not_published(
    inside_alfa, opened, candidate
):
    subject = kinds.KINDS["ranking-list"].find(inside_alfa, opened.pk, make.TODAY)

    assert subject.objection


def test_nothing_is_printed_of_somebody_whose_data_were_deleted(inside_alfa, candidate):
    candidate.erased_at = made.NOW
    candidate.save()

    for code in ("application", *LETTERS.values()):
        subject = kinds.KINDS[code].find(inside_alfa, candidate.pk, make.TODAY)
        assert subject.objection


def test_whoever_sees_no_candidate_finds_no_paper_of_one(inside_alfa, opened, candidate):
    viewer = Member(display_name="Ewa", grants=[{"role": "viewer", "project": None}])

    assert papers.whereabouts(viewer, candidate.pk) is None
    assert papers.whereabouts_of_round(viewer, opened.pk) is None
    for kind, subject_id in [("letter-accepted", candidate.pk), ("ranking-list", opened.pk)]:
        assert kinds.KINDS[kind].find(viewer, subject_id, make.TODAY) is None


def test_a_letter_is_issued_with_its_number_from_the_candidates_page(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        recruitment = made.recruitment(by=anna)
        made.grid(recruitment, by=anna)
        candidate = made.scored(made.candidate(recruitment, by=anna), by=anna)
        made.decided(candidate, by=anna)
    page = browser.get(f"/rekrutacja/kandydat/{candidate.pk}/").content.decode()
    assert f"/dokumenty/o/recruitment.candidate/{candidate.pk}/" in page

    answer = browser.post(
        "/dokumenty/wystaw/", {"kind": "letter-accepted", "subject_id": candidate.pk}
    )

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        assert IssuedPaper.objects.get().full_number.startswith("PP/")


def test_a_rejection_for_want_of_places_is_worded_in_the_language_of_the_letter(
    inside_alfa, candidate
):
    made.decided(candidate, "reserve", by=inside_alfa)
    recruitment = candidate.recruitment
    for serial, minutes in [(1, 1), (2, 2), (3, 3)]:
        applied_at = made.minutes_later(minutes)
        other = made.candidate(recruitment, serial, applied_at=applied_at, by=inside_alfa)
        made.scored(other, by=inside_alfa)
    with translation.override("en"):
        facts = {"version": recruitment.version, "on": make.TODAY, "by": inside_alfa}
        operations.divide_places(recruitment=recruitment, **facts)
    last = recruitment.candidates.get(standing="rejected")
    kind = kinds.KINDS["letter-rejected"]

    paper = issue(kind=kind, subject_id=last.pk, on=make.TODAY, by=inside_alfa)

    assert last.decisions.get().reason == Ground.NO_PLACE
    content = io.BytesIO(open_paper(paper=paper, by=inside_alfa))
    text = " ".join(page.extract_text() for page in PdfReader(content).pages)
    with translation.override("pl"):
        assert str(Ground.NO_PLACE.label) in re.sub(r"\s+", " ", text)
