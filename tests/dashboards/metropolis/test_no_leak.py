"""What is hidden leaves no trace: two worlds that differ in hidden numbers alone give the same bytes.

Order, axes, colours, texts beside a picture, ETags, files and what a chart's points carry are all in
the bytes; so whatever new there is to leak through is in them too.
"""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import tenancy
from core.ledger.models import OutboxEntry
from dashboards.metropolis import releasing
from dashboards.metropolis.models import LiveFreshness, LiveTotal, Release, ReleasedCell
from dashboards.metropolis.views import CHARTS
from indicators.facts.tasks import publish_tenant
from projects.participants.models import Participation
from tenants import operations as tenants
from tests import make
from tests.indicators.facts import world
from tests.make import serving
from tests.make.partners import Program

MOMENT = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
# Drawn anew for each answer, and told by nobody's figures.
DRAWN = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=X-CSRFToken": ")[^"]+|(?<=nonce=")[^"]+'
    # The number of a release: each world is released once more, so it counts releases and nothing else.
    rb'|(?<="release":{"number":)[0-9]+'
)
API = ("units", "indicators", "values", "breakdowns")
PAGES = ("dashboard", "path", "basket", "breakdown", "comparison", "units", "indicators", "targets")
FILTERS = ("", "?powiat=2205", "?okres=2026")


@pytest.fixture
def visitor(metropolis, client_of) -> Client:
    account = make.account("ala@example.org", "Ala Nowicka")
    tenants.grant(account=account, tenant=metropolis, role="metropolitan_coordinator", by=make.BY)
    return client_of(account, metropolis)


@pytest.fixture
def projects(alfa):
    """Three people in one project and twenty in another, each told of the unit, by sex and year."""
    with tenancy.inside(alfa):
        small, large = (make.project(by=make.BY, edition_no=number) for number in (1, 2))
        for serial in range(23):
            world.takes_part(world.person(serial), small if serial < 3 else large)
        return small, large


def _told(alfa) -> dict:
    """Publish and release the world as it is; return what was counted, which nobody is told."""
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        Release.objects.all().delete()
        release = releasing.release_breakdowns()
        Release.objects.filter(pk=release.pk).update(released_at=MOMENT, facts_as_of=MOMENT)
        for told in (LiveTotal, LiveFreshness):
            told.objects.update(as_of=MOMENT)
        return releasing.counted()


def _move_one(alfa, *, to) -> None:
    with tenancy.inside(alfa):
        row = Participation.objects.exclude(project=to).latest("pk")
        row.project = to
        row.save()
        OutboxEntry.objects.create(topic="participation", subject_id=row.pk)


@pytest.fixture
def program(metropolis) -> Program:
    return serving.program(per_minute_count=100_000)


def _told_by_api(program: Program) -> dict[str, tuple]:
    """The tag is a digest of the bytes with the release's number in them, so it stays out."""
    filters = ("", "?unit=2205&period=all", "?unit=programme&period=2026")
    asked = [f"/{name}/" for name in API]
    asked += [f"/{name}/{query}" for name in ("values", "breakdowns") for query in filters]
    answers = {url: program.get(url) for url in asked}
    return {
        url: (answer.status_code, None, DRAWN.sub(b"", answer.content))
        for url, answer in answers.items()
    }


def _seen(visitor: Client, projects) -> dict[str, tuple]:
    urls = [reverse(f"metropolis:{page}", urlconf="config.urls_public") for page in PAGES]
    urls += [
        reverse(f"metropolis:{name}", args=[of], urlconf="config.urls_public")
        for name, of in [
            ("unit", "2205"),
            ("indicator", "PEOPLE_AT_RISK"),
            *(("project", project.pk) for project in projects),
            *(("csv", table) for table in ("powiaty-i-miasta", *CHARTS)),
        ]
    ]
    answers = {url + chosen: visitor.get(url + chosen) for url in urls for chosen in FILTERS}
    return {
        url: (answer.status_code, answer.get("ETag"), DRAWN.sub(b"", answer.content))
        for url, answer in answers.items()
    }


def test_pages_and_files_are_the_same_whatever_the_hidden_numbers_are(
    alfa, projects, visitor, program
):
    counted = _told(alfa)
    seen = _seen(visitor, projects) | _told_by_api(program)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        hidden = ReleasedCell.objects.filter(is_hidden=True).count()

    _move_one(alfa, to=projects[0])
    counted_anew = _told(alfa)
    seen_anew = _seen(visitor, projects) | _told_by_api(program)

    assert counted != counted_anew
    assert hidden > 0
    assert {url for url in seen if seen[url] != seen_anew[url]} == set()
    assert sum(status == 200 for status, _etag, _body in seen.values()) > 20


def test_a_number_that_is_shown_is_in_the_bytes(alfa, projects, visitor, program):
    """Else the test above could not fail."""
    _told(alfa)
    seen, by_api = _seen(visitor, projects[:0]), _told_by_api(program)

    with tenancy.inside(alfa):
        world.takes_part(world.person(99), projects[1])
    _told(alfa)
    seen_anew = _seen(visitor, projects[:0])

    assert len({url for url in seen if seen[url] != seen_anew[url]}) > 5
    assert _told_by_api(program)["/values/"] != by_api["/values/"]
