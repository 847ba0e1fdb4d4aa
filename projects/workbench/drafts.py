"""What somebody typed and did not save: kept sealed for two weeks, for them alone.

Not an operation: no record changes, and an audit row every few seconds would drown the trail.
A page carries a signed key that says whose draft it is, so that nobody writes another's.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core import signing
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.doors import Request
from core.errors import RuleBroken
from core.forms import OperationForm
from core.ledger.models import Member
from projects.workbench import queries
from projects.workbench.models import Draft

SALT = "workbench.draft"
KEY, CONTINUED = "draft_key", "szkic"
# What belongs to the page and not to what somebody typed.
NOT_TYPED = ("csrfmiddlewaretoken", KEY, "next", "continue", "once")
LONGEST = 100_000  # characters


class TooLong(RuleBroken):
    message = _("This is too much for a draft: %(count)s characters, the most is %(most)s.")


class NotADraft(RuleBroken):
    message = _("This page cannot keep a draft any more. Open the form again.")


@dataclass(frozen=True, kw_only=True)
class KeptDraft:
    """What the form component shows about drafts: where to keep one, and the one there is."""

    key: str
    saved_at: datetime | None
    is_continued: bool
    continue_url: str
    here: str

    @property
    def keep_url(self) -> str:
        return reverse("workbench:keep-draft")

    @property
    def discard_url(self) -> str:
        return reverse("workbench:discard-draft")


def key_of(by: Member, form: str, subject_id: UUID | None) -> str:
    told = [str(by.pk), form, str(subject_id) if subject_id else ""]
    return signing.dumps(told, salt=SALT)


def opened_key(key: str, by: Member) -> tuple[str, UUID | None]:
    """Which form and which subject; only for the member to whom the page was shown."""
    try:
        member, form, subject = signing.loads(key, salt=SALT)
    except signing.BadSignature as broken:
        raise NotADraft from broken
    if member != str(by.pk):
        raise NotADraft
    return form, UUID(subject) if subject else None


def keep(typed: QueryDict, *, by: Member, at: datetime) -> Draft:
    """Write what was typed over what was kept before."""
    form, subject_id = opened_key(typed.get(KEY, ""), by)
    payload = {name: typed.getlist(name) for name in typed if name not in NOT_TYPED}
    text = json.dumps(payload)
    if len(text) > LONGEST:
        raise TooLong(count=len(text), most=LONGEST)
    kept, _new = Draft.objects.update_or_create(
        member=by,
        form=form,
        subject_id=subject_id,
        defaults={"payload": text, "saved_at": at},
    )
    return kept


def discard(key: str, *, by: Member) -> None:
    form, subject_id = opened_key(key, by)
    Draft.objects.filter(member=by, form=form, subject_id=subject_id).delete()


def forget_saved(form: OperationForm, by: Any) -> None:
    """What was saved is no draft any more; called when a form's operation went through."""
    if not (form.data.get(KEY) and isinstance(by, Member)):
        return
    # Whatever the page carried, its form is saved.
    with suppress(NotADraft):
        discard(form.data[KEY], by=by)


def of_form(
    request: Request, form: forms.Form, name: str, subject_id: UUID | None
) -> KeptDraft | None:
    """The draft of a form as its page shows it; filled in when the reader wants to continue."""
    by = request.actor
    if not isinstance(by, Member):
        return None
    draft = queries.draft_of(by, name, subject_id, at=timezone.now())
    is_continued = bool(draft and not form.is_bound and request.GET.get(CONTINUED))
    if draft and is_continued:
        _fill_in(form, json.loads(draft.payload or "{}"))
    query = request.GET.copy()
    query.pop(CONTINUED, None)
    here = f"{request.path}?{query.urlencode()}".rstrip("?")
    continued = urlencode({**query.dict(), CONTINUED: "1"})
    return KeptDraft(
        key=key_of(by, name, subject_id),
        saved_at=draft.saved_at if draft and not form.is_bound else None,
        is_continued=is_continued,
        continue_url=f"{request.path}?{continued}",
        here=here,
    )


def _fill_in(form: forms.Form, payload: dict[str, list[str]]) -> None:
    """Begin the form with what was typed, as it was typed: checks come when it is saved."""
    for name, field in form.fields.items():
        if name in NOT_TYPED:
            continue
        values = payload.get(form.add_prefix(name), [])
        is_many = isinstance(field.widget, forms.SelectMultiple | forms.CheckboxSelectMultiple)
        is_box = isinstance(field.widget, forms.CheckboxInput)
        form.initial[name] = values if is_many else bool(values) if is_box else "".join(values[-1:])
