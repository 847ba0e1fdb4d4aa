"""Every page refuses strangers: the anonymous, the neighbour's member, and the neighbour's ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Account
from core import doors, tenancy
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from tenants import operations as tenants
from tenants import queries
from tenants.models import Tenant
from tests import make
from tests.conftest import another_database
from tests.everywhere import things
from tests.make import programme_targets, public, serving

# The only pages that answer without a sign-in; each says why.
PUBLIC = {
    "accounts:sign-in": "the way in",
    "accounts:demo-sign-in": "one click in, where the deployment is a demonstration",
    "accounts:sign-out": "leaves a session, shows nothing",
    "accounts:forgotten": "asks for an e-mail, answers the same to everybody",
    "accounts:reset-sent": "says to look for a letter",
    "accounts:reset": "needs a link that works once",
    "tenants:accept": "needs a link that works once",
    "organisation:accept": "needs a link that works once",
    "deadlines:feed": "a calendar signs nobody in: its address is a secret, and it holds no name",
    "watching:feed": "a calendar signs nobody in: its address is a secret, and it holds no figure",
    **{
        f"portal:{name}": "needs a token's secret link; it names no person and holds no key"
        for name in ("start", "requests", "guide", "try-out", "changes", "description")
    },
    "problems": "says what each refusal of the API means, of no unit and no token",
    "set_language": "sets a cookie",
    "recruitment:apply-list": "says which recruitments take applications on the web",
    "recruitment:apply": "the information for candidates, before anything is asked",
    "recruitment:apply-step": "shows only what the same browser typed",
    "recruitment:apply-resume": "needs the code that the same person was given",
    "recruitment:apply-drop": "deletes only what the same browser typed",
    "recruitment:apply-done": "shows only what the same browser sent",
    **{
        f"public:{name}": "shows what was approved for everybody, under a role that reads no more"
        for name in (
            "programme",
            "unit",
            "project",
            "accessibility",
            "data",
            "widget",
            "picture",
            "index",
            "catalogue-ttl",
            "catalogue-jsonld",
            "feed",
            "csv",
            "xlsx",
            "json",
            "schema",
            "csvw",
        )
    },
}
SITES = {"tenant": settings.TENANT_URLCONF, "metropolis": settings.ROOT_URLCONF}


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _patterns(entry, inner)
        else:
            yield f"{prefix}{entry.name}", entry


PAGES = {
    site: {
        name: entry
        for name, entry in _patterns(get_resolver(urlconf))
        # The API signs nobody in; its addresses are swept in test_programs.py.
        if getattr(entry.callback, "door", None) != doors.PROGRAMS
    }
    for site, urlconf in SITES.items()
}
CASES = [(site, name) for site, pages in PAGES.items() for name in pages]


def test_the_walk_finds_pages_on_both_sites():
    assert len(PAGES["tenant"]) > 20
    assert len(PAGES["metropolis"]) > 15
    assert set(PUBLIC) <= {name for _site, name in CASES}


@dataclass(frozen=True)
class World:
    """What all pages are asked about: something real for each placeholder, and who asks."""

    # By namespace: a batch of papers and a batch of changes stand under the same placeholder.
    ids: dict[str, dict[str, Any]]
    shared: dict[str, Any]
    neighbour: Account
    # Whoever may do everything, by the slug of the tenant whose page it is.
    owners: dict[str, Account]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, in a database of its own: what a page does to it is undone after each test."""
    with another_database("pages", django_db_blocker):
        alfa, beta = make.tenant("alfa"), make.tenant("beta")
        anna = make.member(alfa, "anna@example.org", "Anna Lis", "coordinator")
        yield World(
            ids=_entered(alfa, by=anna),
            shared=_of_alfa(alfa, anna) | _of_the_metropolis(),
            neighbour=make.account("bob@example.org", "Bob Czaja", beta, "coordinator"),
            owners={
                "alfa": _owner(alfa, "coordinator", "administrator"),
                "beta": _owner(beta, "coordinator", "administrator"),
                "public": _owner(queries.metropolis(), "operator", "metropolitan_coordinator"),
            },
        )


@pytest.fixture
def ids(request: pytest.FixtureRequest, made: World, db: None) -> dict[str, Any]:
    """Something real for every placeholder of the page's address, all of it alfa's."""
    namespace = request.node.callspec.params["name"].partition(":")[0]
    return made.shared | made.ids.get(namespace, made.ids[""])


def _owner(tenant: Tenant, *roles: str) -> Account:
    email = f"{tenant.schema_name}@example.org"
    owner = Account.objects.filter(email=email).first() or make.account(email, "Ola Miotk")
    for role in roles:
        tenants.grant(account=owner, tenant=tenant, role=role, by=make.BY)
    return owner


def _entered(alfa: Tenant, *, by: Member) -> dict[str, dict[str, Any]]:
    with tenancy.inside(alfa):
        participation = make.participation(by=by)
        entered = things.by_namespace(participation=participation, by=by)
    publishing.publish_tenant(alfa)
    return entered


def _of_alfa(alfa: Tenant, anna: Member) -> dict[str, Any]:
    invitation = tenants.invite(
        tenant=alfa, email="ewa@example.org", display_name="Ewa", role="viewer", by=make.BY
    )
    return {
        "membership_id": Account.objects.get(pk=anna.account_id).memberships.get().pk,
        "invitation_id": invitation.pk,
        "tenant_id": alfa.uuid,
        "code": "PEOPLE_AT_RISK",
        "table": "powiaty-i-miasta",
        "token": "no-such-token",
        "uid": "bm9ib2R5",
    }


