"""Every page refuses strangers: the anonymous, the neighbour's member, and the neighbour's ids."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core import tenancy
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from tenants import operations as tenants
from tests import make
from tests.everywhere import things
from tests.make import programme_targets

# The only pages that answer without a sign-in; each says why.
PUBLIC = {
    "accounts:sign-in": "the way in",
    "accounts:demo-sign-in": "one click in, where the deployment is a demonstration",
    "accounts:sign-out": "leaves a session, shows nothing",
    "accounts:forgotten": "asks for an e-mail, answers the same to everybody",
    "accounts:reset-sent": "says to look for a letter",
    "accounts:reset": "needs a link that works once",
    "tenants:accept": "needs a link that works once",
    "deadlines:feed": "a calendar signs nobody in: its address is a secret, and it holds no name",
    "set_language": "sets a cookie",
    "recruitment:apply-list": "says which recruitments take applications on the web",
    "recruitment:apply": "the information for candidates, before anything is asked",
    "recruitment:apply-step": "shows only what the same browser typed",
    "recruitment:apply-resume": "needs the code that the same person was given",
    "recruitment:apply-drop": "deletes only what the same browser typed",
    "recruitment:apply-done": "shows only what the same browser sent",
}
SITES = {"tenant": settings.TENANT_URLCONF, "metropolis": settings.ROOT_URLCONF}


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _patterns(entry, inner)
        else:
            yield f"{prefix}{entry.name}", entry


PAGES = {site: dict(_patterns(get_resolver(urlconf))) for site, urlconf in SITES.items()}
CASES = [(site, name) for site, pages in PAGES.items() for name in pages]


def test_the_walk_finds_pages_on_both_sites():
    assert len(PAGES["tenant"]) > 20
    assert len(PAGES["metropolis"]) > 15
    assert set(PUBLIC) <= {name for _site, name in CASES}


@pytest.fixture
def ids(request, alfa, metropolis, coordinator) -> dict[str, Any]:
    """Something real for every placeholder of the page's address, all of it alfa's."""
    namespace = request.node.callspec.params["name"].partition(":")[0]
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        participation = make.participation(by=anna)
        made = things.made(namespace, participation=participation, by=anna)
    publishing.publish_tenant(alfa)
    membership = coordinator.memberships.get()
    invitation = tenants.invite(
        tenant=alfa, email="ewa@example.org", display_name="Ewa", role="viewer", by=make.BY
    )
    job = tenants.ask_to_open(
        slug="gamma",
        name="Gamma",
        short_name="Gamma",
        kind="GMINA",
        unit_code="2205",
        teryt_code="2205032",
        by=make.BY,
    )
    return {
        **made,
        "membership_id": membership.pk,
        "invitation_id": invitation.pk,
        "job_id": job.pk,
        "tenant_id": alfa.uuid,
        "steward_id": tenants.grant(
            account=make.account("iga@example.org", "Iga Szulc"),
            tenant=metropolis,
            role="metropolitan_viewer",
            by=make.BY,
        ).pk,
        "programme_plan_id": programme_targets.plan(by=make.BY).pk,
        "code": "PEOPLE_AT_RISK",
        "table": "jednostki",
        "token": "no-such-token",
        "uid": "bm9ib2R5",
    }


def _address(site: str, name: str, ids: dict[str, Any]) -> str:
    pattern = PAGES[site][name].pattern
    wanted = {key: ids[key] for key in pattern.converters}
    if site == "metropolis" and name == "metropolis:unit":
        wanted["code"] = "2205"
    if site == "metropolis" and "membership_id" in wanted:
        wanted["membership_id"] = ids["steward_id"]
    return reverse(name, urlconf=SITES[site], kwargs=wanted)


@pytest.mark.parametrize(("site", "name"), CASES)
def test_an_anonymous_visitor_is_sent_to_the_sign_in(site, name, ids, alfa, metropolis, client_of):
    where = alfa if site == "tenant" else metropolis
    address = _address(site, name, ids)

    answers = [client_of(None, where).get(address), client_of(None, where).post(address)]

    if name in PUBLIC:
        assert all(answer.status_code < 500 for answer in answers)
        assert b"Cwik" not in b"".join(answer.content for answer in answers)
    else:
        for answer in answers:
            assert answer.status_code == 302
            assert answer["Location"].startswith("/wejscie/")


@pytest.mark.parametrize("name", sorted(set(PAGES["tenant"]) - set(PUBLIC)))
def test_a_neighbours_member_gets_404_on_this_tenants_host(name, ids, alfa, beta, client_of):
    neighbour = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")
    client = client_of(neighbour, alfa)
    address = _address("tenant", name, ids)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


WITH_IDS = [
    name
    for name, entry in PAGES["tenant"].items()
    if any(converter.endswith("_id") for converter in entry.pattern.converters)
]


@pytest.mark.parametrize("name", WITH_IDS)
def test_a_neighbours_ids_are_404_at_home(name, ids, beta, client_of):
    assert len(WITH_IDS) > 8
    everything = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")
    tenants.grant(account=everything, tenant=beta, role="administrator", by=make.BY)
    client = client_of(everything, beta)
    address = _address("tenant", name, ids)

    answers = [client.get(address), client.post(address)]

    # A page that only takes posts says so before it looks for anything.
    assert {answer.status_code for answer in answers} <= {404, 405}
    assert 404 in {answer.status_code for answer in answers}


@pytest.mark.parametrize("name", WITH_IDS)
def test_an_id_that_does_not_exist_looks_the_same_as_a_neighbours(name, ids, beta, client_of):
    everything = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")
    tenants.grant(account=everything, tenant=beta, role="administrator", by=make.BY)
    client = client_of(everything, beta)
    unknown = {key: uuid4() if key.endswith("_id") else value for key, value in ids.items()}

    of_neighbour = client.get(_address("tenant", name, ids))
    of_nobody = client.get(_address("tenant", name, unknown))

    assert of_neighbour.status_code == of_nobody.status_code
    assert len(of_neighbour.content) == len(of_nobody.content)


@pytest.mark.parametrize(("site", "name"), CASES)
def test_its_owner_gets_an_answer_that_is_no_error(site, name, ids, alfa, metropolis, client_of):
    if site == "tenant":
        owner = make.account("ola@example.org", "Ola Miotk", alfa, "coordinator")
        tenants.grant(account=owner, tenant=alfa, role="administrator", by=make.BY)
        where = alfa
    else:
        owner = make.account("ola@example.org", "Ola Miotk", metropolis, "operator")
        role = "metropolitan_coordinator"
        tenants.grant(account=owner, tenant=metropolis, role=role, by=make.BY)
        where = metropolis

    answer = client_of(owner, where).get(_address(site, name, ids))

    # 410 is a used-up link, 405 a page that only takes posts.
    assert answer.status_code in (200, 302, 405, 410), answer.content[:300]


@pytest.mark.parametrize(
    "host", ["nobody.localhost", "evil.example.org", "alfa.localhost.evil", "ALFA", ""]
)
def test_an_unknown_host_gets_a_plain_404(db, client, host):
    answer = client.get("/", HTTP_HOST=host)

    assert answer.status_code == 404
    assert b"Traceback" not in answer.content
