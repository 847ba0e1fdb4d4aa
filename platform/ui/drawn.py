"""What a page has drawn, so that the same tables can be taken out as files.

The components tell it while they draw: tables, what is filtered, how fresh it is. A request that asks
for a file (`?plik=xlsx`, with `tabela=2` for the second table alone) gets them instead of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from ui.parts import Filter, Table

FILE, TABLE = "plik", "tabela"
OK = 200
FORMATS = ("xlsx", "csv", "parquet")
# More than any list has: a file holds all pages of it.
EVERYTHING = 1_000_000


@dataclass
class Drawn:
    """In the order of the page."""

    tables: list[Table] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)


def on(request: HttpRequest) -> Drawn:
    """What was drawn for this request so far."""
    if not hasattr(request, "drawn"):
        request.drawn = Drawn()  # type: ignore[attr-defined]
    return request.drawn  # type: ignore[attr-defined]


def is_asked_for(request: Any) -> bool:
    """Whether a file is to be answered instead of the page."""
    return request.method == "GET" and request.GET.get(FILE) in FORMATS


def page_of(
    request: Any, rows: Any, usual: int, parameter: str = "page", everything: int = EVERYTHING
) -> Page:
    """The asked page of a long list, `usual` rows of it; a file holds them all."""
    if is_asked_for(request):
        return Paginator(rows, everything).get_page(1)
    return Paginator(rows, usual).get_page(request.GET.get(parameter))


Answer = Callable[[Any, HttpResponse], HttpResponse]
# Set by the app above that writes files, in `ready`.
answers: list[Answer] = []


def answered(request: Any, page: HttpResponse) -> HttpResponse:
    """The file that was asked for, of what the page has drawn; otherwise the page."""
    if not answers or not is_asked_for(request) or page.status_code != OK:
        return page
    return answers[0](request, page)
