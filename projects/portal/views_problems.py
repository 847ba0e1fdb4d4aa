"""The page behind the `type` of every problem document: what each means and what to do about it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.api.catalogue import KINDS
from core.doors import public_page
from projects.partners import reasons
from ui.parts import Column, Table


@public_page
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Open to all, on the host of every unit and of the metropolis: it tells of no unit and of no token."""
    return render(request, "portal/problems.html", {"kinds": KINDS.items(), "codes": _codes()})


def _codes() -> Table:
    """What stands in “code” beside a single field, where it is no rule's own."""
    columns = [Column(_("Code"), kind="short"), Column(_("What it means"), kind="text")]
    return Table(_("Codes of single fields"), columns, list(_rows()), caption_hidden=True)


def _rows() -> Iterator[tuple[str, str]]:
    for code, words in sorted(reasons.WORDS.items()):
        yield code, str(words)
