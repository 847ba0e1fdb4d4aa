"""Whoever has only the link of a token of released figures reads its rights, requests and guide; never a key."""

import re
import shlex
import subprocess
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from core import tenancy
from core.permissions import MetropolitanRole
from dashboards.serving import issuing, operations
from dashboards.serving.models import ReleaseLink, ReleaseToken
from projects.partners.operations import hash_of
from tenants import operations as tenants
from tests import make
from tests.make import partners, serving

PAGES = ("", "zapytania/", "przewodnik/", "zmiany/", "openapi.json")
LINK = re.compile(r"/partner/([\w-]{43})/")


@pytest.fixture
def made(metropolis):
    """The token, its key and the address of its page."""
    token, key = serving.token()
    return token, key, f"/partner/{serving.link(token)}/"


@pytest.fixture
def visitor(client_of, metropolis):
    browser = client_of(None, metropolis)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser


@pytest.fixture
def pages(metropolis, client_of):
    account = make.account("ala@example.org", "Ala Nowicka")
    tenants.grant(
        account=account,
        tenant=metropolis,
        role=MetropolitanRole.METROPOLITAN_COORDINATOR,
        by=make.BY,
    )
    return client_of(account, metropolis)


def changed(change, token, **facts):
    with tenancy.acting_as(tenancy.Role.WEB):
        change(token=token, at=timezone.now(), by=make.BY, **facts)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_the_link_alone_and_is_kept_by_nobody(visitor, made, page):
    _token, key, address = made

    answer = visitor.get(address + page)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert key.split("_")[2] not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_another_link_opens_nothing_nor_does_it_in_a_unit(visitor, made, client_of, alfa, page):
    assert visitor.get(f"/partner/{'x' * 43}/{page}").status_code == 404
    assert client_of(None, alfa).get(made[2] + page).status_code == 404


def test_there_is_no_console_where_nothing_can_be_sent(visitor, made):
    assert visitor.get(f"{made[2]}wyprobuj/").status_code == 404
    assert "wyprobuj" not in visitor.get(made[2]).content.decode()


def test_it_says_what_the_token_reads_and_what_became_of_its_requests(visitor, made, metropolis):
    _token, key, address = made
    partners.Program(metropolis, key).get("/values/?period=1899")

    assert "It reads no project, no person" in visitor.get(address).content.decode()
    seen = visitor.get(f"{address}zapytania/").content.decode()
    assert "/values/" in seen
    assert "Some fields are not right." in seen


@pytest.mark.parametrize(
    ("change", "said"),
    [(operations.suspend_token, "suspended by hand"), (issuing.revoke_token, "revoked on")],
)
def test_it_says_why_the_program_is_refused(visitor, made, change, said):
    changed(change, made[0])

    assert said in visitor.get(made[2]).content.decode()


@pytest.mark.parametrize(("days", "status"), [(89, 200), (91, 404)])
def test_ninety_days_after_the_end_the_link_opens_nothing(visitor, made, days, status):
    with tenancy.acting_as(tenancy.Role.WEB):
        ReleaseToken.objects.update(ends_at=timezone.now() - timedelta(days=days))

    assert visitor.get(made[2]).status_code == status


def test_what_the_guide_asks_the_api_answers(visitor, made, metropolis, alfa):
    serving.release(alfa)
    _token, key, address = made

    for example in visitor.get(f"{address}przewodnik/").context["examples"]:
        answer = partners.Program(metropolis, key).get(f"{example.job.address}{example.job.query}")
        assert answer.status_code == 200, (example.job.code, answer.json())
        assert answer.json()["items"], example.job.code


def test_every_example_is_what_it_says_it_is(visitor, made):
    page = visitor.get(f"{made[2]}przewodnik/").context

    for example in page["examples"]:
        for text in (example.python, example.client):
            compile(text, example.job.code, "exec")
        assert shlex.split(example.curl)[0] == "curl"
        assert "datetime" not in example.client
    checked = subprocess.run(["bash", "-n", "-c", page["again"]], capture_output=True)
    assert checked.returncode == 0, checked.stderr


def test_names_of_the_generated_client_are_those_of_the_description(visitor, made):
    told = visitor.get(f"{made[2]}openapi.json").json()
    names = {one["get"]["operationId"] for one in told["paths"].values()}

    for example in visitor.get(f"{made[2]}przewodnik/").context["examples"]:
        assert re.search(r"import (\w+)\n\nclient", example.client)[1] in names


def test_a_coordinator_opens_the_page_closes_it_and_its_address_is_kept_nowhere(
    pages, visitor, metropolis
):
    token, _key = serving.token()
    address = f"/odbiorcy-danych/{token.pk}/"

    shown = pages.post(f"{address}adres/").content.decode()
    link = LINK.search(shown)[1]
    assert visitor.get(f"/partner/{link}/").status_code == 200
    with tenancy.acting_as(tenancy.Role.WEB):
        assert bytes(ReleaseLink.objects.get().link_hash) == hash_of(link)
    assert link not in pages.get(address).content.decode()

    again = LINK.search(pages.post(f"{address}adres/").content.decode())[1]
    assert visitor.get(f"/partner/{link}/").status_code == 404
    pages.post(f"{address}adres/zamknij/")
    assert visitor.get(f"/partner/{again}/").status_code == 404


def test_a_revoked_token_gets_no_page_and_its_page_can_still_be_closed(pages, made):
    token, _key, address = made
    changed(issuing.revoke_token, token)

    assert pages.post(f"/odbiorcy-danych/{token.pk}/adres/").status_code == 404
    assert pages.post(f"/odbiorcy-danych/{token.pk}/adres/zamknij/").status_code == 302
    assert pages.get(address).status_code == 404
