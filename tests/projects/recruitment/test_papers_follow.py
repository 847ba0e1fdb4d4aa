"""Whoever was promoted keeps their application, letters and files: on the shelf and in the story."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from core import tenancy
from core.ledger.models import Member
from projects.desk import story
from projects.documents import queries
from projects.participants.models import Participation
from projects.recruitment import operations
from projects.recruitment.models import Candidate
from projects.recruitment.papers import PARTICIPANT
from tests import make
from tests.make import documents as papers
from tests.make import recruitment as made


@pytest.fixture
def anna(alfa: Any, coordinator: Any) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


def promoted(recruitment: Any, serial: int = 0, *, by: Any) -> tuple[Candidate, Any, Any]:
    """Somebody who brought a certificate, signed an application and became a participant."""
    applied = made.scored(made.candidate(recruitment, serial, by=by), by=by)
    paper = papers.paper(by=by, about=applied, kind="application")
    file = papers.file(by=by, about=applied, of=recruitment.project)
    accepted = made.decided(applied, by=by)
    facts = {"version": accepted.version, "on": make.TODAY, "by": by}
    return operations.promote(candidate=accepted, **facts), paper, file


@pytest.fixture
def two(alfa: Any, anna: Member) -> Any:
    with tenancy.inside(alfa):
        opened = made.recruitment(by=anna)
        made.grid(opened, by=anna)
        return promoted(opened, by=anna), promoted(opened, 1, by=anna)


def test_the_page_and_the_shelf_of_a_participant_show_what_the_candidate_brought(
    alfa, coordinator, client_of, two
):
    (candidate, paper, file), (_other, others_paper, others_file) = two
    browser = client_of(coordinator, alfa)

    shelf = browser.get(address("documents:of", PARTICIPANT, candidate.participation_id))
    person = browser.get(address("desk:person", candidate.participation_id))

    said = shelf.content.decode()
    assert paper.full_number in said
    assert address("documents:file", file.pk) in said
    assert others_paper.full_number not in said
    assert address("documents:file", others_file.pk) not in said
    assert person.context["documents_count"] == 2
    assert paper.full_number in person.content.decode()


def test_the_story_tells_of_the_application_once(alfa, anna, two):
    candidate, paper, _file = two[0]

    with tenancy.inside(alfa):
        participation = Participation.objects.get(pk=candidate.participation_id)
        told = [one.text for one in story.of(participation, by=anna, on=make.TODAY)]

    assert len([text for text in told if paper.full_number in text]) == 1
    assert not [text for text in told if two[1][1].full_number in text]


def test_a_candidate_who_is_no_participant_lends_no_paper_to_anybody(alfa, anna, two):
    with tenancy.inside(alfa):
        alone = make.participation(by=anna, of=two[0][0].recruitment.project, pesel=None)

        assert not queries.papers_of(anna, PARTICIPANT, alone.pk).exists()
        assert not queries.files_of(anna, PARTICIPANT, alone.pk).exists()


def address(name: str, *args: Any) -> str:
    return reverse(name, args=args, urlconf=settings.TENANT_URLCONF)
