"""Signature lists: the code on the paper opens its sheet, and nobody else's."""

from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.documents import kinds
from projects.documents import operations as documents
from projects.support import operations, papers, queries
from projects.support.models import SignatureList
from projects.support.queries.lists import sessions_on
from projects.support.rules import codes
from tests import make
from tests.make import support

ADDRESS = "https://alfa.example/wsparcie/kod/"


@pytest.fixture
def printed(club) -> SignatureList:
    return operations.prepare_session_list(session=club.session, address=ADDRESS, by=club.anna)


def test_a_typed_code_finds_its_list_however_it_is_typed(club, printed):
    typed = codes.printed(printed.code).lower().replace("-", " ")

    assert queries.list_with_code(club.anna, typed) == printed
    assert printed.address == ADDRESS + printed.code


def test_a_list_printed_again_carries_the_same_code(club, printed):
    again = operations.prepare_session_list(session=club.session, address=ADDRESS, by=club.anna)

    assert again.pk == printed.pk


def test_a_code_that_was_not_made_by_our_key_opens_nothing(club, printed):
    forged = codes.code_of(b"somebody else's key, 32 bytes....")
    SignatureList.objects.filter(pk=printed.pk).update(code=forged)

    assert queries.list_with_code(club.anna, forged) is None


def test_a_list_of_a_month_holds_its_sessions_without_the_cancelled_one(club):
    second = support.session(club.group, by=club.anna, held_on=date(2026, 11, 9))
    third = support.session(club.group, by=club.anna, held_on=date(2026, 11, 16))
    support.session(club.group, by=club.anna, held_on=date(2026, 12, 7))
    operations.cancel_session(session=third, reason="choroba", version=1, by=club.anna)

    printed = operations.prepare_month_list(
        group=club.group, month_on=date(2026, 11, 20), address=ADDRESS, by=club.anna
    )

    assert sessions_on(printed) == [club.session, second]
    assert printed.month_on == date(2026, 11, 1)


def test_the_paper_names_everybody_of_the_day_and_carries_a_picture(printed):
    contents = papers.contents(printed)

    assert [str(row.participation.person.family_name) for row in contents["rows"]] == [
        "Lis00",
        "Lis01",
        "Lis02",
    ]
    assert contents["picture"].startswith("data:image/svg+xml")
    assert contents["code"] == codes.printed(printed.code)


def test_a_code_of_one_unit_means_nothing_in_another(closed_club, alfa, beta):
    with tenancy.inside(alfa):
        anna = closed_club.anna
        code = operations.prepare_session_list(
            session=closed_club.session, address=ADDRESS, by=anna
        ).code
    neighbour = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")

    with tenancy.inside(beta):
        bob = Member.objects.get(account_id=neighbour.pk)
        assert queries.list_with_code(bob, code) is None


def test_a_typed_code_leads_to_the_sheet_and_a_mistyped_one_says_so(
    closed_club, alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        code = operations.prepare_session_list(
            session=closed_club.session, address=ADDRESS, by=closed_club.anna
        ).code
    browser = client_of(coordinator, alfa)
    mistyped = code[:-1] + next(sign for sign in codes.ALPHABET if sign != code[-1])

    right = browser.post("/wsparcie/kod/", {"code": codes.printed(code)}, follow=True)
    wrong = browser.post("/wsparcie/kod/", {"code": mistyped})

    assert right.redirect_chain[-1][0] == f"/wsparcie/zajecia/{closed_club.session.pk}/"
    assert wrong.context["form"].errors["code"]


def test_a_list_becomes_a_numbered_document_about_everybody_on_it(club, printed):
    kind = kinds.KINDS["attendance-list"]

    paper = documents.issue(kind=kind, subject_id=printed.pk, on=make.TODAY, by=club.anna)

    assert paper.full_number.startswith("LO/")
    assert set(paper.about) == {person.pk for person in club.people}


def test_a_list_of_people_one_does_not_see_is_no_subject_of_a_document(club, printed):
    stranger = Member(display_name="Ewa", grants=[{"role": "viewer", "project": None}])

    assert papers.find(stranger, printed.pk, make.TODAY) is None
    assert papers.whereabouts(stranger, printed.pk) is None
    assert papers.find(club.anna, printed.pk, make.TODAY) is not None
