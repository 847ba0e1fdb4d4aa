"""What is typed and not saved yet, kept on the way: by a button, or by the page itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from projects.workbench import drafts


@never_cache
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Answer the script with a sentence, and the button with the form as it was left."""
    at = timezone.now()
    try:
        drafts.keep(request.POST, by=request.actor, at=at)
    except RuleBroken as refusal:
        said, is_kept = str(refusal), False
    else:
        clock = timezone.localtime(at).strftime("%H:%M")
        said, is_kept = _("Saved as a draft, %(clock)s") % {"clock": clock}, True
    if request.headers.get("X-Draft"):
        return JsonResponse({"said": said, "is_kept": is_kept})
    (messages.success if is_kept else messages.error)(request, said)
    return redirect(_back(request, "continue"))


@require_POST
def discard_draft(request: HttpRequest) -> HttpResponse:
    drafts.discard(request.POST.get(drafts.KEY, ""), by=request.actor)
    messages.success(request, _("The draft is discarded."))
    return redirect(_back(request, "next"))


def _back(request: HttpRequest, name: str) -> str:
    """The form's own address, and never another site."""
    wanted = request.POST.get(name, "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"
