"""The history of a person and of the records beside them: everything that was done, by whom."""

import pytest
from django.utils import translation

from core import audit, tenancy
from core.ledger.models import Member
from projects.documents import kinds
from projects.documents import operations as papers
from projects.participants.models import Participation
from projects.support.models import GroupMember, Payroll
from projects.workbench import history
from tests import make
from tests.everywhere.things import allowances as things
from tests.make import allowances, documents, path, support

ADDED = "Taken into a group"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def zaneta(inside_alfa) -> Participation:
    return make.participation(by=inside_alfa)


def told_of(*records) -> list[str]:
    return [
        entry.verb for entry in history.of_person(*(each.pk for each in records), with_reasons=True)
    ]


def test_a_paper_and_a_file_about_a_person_are_in_their_history(inside_alfa, zaneta):
    paper = documents.paper(by=inside_alfa, about=zaneta)
    papers.void(paper=paper, reason="pomyłka", by=inside_alfa)
    documents.file(by=inside_alfa, about=zaneta)

    assert told_of(zaneta)[:3] == ["File put in", "Document made void", "Document issued"]


def test_a_paper_issued_with_others_says_so_in_its_own_history(inside_alfa, zaneta):
    paper, *_others = papers.issue_batch(
        kind=kinds.KINDS[documents.CONTRACT],
        subject_ids=[zaneta.pk],
        on=make.TODAY,
        by=inside_alfa,
    )

    assert told_of(paper) == ["Documents issued together"]
    assert told_of(zaneta)[0] == "Documents issued together"


def test_an_account_and_a_diagnosis_are_in_the_history_of_their_person(inside_alfa, zaneta):
    allowances.account(zaneta, by=inside_alfa)
    path.diagnosis(zaneta, by=inside_alfa)

    assert told_of(zaneta)[:2] == ["Diagnosis made", "Account for allowances written down"]


def test_a_group_is_joined_by_each_in_their_own_time_and_named(inside_alfa):
    first, second = support.people(2, of=make.project(by=inside_alfa), by=inside_alfa)
    service = support.service(of=first.project, by=inside_alfa)
    group = support.group(of=service, by=inside_alfa)
    support.join(group, first, by=inside_alfa)
    support.join(group, second, by=inside_alfa)

    lines = [
        entry for entry in history.of_person(first.pk, with_reasons=True) if entry.verb == ADDED
    ]

    assert [(line.who, line.detail) for line in lines] == [("Anna Lis", str(group))]
    assert lines[0].at == GroupMember.objects.get(participation=first).added_at


def test_whoever_marked_a_sheet_is_in_the_history_of_everybody_on_it(inside_alfa):
    both = support.people(2, of=make.project(by=inside_alfa), by=inside_alfa)
    service = support.service(of=both[0].project, by=inside_alfa)
    group = support.group(of=service, by=inside_alfa)
    support.join(group, *both, by=inside_alfa)
    held = support.session(group, by=inside_alfa)
    for each in both:
        support.mark(held, each, by=inside_alfa)

    assert all("Attendance marked" in told_of(each) for each in both)


def test_the_history_costs_the_same_for_one_paper_and_for_many(
    inside_alfa, zaneta, django_assert_num_queries
):
    documents.paper(by=inside_alfa, about=zaneta)
    with django_assert_num_queries(3):
        history.of_person(zaneta.pk, zaneta.person_id, with_reasons=True)
    for note in "abc":
        documents.file(by=inside_alfa, about=zaneta, content=documents.pdf(note=note))

    with django_assert_num_queries(3):
        assert len(history.of_person(zaneta.pk, zaneta.person_id, with_reasons=True)) > 4


def test_nothing_of_a_neighbour_is_in_a_persons_history(inside_alfa, zaneta):
    other = make.participation(by=inside_alfa, of=zaneta.project, pesel=None, family_name="Żak")
    documents.paper(by=inside_alfa, about=other)
    allowances.account(other, by=inside_alfa)

    assert told_of(zaneta) == ["Entered in the register"]


def test_records_that_are_no_persons_say_who_changed_them(client_of, coordinator, alfa):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        person = make.participation(by=anna)
        group = support.group(of=support.service(of=person.project, by=anna), by=anna)
        allowances.rule(of=person.project, by=anna)
        paper = documents.paper(by=anna, about=person)
    browser = client_of(coordinator, alfa)
    said = {
        f"/projekty/{person.project_id}/historia/": "Wprowadzono projekt",
        f"/wsparcie/grupy/{group.pk}/": "Grupa utworzona",
        f"/dokumenty/{paper.pk}/": "Wystawiono dokument",
        f"/wsparcie/zasady-wyplat/{person.project_id}/": "Zwrot kosztów dojazdu",
    }

    for address, words in said.items():
        page = browser.get(address).content.decode()
        card = page[page.index('class="history"') :]
        assert "Anna Lis" in card, address
        assert words in card, address


def test_an_approved_payroll_says_who_approved_it(client_of, coordinator, alfa):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        person = make.participation(by=anna)
        ids = things.made(participation=person, by=anna)
    browser = client_of(coordinator, alfa)

    with tenancy.inside(alfa):
        payroll = Payroll.objects.get(pk=ids["payroll_id"])
        audit.record("approved a payroll", payroll, by=anna)
    month = f"/wsparcie/listy-wyplat/{person.project_id}/{ids['payroll_month']}/historia/"
    page = browser.get(month).content.decode()

    assert "Anna Lis" in page[page.index('class="history"') :]
