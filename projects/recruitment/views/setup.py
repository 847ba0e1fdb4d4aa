"""What a round is made of: the checklist of documents and the information for candidates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from core.permissions import Permission
from projects.recruitment import operations, queries, shipped
from projects.recruitment.forms import NoticeForm, RequiredDocumentForm
from projects.recruitment.views.reaching import the_round


def documents(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    form = RequiredDocumentForm(request.POST or None)
    if form.carry_out(operations.require_document, recruitment=found, by=request.actor):
        messages.success(request, _("The document is on the checklist."))
        return redirect("recruitment:documents", found.pk)
    page = {"form": form, "recruitment": found, "documents": found.required_documents.all()}
    return render(request, "recruitment/documents.html", page)


@require_POST
def drop_document(request: HttpRequest, recruitment_id: UUID, required_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    document = get_object_or_404(found.required_documents, pk=required_id)
    try:
        operations.drop_document(document=document, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("recruitment:documents", found.pk)


def notice(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    held = queries.notice_in_force(found)
    first = {"text": held.text if held else shipped.first_notice()}
    form = NoticeForm(request.POST or None, initial=first)
    operation = operations.publish_notice
    if form.carry_out(operation, recruitment=found, at=timezone.now(), by=request.actor):
        messages.success(request, _("The information is published: new candidates are given it."))
        return redirect("recruitment:recruitment", found.pk)
    page = {"form": form, "recruitment": found, "notices": found.notices.all()}
    return render(request, "recruitment/notice.html", page)
