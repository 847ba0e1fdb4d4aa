"""The pages of leaving: one asks, another one agrees, and whoever asked downloads each archive once."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse as reverse_of
from django.utils.html import escape

from accounts.models import Account
from core import tenancy
from core.days import today
from core.errors import RuleBroken
from core.ledger.models import AuditEvent
from projects.leaving import operations, parts, refusals
from projects.leaving.models import UnitExport
from projects.workbench import operations as workbench
from projects.workbench import preparing
from projects.workbench.models import PreparedFile, PreparedPiece
from projects.workbench.preparing import State
from tests import make
from tests.make import leaving

DAY = timedelta(days=1)
ONE_ALREADY = workbench.MadeAlready(what="Archiwum całej jednostki")


@pytest.fixture
def adam(alfa: Any) -> Account:
    return make.account("adam@alfa.example.org", "Adam Pierwszy", alfa, "administrator")


@pytest.fixture
def asking(adam: Account, alfa: Any, client_of: Callable[..., Client]) -> Client:
    """The browser of the administrator who asks."""
    return client_of(adam, alfa)


@pytest.fixture
def agreeing(coordinator: Account, alfa: Any, client_of: Callable[..., Client]) -> Client:
    """The browser of the coordinator who agrees."""
    return client_of(coordinator, alfa)


@pytest.fixture
def asked(alfa: Any, asking: Client) -> UnitExport:
    asking.post(at("ask"), {"reason": leaving.REASON})
    return the_export(alfa)


@pytest.fixture
def agreed(alfa: Any, asked: UnitExport, agreeing: Client) -> UnitExport:
    agreeing.post(at("agree", asked))
    return the_export(alfa)


@pytest.fixture
def ready(alfa: Any, agreed: UnitExport, asking: Client) -> PreparedFile:
    """The archive, made and not downloaded yet."""
    asking.post(at("prepare", agreed))
    with tenancy.inside(alfa):
        prepared = PreparedFile.objects.get()
        preparing.make(prepared.pk)
        prepared.refresh_from_db()
    return prepared


def at(name: str, export: UnitExport | None = None) -> str:
    about = [export.pk] if export else []
    return reverse_of(f"leaving:{name}", urlconf="config.urls_tenant", args=about)


def the_export(alfa: Any) -> UnitExport:
    with tenancy.inside(alfa):
        return UnitExport.objects.select_related("asked_by", "agreed_by", "dropped_by").get()


def files_of(alfa: Any) -> list[PreparedFile]:
    with tenancy.inside(alfa):
        return list(PreparedFile.objects.all())


def take(browser: Client, prepared: PreparedFile) -> Any:
    return browser.post(f"/warsztat/pliki/{prepared.pk}/pobierz/", follow=True)


def says(page: Any, refusal: RuleBroken | type[RuleBroken]) -> bool:
    told = refusal if isinstance(refusal, RuleBroken) else refusal()
    return escape(str(told)) in page.content.decode()


def test_one_asks_another_one_agrees_and_whoever_asked_takes_it(alfa, ready, asking):
    assert the_export(alfa).made_at
    assert ready.state == State.READY

    taken = take(asking, ready)

    archive = ZipFile(io.BytesIO(b"".join(taken.streaming_content)))
    assert archive.testzip() is None
    assert json.loads(archive.read("manifest.json"))["unit"]["name"] == alfa.name
    assert taken["Content-Disposition"].endswith('.zip"')
    assert the_export(alfa).taken_at


def test_the_page_tells_who_did_what_and_why(alfa, ready, asking, agreeing):
    b"".join(take(asking, ready).streaming_content)

    page = agreeing.get(at("page")).content.decode()

    with tenancy.inside(alfa):
        verbs = AuditEvent.objects.filter(subject_id=the_export(alfa).pk).order_by("pk")
        told = [(event.verb, event.actor_name) for event in verbs]
    assert told == [
        ("asked to export everything", "Adam Pierwszy"),
        ("agreed to export everything", "Anna Lis"),
        ("made an export of everything", "Adam Pierwszy"),
        ("took everything out", "Adam Pierwszy"),
    ]
    assert page.count('<p class="history-verb">') == 4
    assert f"<q>{leaving.REASON}</q>" in page


def test_what_the_operator_took_out_stands_in_the_same_history(alfa, asked, agreeing):
    with tenancy.inside(alfa):
        operations.note_export(reason="Na życzenie wójta", count=12, by=make.BY)

    assert "Na życzenie wójta" in agreeing.get(at("page")).content.decode()


def test_an_archive_is_downloaded_once(ready, asking):
    b"".join(take(asking, ready).streaming_content)

    again = take(asking, ready)

    assert not again.streaming
    assert says(again, workbench.NotReady)


def test_whoever_asked_cannot_agree(alfa, asked, asking):
    refused = asking.post(at("agree", asked))

    assert refused.status_code == 200
    assert says(refused, refusals.TakesTwo)
    assert the_export(alfa).agreed_at is None


def test_nothing_is_made_before_somebody_agreed(alfa, asked, asking):
    refused = asking.post(at("prepare", asked), follow=True)

    assert says(refused, refusals.NotAgreed)
    assert files_of(alfa) == []


def test_an_agreement_that_is_taken_back_takes_the_archive_with_it(
    alfa, ready, agreed, asking, agreeing
):
    agreeing.post(at("drop", agreed))

    refused = take(asking, ready)

    assert not refused.streaming
    assert says(refused, workbench.NotReady)
    with tenancy.inside(alfa):
        assert not PreparedPiece.objects.exists()
        assert PreparedFile.objects.get().state == State.GONE
    assert says(asking.post(at("prepare", agreed), follow=True), refusals.NotAgreed)


def test_an_agreement_that_is_taken_back_stops_a_worker_that_has_not_begun(
    alfa, agreed, asking, agreeing
):
    asking.post(at("prepare", agreed))
    agreeing.post(at("drop", agreed))

    with tenancy.inside(alfa):
        preparing.make(PreparedFile.objects.get().pk)
        assert not PreparedPiece.objects.exists()
        assert UnitExport.objects.get().made_at is None


def test_an_agreement_that_has_run_out_lets_nothing_be_made_or_downloaded(
    alfa, ready, agreed, asking
):
    with tenancy.inside(alfa):
        UnitExport.objects.update(usable_until=today() - DAY)

    refused = take(asking, ready)

    assert not refused.streaming
    assert says(refused, refusals.NotAgreed)
    assert says(asking.post(at("prepare", agreed), follow=True), refusals.NotAgreed)


def test_a_worker_that_comes_after_the_agreement_ran_out_makes_nothing(alfa, agreed, asking):
    asking.post(at("prepare", agreed))
    with tenancy.inside(alfa):
        UnitExport.objects.update(usable_until=today() - DAY)
        prepared = PreparedFile.objects.get()
        preparing.make(prepared.pk)

        prepared.refresh_from_db()
        assert (prepared.state, prepared.problem) == (State.FAILED, "NotAgreed")
        assert not PreparedPiece.objects.exists()


def test_a_request_that_has_run_out_is_agreed_to_no_more(alfa, asked, agreeing):
    with tenancy.inside(alfa):
        UnitExport.objects.update(expires_on=today() - DAY)

    assert says(agreeing.post(at("agree", asked)), refusals.NothingWaits)
    assert the_export(alfa).agreed_at is None


def test_nobody_but_whoever_asked_has_it_made(alfa, agreed, client_of):
    ida = client_of(make.account("ida@example.org", "Ida Druga", alfa, "administrator"), alfa)

    refused = ida.post(at("prepare", agreed), follow=True)

    assert says(refused, refusals.AskersOnly(who="Adam Pierwszy"))
    assert files_of(alfa) == []


def test_whoever_agreed_has_nothing_made_and_finds_no_file(alfa, ready, agreed, agreeing):
    assert agreeing.post(at("prepare", agreed)).status_code == 403
    assert take(agreeing, ready).status_code == 404


@pytest.mark.parametrize("role", ["case_worker", "settlement_officer", "viewer", "auditor"])
def test_other_roles_see_no_such_page(alfa, agreed, client_of, role):
    other = client_of(make.account("ola@example.org", "Ola Inna", alfa, role), alfa)

    answers = [other.get(at("page")), other.get(at("ask"))]
    answers += [other.post(at(name, agreed)) for name in ("agree", "drop", "prepare")]

    assert [answer.status_code for answer in answers] == [403] * 5


def test_while_one_is_made_or_waits_no_second_one_is_ordered(alfa, ready, agreed, asking):
    refused = asking.post(at("prepare", agreed), follow=True)

    assert says(refused, ONE_ALREADY)
    assert len(files_of(alfa)) == 1
    assert at("prepare", agreed) not in asking.get(at("page")).content.decode()


def test_after_the_download_another_one_may_be_made_while_the_agreement_stands(
    alfa, ready, agreed, asking
):
    b"".join(take(asking, ready).streaming_content)

    assert at("prepare", agreed) in asking.get(at("page")).content.decode()
    asking.post(at("prepare", agreed))
    assert len(files_of(alfa)) == 2


def test_nor_is_one_ordered_again_from_the_list_of_files_while_another_waits(
    alfa, ready, agreed, asking
):
    b"".join(take(asking, ready).streaming_content)
    asking.post(at("prepare", agreed))

    refused = asking.post(f"/warsztat/pliki/{ready.pk}/ponow/", follow=True)

    assert says(refused, ONE_ALREADY)
    assert len(files_of(alfa)) == 2


def test_whoever_lost_the_role_meanwhile_downloads_nothing(alfa, adam, ready):
    with tenancy.inside(alfa):
        by = UnitExport.objects.get().asked_by
        by.grants = [{"role": "viewer", "project": None}]

        with pytest.raises(RuleBroken):
            workbench.take_file(prepared=ready, at=ready.moved_at, by=by)


def test_each_is_offered_what_they_may_do(asked, asking, agreeing):
    own, others = (browser.get(at("page")).content.decode() for browser in (asking, agreeing))

    offered = [(at("agree", asked) in page, at("drop", asked) in page) for page in (own, others)]
    assert offered == [(False, True), (True, True)]
    assert at("ask") not in own
    assert "Anna Lis" in own


def test_where_nobody_else_may_agree_the_page_says_so(alfa, asking):
    assert escape(parts.who_may_agree([])) in asking.get(at("ask")).content.decode()


def test_a_reason_is_asked_for(alfa, asking):
    answer = asking.post(at("ask"), {"reason": "bo tak"})

    assert answer.status_code == 200
    with tenancy.inside(alfa):
        assert not UnitExport.objects.exists()


def test_the_administrator_finds_it_beside_people_and_roles(asking, client_of, metropolis):
    operator = make.account("olga@example.org", "Olga Wiśniewska", metropolis, "operator")

    assert at("page") in asking.get("/ludzie/").content.decode()
    assert at("page") not in client_of(operator, metropolis).get("/ludzie/").content.decode()
