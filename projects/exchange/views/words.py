"""What words of a file mean is said on the page of the file, once for all its rows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from projects.exchange import parts, queries
from projects.exchange.meanings import operations, shown
from projects.exchange.refusals import ShownOtherwise
from ui import formats


@never_cache
@require_POST
def explain(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = get_object_or_404(queries.imports_of(request.actor), pk=import_id)
    words = shown.words_of(found, queries.counts(found), on=today(), posted=request.POST)
    facts = {"of": found, "on": today(), "at": timezone.now(), "by": request.actor}
    if words is None:
        messages.error(request, str(ShownOtherwise()))
    elif words.form.carry_out(operations.explain, **facts):
        _tell(request, words.form.outcome)
    else:
        page = parts.page_of(found, on=today(), at=timezone.now())
        return render(request, "exchange/one.html", page | {"words": words})
    return redirect("exchange:one", found.pk)


def _tell(request: HttpRequest, count: int) -> None:
    """Where a worker reads the rows anew the page shows how far it is, and nothing is said here."""
    if count:
        said = ngettext("One row was checked again.", "%(n)s rows were checked again.", count)
        messages.success(request, said % {"n": formats.number(count)})
