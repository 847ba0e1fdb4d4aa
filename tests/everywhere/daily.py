"""The daily pages of a team: all that a tenant's host shows a member, but those named here.

The one home of the list: the sweep counts their queries, the benchmark measures their time.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

MOST_QUERIES = 15
# Whose pages a team works with; the others are for whoever sets the unit up.
OF_THE_TEAM = (
    "agreements",
    "deadlines",
    "desk",
    "documents",
    "participants",
    "progress",
    "recruitment",
    "support",
    "targets",
    "workbench",
)
# Everything else that answers GET is daily. These are no pages, or not the team's.
NOT_DAILY = {
    "documents:paper": "a kept PDF",
    "documents:batch-pdf": "many kept PDFs, put together",
    "documents:batch-zip": "many kept PDFs, packed",
    "documents:preview": "sets a PDF, which takes what it takes",
    "documents:file": "a kept file, opened and sent",
    "documents:strip": "a picture",
    "deadlines:feed": "a calendar's own address, asked by programs some times a day",
    "support:open-list": "a code on paper: it leads to the sheet",
    "workbench:open-view": "leads to the list whose view it is",
    "recruitment:apply-list": "for candidates, who are nobody's team",
    "recruitment:apply": "for candidates",
    "recruitment:apply-step": "for candidates",
    "recruitment:apply-resume": "for candidates",
    "recruitment:apply-drop": "for candidates",
    "recruitment:apply-done": "for candidates",
}
# These show one project: without a word, the newest that runs.
OF_ONE_PROJECT = ("support:payrolls", "support:services")
# Statements that ask for nothing: a savepoint of a test stands for a transaction's own.
NO_QUERY = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below a resolver, by its whole name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from patterns(entry, inner)
        else:
            yield f"{prefix}{entry.name}", entry


def everything() -> list[tuple[str, URLPattern]]:
    return list(patterns(get_resolver(settings.TENANT_URLCONF)))


def pages() -> dict[str, URLPattern]:
    """By name; among them are addresses that only take posts, which answer GET with 405."""
    return {
        name: entry
        for name, entry in everything()
        if name == "start" or (name.split(":")[0] in OF_THE_TEAM and name not in NOT_DAILY)
    }


def addresses(ids: Mapping[str, Any]) -> dict[str, str]:
    """Each page's address, with one of these ids for every placeholder."""
    found = {}
    for name, entry in pages().items():
        kwargs = {key: ids[key] for key in entry.pattern.converters}
        found[name] = reverse(name, urlconf=settings.TENANT_URLCONF, kwargs=kwargs)
        if name in OF_ONE_PROJECT:
            found[name] += f"?projekt={ids['project_id']}"
    return found


def queries_of(client: Client, address: str) -> tuple[int, list[str]]:
    """The answer's status and every query of the request: those of its doors are counted, too."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    asked = [each["sql"] for each in seen.captured_queries]
    return answer.status_code, [sql for sql in asked if not sql.startswith(NO_QUERY)]
