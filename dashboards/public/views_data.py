"""Open data of the edition in force: files, their schemas, the catalogue and the feed."""

import json
from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from core.doors import open_page
from dashboards.public import addresses, answers, feeds, tables
from dashboards.public.catalogue import catalogue
from dashboards.public.queries import Reading
from dashboards.public.tables import PUBLISHER
from projects.workbench import exporting

JSON = "application/json; charset=utf-8"


@open_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(addresses.of("data", "pl"))


@open_page
@require_safe
def table_csv(request: HttpRequest, table: str) -> HttpResponse:
    def made(reading: Reading) -> str:
        return tables.as_csv(tables.TABLES[table], reading.content)

    answer = answers.data(request, "text/csv; charset=utf-8", made)
    answer.headers["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    # Where programs that know "CSV on the Web" find what the columns mean.
    meaning = addresses.file("csvw", table=table)
    answer.headers["Link"] = f'<{meaning}>; rel="describedby"; type="application/csvm+json"'
    return answer


@open_page
@require_safe
def table_xlsx(request: HttpRequest, table: str) -> HttpResponse:
    """For people: the same rows with typed cells, and what the columns mean on a sheet of its own."""

    def made(reading: Reading) -> bytes:
        return exporting.as_xlsx(tables.sheet(tables.TABLES[table], reading.content))

    answer = answers.data(request, exporting.MIME["xlsx"], made)
    answer.headers["Content-Disposition"] = f'attachment; filename="{table}.xlsx"'
    return answer


@open_page
@require_safe
def table_json(request: HttpRequest, table: str) -> HttpResponse:
    def made(reading: Reading) -> str:
        url = request.build_absolute_uri(addresses.file("schema", table=table))
        one = tables.TABLES[table]
        return tables.as_json(one, reading.content, edition=reading.number, schema_url=url)

    return answers.data(request, JSON, made)


@open_page
@require_safe
def schema(request: HttpRequest, table: str) -> HttpResponse:
    told = tables.schema(tables.TABLES[table])
    return _described(told, "application/schema+json")


@open_page
@require_safe
def csvw(request: HttpRequest, table: str) -> HttpResponse:
    url = addresses.file("csv", table=table)
    return _described(tables.csvw(tables.TABLES[table], csv_url=url), "application/csvm+json")


@open_page
@require_safe
def catalogue_ttl(request: HttpRequest) -> HttpResponse:
    return answers.data(request, "text/turtle; charset=utf-8", _catalogue(request, "turtle"))


@open_page
@require_safe
def catalogue_jsonld(request: HttpRequest) -> HttpResponse:
    return answers.data(request, "application/ld+json", _catalogue(request, "json-ld"))


@open_page
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    def made(readings: Sequence[Reading]) -> str:
        return feeds.feed(readings, site=_site(request))

    return answers.standing(request, "application/rss+xml; charset=utf-8", made)


def _catalogue(request: HttpRequest, written: str) -> Callable[[Reading], str]:
    def made(reading: Reading) -> str:
        graph = catalogue(
            site=_site(request),
            publisher=PUBLISHER,
            mail=settings.DEFAULT_FROM_EMAIL,
            edition=reading.number,
            issued=reading.approved_at,
        )
        return graph.serialize(format=written)

    return made


def _described(told: dict, kind: str) -> HttpResponse:
    """What a table's columns mean; the same in every edition."""
    answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type=kind)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
