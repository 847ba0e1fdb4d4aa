"""Whoever settles money knows who takes part; what people told of their lives is not for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Account
from core import tenancy
from projects.documents.models import IssuedPaper
from projects.participants import entries, operations
from projects.support import operations as support_operations
from projects.support.entries import BarrierEntry
from projects.support.models import SignatureList
from tenants.models import Tenant
from tests import make
from tests.conftest import another_database
from tests.make import documents as papers
from tests.make import recruitment as made
from tests.make import support

READERS, OTHERS = ("coordinator", "case_worker", "auditor"), ("settlement_officer", "viewer")
ILL = "choruje na padaczkę"
COORDINATOR = "anna@example.org"


@dataclass
class Case:
    """Everything that is written down about two people, by the ids of what stands on pages."""

    candidate: Any
    somebody: Any
    papers: dict[str, IssuedPaper]
    files: dict[str, Any]

    def told(self, role: str, client: Any, page: str) -> str:
        """What a page says to somebody of a role; nothing where there is no such page for them."""
        answer = client(role).get(self.address(page))
        return answer.content.decode() if answer.status_code == 200 else ""

    def address(self, page: str) -> str:
        about = self.candidate.pk if page == "recruitment:candidate" else self.somebody.pk
        return at(page, about)


def at(name: str, *args: Any) -> str:
    return reverse(name, args=args, urlconf=settings.TENANT_URLCONF)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Case]:
    """In a database of its own, as everything about two people takes long to make."""
    with another_database("cases", django_db_blocker):
        yield _case(make.tenant("alfa"))


@pytest.fixture
def case(made_once: Case, db: None) -> Case:
    return made_once


def _case(alfa: Tenant) -> Case:
    anna = make.member(alfa, COORDINATOR, "Anna Lis", "coordinator")
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        candidate = _candidate(project, by=anna)
        somebody = make.participation(by=anna, of=project, disability="YES")
        _told(somebody, by=anna)
        signed = _signed(project, somebody, by=anna)
        finished = _finished(somebody, by=anna)
        speaking_of = {
            "application": candidate,
            "letter-rejected": candidate,
            "declaration": somebody,
            "contract": somebody,
            "certificate": finished,
            "attendance-list": signed,
        }
        issued = {
            code: papers.paper(by=anna, about=about, kind=code)
            for code, about in speaking_of.items()
        }
        kept_about = {"candidate": candidate, "participant": somebody, "list": signed}
        files = {
            name: papers.file(by=anna, about=about, of=project)
            for name, about in kept_about.items()
        }
        return Case(candidate, somebody, issued, files)


def _candidate(project: Any, *, by: Any) -> Any:
    opened = made.recruitment(by=by, of=project)
    made.grid(opened, by=by)
    applied = made.candidate(opened, by=by, disability="YES", family_name="Lis")
    scored = made.scored(applied, by=by)
    return made.decided(scored, "rejected", reason=ILL, by=by)


def _told(somebody: Any, *, by: Any) -> None:
    barrier = BarrierEntry(kind="HEALTH", note=ILL, lowered_by=None)
    support_operations.record_barrier(participation=somebody, entry=barrier, by=by)
    entry = make.premise_entry(
        kind="DISABILITY", evidence="DISABILITY_CERTIFICATE", disability_degree="MODERATE"
    )
    premise = operations.note_premise(participation=somebody, entry=entry, on=make.TODAY, by=by)
    operations.remove_premise(premise=premise, reason=ILL, by=by)


def _signed(project: Any, somebody: Any, *, by: Any) -> SignatureList:
    group = support.group(by=by, of=support.service(of=project, by=by))
    support.join(group, somebody, by=by)
    session = support.session(group, by=by)
    address = "https://alfa.example/wsparcie/kod/"
    return support_operations.prepare_session_list(session=session, address=address, by=by)


def _finished(somebody: Any, *, by: Any) -> Any:
    outcome = entries.OutcomeEntry(
        kind="EMPLOYMENT", observed_on=date(2026, 11, 20), evidence="CONTRACT", note=ILL
    )
    entry = make.leave_entry(ended_on=date(2026, 11, 15), outcomes=(outcome,))
    somebody.refresh_from_db()
    return operations.leave(
        participation=somebody, entry=entry, version=somebody.version, on=make.TODAY, by=by
    )


@pytest.fixture
def client(alfa: Any, client_of: Any) -> Any:
    """The browser of somebody with a role; Anna is the coordinator."""

    def of(role: str) -> Any:
        if role == "coordinator":
            return client_of(Account.objects.get(email=COORDINATOR), alfa)
        return client_of(make.account(f"{role}@example.org", "Ewa Kos", alfa, role), alfa)

    return of


PAGES = ("recruitment:candidate", "support:basket", "desk:changes", "desk:person")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", OTHERS)
def test_no_page_says_what_somebody_told_to_who_reads_no_cases(case, client, role, page):
    assert ILL not in case.told(role, client, page)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_it_to_who_reads_cases(case, client, page):
    assert ILL in case.told("coordinator", client, page)
    assert ILL in case.told("auditor", client, page)


def test_a_settlement_officer_sees_who_applied_but_neither_situation_nor_contact(case, client):
    said = case.told("settlement_officer", client, "recruitment:candidate")

    assert "Lis" in said
    for key in ("situation", "conditions", "points", "contact", "papers"):
        assert f'id="{key}"' not in said


SECRET = ("application", "letter-rejected", "declaration", "contract")
OPEN = ("certificate", "attendance-list")


@pytest.mark.parametrize("code", [*SECRET, *OPEN])
def test_a_settlement_officer_opens_lists_and_certificates_and_no_other_paper(case, client, code):
    browser = client("settlement_officer")
    paper = case.papers[code]

    answers = {browser.get(at(page, paper.pk)).status_code for page in READING}

    assert answers == {200 if code in OPEN else 404}
    register = browser.get(at("documents:register")).content.decode()
    assert (paper.full_number in register) == (code in OPEN)


READING = ("documents:paper", "documents:about-paper")


@pytest.mark.parametrize("code", [*SECRET, *OPEN])
def test_a_viewer_opens_no_paper_and_who_reads_cases_opens_all(case, client, code):
    address = at("documents:paper", case.papers[code].pk)

    assert client("viewer").get(address).status_code == 404
    assert {client(role).get(address).status_code for role in READERS} == {200}


@pytest.mark.parametrize("name", ["candidate", "participant", "list"])
def test_files_about_a_person_are_only_for_who_reads_cases(case, client, name):
    """A scanned attendance list is what settling money begins with."""
    file = case.files[name]
    address, shelf = (
        at("documents:file", file.pk),
        at("documents:of", file.subject_kind, file.subject_id),
    )

    browser = client("settlement_officer")

    assert browser.get(address).status_code == (200 if name == "list" else 404)
    assert (address in browser.get(shelf).content.decode()) == (name == "list")
    assert client("viewer").get(address).status_code == 404
    assert {client(role).get(address).status_code for role in READERS} == {200}