def _of_the_metropolis() -> dict[str, Any]:
    job = tenants.ask_to_open(
        slug="gamma",
        name="Gamma",
        short_name="Gamma",
        kind="GMINA",
        unit_code="2205",
        teryt_code="2205032",
        by=make.BY,
    )
    steward = tenants.grant(
        account=make.account("iga@example.org", "Iga Szulc"),
        tenant=queries.metropolis(),
        role="metropolitan_viewer",
        by=make.BY,
    )
    return {
        "job_id": job.pk,
        "steward_id": steward.pk,
        "release_link": serving.link(serving.token()[0]),
        "programme_plan_id": programme_targets.plan(by=make.BY).pk,
        **_of_the_public(),
    }


def _of_the_public() -> dict[str, Any]:
    """An edition that everybody reads, and a candidate that waits beside it."""
    return {
        "edition_id": public.edition().pk,
        "candidate_id": public.candidate(projects_count=4).pk,
        "figure_id": public.published_figure().pk,
        "public_project_id": public.PROJECT,
        "slug": "powiat-kartuski",
        "what": "program",
        "language": "pl",
    }


def _address(site: str, name: str, ids: dict[str, Any]) -> str:
    pattern = PAGES[site][name].pattern
    wanted = {key: ids[key] for key in pattern.converters}
    if site == "metropolis" and name == "metropolis:unit":
        wanted["code"] = "2205"
    if site == "metropolis" and "membership_id" in wanted:
        wanted["membership_id"] = ids["steward_id"]
    if site == "metropolis" and "portal_link" in wanted:
        wanted["portal_link"] = ids["release_link"]
    if name == "public:project":
        wanted["project_id"] = ids["public_project_id"]
    if name.startswith("public:") and "table" in wanted:
        wanted["table"] = "wyniki-jednostek"
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
def test_a_neighbours_member_gets_404_on_this_tenants_host(name, made, ids, alfa, client_of):
    client = client_of(made.neighbour, alfa)
    address = _address("tenant", name, ids)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


WITH_IDS = [
    name
    for name, entry in PAGES["tenant"].items()
    if any(converter.endswith("_id") for converter in entry.pattern.converters)
]


@pytest.mark.parametrize("name", WITH_IDS)
def test_a_neighbours_ids_are_404_at_home_and_look_as_ids_of_nobody(
    name, made, ids, beta, client_of
):
    assert len(WITH_IDS) > 8
    client = client_of(made.owners["beta"], beta)
    address = _address("tenant", name, ids)
    unknown = {key: uuid4() if key.endswith("_id") else value for key, value in ids.items()}

    of_neighbour = client.get(address)
    of_nobody = client.get(_address("tenant", name, unknown))
    sent = client.post(address)

    # A page that only takes posts says so before it looks for anything.
    assert {of_neighbour.status_code, sent.status_code} <= {404, 405}
    assert 404 in {of_neighbour.status_code, sent.status_code}
    assert of_neighbour.status_code == of_nobody.status_code
    assert len(of_neighbour.content) == len(of_nobody.content)


def _is_open(site: str, name: str) -> bool:
    return getattr(PAGES[site][name].callback, "door", doors.MEMBERS) == doors.OPEN


@pytest.mark.parametrize(("site", "name"), CASES)
def test_its_owner_gets_no_error_and_what_is_not_open_to_all_no_cache_keeps(
    site, name, made, ids, alfa, metropolis, client_of
):
    where = alfa if site == "tenant" else metropolis
    owner = made.owners[where.schema_name]

    answer = client_of(owner, where).get(_address(site, name, ids))

    # 410 is a used-up link, 405 a page that only takes posts.
    assert answer.status_code in (200, 302, 405, 410), answer.content[:300]
    assert _is_open(site, name) or "no-store" in answer.headers.get("Cache-Control", "")


def test_the_walk_finds_pages_that_are_open_to_all_and_many_more_that_are_not():
    assert 10 < sum(_is_open(site, name) for site, name in CASES) < len(CASES) / 10


# Pages of figures: they show, and what of them writes is named here.
FIGURES = ("maps", "metropolis", "progress")
WRITING = {f"metropolis:{name}" for name in ("set-targets", "enter-plan", "plan", "withdraw-plan")}


@pytest.mark.parametrize(
    ("site", "name"),
    [
        (site, name)
        for site, name in CASES
        if name.partition(":")[0] in FIGURES and name not in WRITING
    ],
)
def test_a_page_of_figures_takes_no_post(site, name, made, ids, alfa, metropolis, client_of):
    where = alfa if site == "tenant" else metropolis
    owner = made.owners[where.schema_name]

    assert client_of(owner, where).post(_address(site, name, ids)).status_code == 405


@pytest.mark.parametrize(
    "host", ["nobody.localhost", "evil.example.org", "alfa.localhost.evil", "ALFA", ""]
)
def test_an_unknown_host_gets_a_plain_404(db, client, host):
    answer = client.get("/", HTTP_HOST=host)

    assert answer.status_code == 404
    assert b"Traceback" not in answer.content
