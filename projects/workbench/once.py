"""A form that creates something creates it once, however often the button was pressed."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.apps import apps
from django.core import signing
from django.db import IntegrityError
from django.db.models import Model
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken, SavedAMomentAgo
from core.forms import OperationForm
from core.ledger.models import Member
from core.operation import whole
from projects.workbench.models import UsedToken

SALT = "workbench.once"
# A page may wait this long; used tokens are forgotten only when no page carries them any more.
OPEN_FOR = timedelta(hours=12)
REMEMBERED_FOR = timedelta(days=1)


class OpenTooLong(RuleBroken):
    message = _(
        "This page was open for too long to be saved at once. Look it over and save it once more."
    )


class SavedSomethingElse(RuleBroken):
    message = _(
        "From this page something else has been saved already, and what stands here now has not. "
        "Look it over and save it once more."
    )


def new_token() -> str:
    return signing.dumps(str(uuid4()), salt=SALT)


class OnceForm(OperationForm):
    """Carries a token made with the page: sent twice, the form gives the first result again.

    Only the same again is taken for a second click. A page to which somebody went back, and on
    which they typed something else, gets a new token and says so.

    The token is used in the transaction of the operation. Of two clicks at once the second waits
    for the first, finds its token used, and goes where the first one went. Whoever answers reads
    `outcome` alone: nothing was checked the second time.
    """

    once = forms.CharField(widget=forms.HiddenInput, required=False)
    token: str = ""
    data: QueryDict  # type: ignore[assignment]

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["once"].initial = new_token

    def full_clean(self) -> None:
        super().full_clean()
        # No operation has an argument of this name.
        self.token = getattr(self, "cleaned_data", {}).pop("once", "")

    def carry_out(self, operation: Callable[..., Any], **arguments: Any) -> bool:
        """As every form does; but what this page has saved is not refused, nor saved again.

        The other click may be through before the checks begin, or while they run.
        """
        by = arguments.get("by")
        if self._was_saved(by):
            return True
        return super().carry_out(operation, **arguments) or self._was_saved(by)

    def run(self, operation: Callable[..., Any], **arguments: Any) -> Any:
        if not self.token:
            return super().run(operation, **arguments)
        token = self._opened_token()
        by = arguments.get("by")
        try:
            with whole():
                facts = {"member": _member(by), "fingerprint": self._fingerprint()}
                used = UsedToken.objects.create(pk=token, **facts)
                outcome = super().run(operation, **arguments)
                _remember(used, outcome)
                return outcome
        except IntegrityError as clash:
            # The other click was first: this one has waited for it and goes where it went.
            if self._was_saved(by):
                return self.outcome
            if UsedToken.objects.filter(pk=token).exclude(fingerprint=self._fingerprint()).exists():
                raise SavedSomethingElse from clash
            raise SavedAMomentAgo from clash

    def show(self, refusal: RuleBroken) -> None:
        if isinstance(refusal, OpenTooLong | SavedSomethingElse):
            self.data = self.data.copy()
            self.data[self.add_prefix("once")] = new_token()
        super().show(refusal)

    def _was_saved(self, by: object) -> bool:
        try:
            token = _opened(self.data.get(self.add_prefix("once"), ""))
        except signing.BadSignature:
            return False
        used = UsedToken.objects.filter(pk=token, member=_member(by)).first()
        if used is None or used.fingerprint != self._fingerprint():
            return False
        self.outcome = _result_of(used)
        return self.outcome is not None

    def _fingerprint(self) -> str:
        """Of all that was typed; the marks of the page itself are left out."""
        marks = {self.add_prefix("once"), "csrfmiddlewaretoken"}
        sent = sorted(said for said in self.data.lists() if said[0] not in marks)
        return salted_hmac(SALT, json.dumps(sent), algorithm="sha256").hexdigest()

    def _opened_token(self) -> UUID:
        try:
            return _opened(self.token)
        except signing.BadSignature as broken:
            raise OpenTooLong from broken


def _opened(token: str) -> UUID:
    return UUID(signing.loads(token, salt=SALT, max_age=OPEN_FOR))


def _remember(used: UsedToken, outcome: object) -> None:
    if isinstance(outcome, Model) and isinstance(outcome.pk, UUID):
        used.outcome_kind, used.outcome_id = outcome._meta.label_lower, outcome.pk
        used.save(update_fields=["outcome_kind", "outcome_id"])


def _result_of(used: UsedToken) -> Model | None:
    """What the same page made a moment ago."""
    if used.outcome_id is None:
        return None
    return apps.get_model(used.outcome_kind)._base_manager.filter(pk=used.outcome_id).first()


def _member(by: object) -> Member | None:
    return by if isinstance(by, Member) else None
