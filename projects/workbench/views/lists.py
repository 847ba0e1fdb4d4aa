"""What is done with a list as it is shown: its columns chosen, taken out as a file; and the keys."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from core.errors import NotAllowed
from core.permissions import can_anywhere
from projects.workbench import exporting, lists, operations, queries
from projects.workbench.lists import COLUMNS, ListPage


@require_POST
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Remember the columns; the address names none any more, so that they are the ones in force."""
    page = asked_list(request)
    columns = [] if "reset" in request.POST else request.POST.getlist("column")
    operations.choose_columns(page=page, columns=columns, by=request.actor)
    return redirect(back_to(page, request, leave_out=COLUMNS))


@never_cache
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """A file with exactly what the list shows, all its pages."""
    page, file_format, at = asked_list(request), request.POST.get("format", ""), timezone.now()
    if file_format not in exporting.WRITERS:
        raise Http404
    shown = {
        "asked": QueryDict(request.POST.get("query", "")),
        "columns": request.POST.getlist("column"),
    }
    content = operations.export_list(
        page=page, file_format=file_format, on=today(), at=at, by=request.actor, **shown
    )
    return _file(content, f"{page.code}-{timezone.localtime(at):%Y-%m-%d-%H%M}", file_format)


@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what in lists, and the switch for those who want none of them."""
    if request.method == "POST":
        is_on = request.POST.get("is_on") == "yes"
        operations.switch_keys(is_on=is_on, by=request.actor)
        said = _("The keys are switched on.") if is_on else _("The keys are switched off.")
        messages.success(request, said)
        return redirect("workbench:keys")
    page = {"keys_are_on": queries.keys_are_on(request.actor)}
    return render(request, "workbench/keys.html", page)


def asked_list(request: HttpRequest) -> ListPage:
    """The list that a form names, if the actor may see anything of it."""
    page = lists.registered.get(request.POST.get("list", ""))
    if page is None:
        raise Http404
    if not can_anywhere(request.actor, page.permission):
        raise NotAllowed
    return page


def back_to(page: ListPage, request: HttpRequest, *, leave_out: str = "", **more: str) -> str:
    """The list as it was shown, by the query that its forms carry."""
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    query.pop(leave_out, None)
    for name, value in more.items():
        query[name] = value
    return f"{page.url}?{query.urlencode()}".rstrip("?")


def _file(content: bytes, name: str, file_format: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=exporting.MIME[file_format])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
