"""Many at once, in real transactions: their own database, a connection and a thread for each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.db import connections
from django.test import Client

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent, Member
from projects.participants.models import Person
from tests import make
from tests.conftest import let_in, nobody_at
from tests.projects.participants.test_views_changes import PERSON, START
from tests.projects.workbench.browsing import sent

EDITORS = 8
# Each editor has a field of their own, and all of them type the street.
OWN = {
    "given_name": "Barbara",
    "family_name": "Zawadzka",
    "phone": "700700700",
    "email": "b@example.org",
    "place": "Sierakowice",
    "postal_code": "83-340",
    "gmina": "2205072",
    "sex": "M",
}


def in_thread(work: Callable[[], Any]) -> Any:
    return at_once([work])[0]


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same time, each on a connection of its own."""

    def done(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


def a_person() -> tuple[Any, list[Any]]:
    """The address of the form that corrects somebody, and the accounts that will."""
    alfa = make.tenant("alfa")
    accounts = [
        make.account(f"e{place}@example.org", f"Editor {place}", alfa, "coordinator")
        for place in range(EDITORS)
    ]
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=accounts[0].pk)
        participation = make.participation(by=by, pesel=None, sex="F")
    return f"/uczestnicy/{participation.pk}/popraw/", accounts


def client_of(account: Any) -> Client:
    alfa = make.tenant("alfa")
    client = nobody_at(alfa.host)
    let_in(client, account, alfa)
    return client


def test_of_eight_editors_nobody_loses_what_they_typed(own_database):
    address, accounts = in_thread(a_person)
    together = Barrier(EDITORS)

    def edit(account: Any, name: str, value: str) -> list[str]:
        client = client_of(account)
        opened = client.get(address).content.decode()
        typed = sent(opened, **{name: value}, street=f"Ulica {name}", reason="x")
        together.wait()
        answers: list[str] = []
        while len(answers) < 3 * EDITORS:
            answer = client.post(address, typed)
            if answer.status_code == 302:
                return [*answers, "saved"]
            answers.append("compared")
            typed = sent(answer.content.decode())
            assert "seen" in typed, "neither saved nor answered by a comparison"
            # Nobody's field but one's own is chosen against the other.
            mine = {key for key, whose in typed.items() if whose == ["mine"]}
            assert mine <= {f"choice_{name}", "choice_street"}
            typed |= {f"choice_{key}": "mine" for key in (name, "street")}
        return answers

    works = [
        lambda account=account, name=name, value=value: edit(account, name, value)
        for account, (name, value) in zip(accounts, OWN.items(), strict=True)
    ]
    answers = at_once(works)

    stored, version, saves = in_thread(what_is_stored)
    assert stored == OWN
    assert version == EDITORS + 1
    assert saves == EDITORS
    assert [each[-1] for each in answers] == ["saved"] * EDITORS
    assert sum(each == ["saved"] for each in answers) == 1


def what_is_stored() -> tuple[dict[str, str], int, int]:
    with tenancy.inside(make.tenant("alfa")):
        person = Person.objects.get()
        saves = AuditEvent.objects.filter(verb="corrected a person").count()
        return {name: getattr(person, name) for name in OWN}, person.version, saves


def test_two_clicks_at_once_make_one_person_and_both_lead_there(own_database):
    def a_project() -> tuple[str, Any]:
        alfa = make.tenant("alfa")
        account = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
        with tenancy.inside(alfa):
            by = Member.objects.get(account_id=account.pk)
            year = timedelta(days=400)
            project = make.project(by=by, starts_on=today() - year, ends_on=today() + year)
        return f"/uczestnicy/dodaj/{project.pk}/", account

    address, account = in_thread(a_project)
    page = in_thread(lambda: client_of(account).get(address).content.decode())
    known = {"pesel": "", "no_pesel": "on", "born_on": "05.05.1990", "sex": "F"}
    typed = sent(page, having="once", **PERSON, **START) | known
    together = Barrier(2)

    def click() -> str:
        client = client_of(account)
        together.wait()
        return client.post(address, typed).url

    addresses = at_once([click, click])

    def people() -> int:
        with tenancy.inside(make.tenant("alfa")):
            return Person.objects.count()

    assert in_thread(people) == 1
    assert addresses[0] == addresses[1]
