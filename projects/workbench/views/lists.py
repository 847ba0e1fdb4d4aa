"""What is done with a list as it is shown: its columns chosen, taken out as a file; and the keys."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.errors import NotAllowed
from core.permissions import can_anywhere
from projects import filters
from projects.workbench import exporting, lists, operations, queries, taking_out
from projects.workbench.lists import COLUMNS, ListPage
from projects.workbench.taking_out import Asked, ReasonMissing

LONGEST_REASON = 300


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
    """A file with exactly what the list shows, all its pages; a large one is prepared meanwhile."""
    asked, at = _asked(request), timezone.now()
    name = f"{_name(asked, at)}.{asked.file_format}"
    try:
        taking_out.allow(request.actor, asked)
        if asked.rows(request.actor).count() > taking_out.AT_ONCE:
            return _prepared(request, asked, name)
        content = operations.export_list(asked=asked, at=at, by=request.actor)
    except ReasonMissing:
        return redirect(back_to(asked.page, request, **{filters.ASKED_WITH_PESEL: "1"}))
    except operations.TooManyFiles as refusal:
        messages.error(request, str(refusal))
        return redirect(back_to(asked.page, request))
    return _file(content, name, asked.file_format)


def _name(asked: Asked, at: datetime) -> str:
    moment = f"{timezone.localtime(at):%Y-%m-%d %H%M}"
    return exporting.file_name(f"{asked.page.title} {moment}")


def _prepared(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    facts = {"kind": taking_out.KIND, "arguments": asked.arguments, "name": name}
    operations.prepare_file(**facts, at=timezone.now(), by=request.actor)
    messages.success(request, _("The file is being prepared. You may go on working meanwhile."))
    return redirect("workbench:files")


def _asked(request: HttpRequest) -> Asked:
    file_format = request.POST.get("format", "")
    if file_format not in exporting.WRITERS:
        raise Http404
    return Asked(
        page=asked_list(request),
        query=QueryDict(request.POST.get("query", "")),
        columns=request.POST.getlist("column"),
        file_format=file_format,
        with_pesel="with_pesel" in request.POST,
        reason=request.POST.get("reason", "")[:LONGEST_REASON],
    )


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
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
