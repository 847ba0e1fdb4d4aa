"""The question about words of a file: beside each the choices of its question."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from projects.exchange.readers.typed import folded
from projects.exchange.refusals import ShownOtherwise

OPEN = gettext_lazy("– row by row –")
NONE = gettext_lazy("– none of these –")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Words of one question, what they mean by now, and how many rows are known to say them."""

    field: str
    word: str
    count: int = 0
    code: str = ""
    was_known: bool = False

    @property
    def name(self) -> str:
        """Of the control: the same as long as this is asked so, whatever else is asked by then."""
        told = f"{self.field}|{folded(self.word)}|{self.code}".encode()
        return f"{self.field}-{hashlib.sha256(told).hexdigest()[:16]}"


class ExplainForm(OperationForm):
    """For each of the words one of the choices, or none yet."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[Asked],
        choices: Mapping[str, Mapping[str, str]],
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.asked = asked
        for one in asked:
            empty = [("", NONE if one.code else OPEN)]
            self.fields[one.name] = forms.ChoiceField(
                label=_("“%(words)s”") % {"words": one.word},
                choices=[*empty, *choices[one.field].items()],
                initial=one.code,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if any(name.partition("-")[2] and name not in self.fields for name in self.data):
            raise forms.ValidationError(ShownOtherwise.message)
        if not self.errors and not self._changed():
            raise forms.ValidationError(_("Choose for one of the words at least what it means."))
        return told

    def _changed(self) -> list[tuple[Asked, str]]:
        """Only of what was sent: a page that did not show one of the words says nothing of it."""
        sent = [one for one in self.asked if one.name in self.data]
        told = ((one, self.cleaned_data.get(one.name, one.code)) for one in sent)
        return [(one, code) for one, code in told if code != one.code]

    def as_arguments(self) -> dict[str, Any]:
        answers: dict[str, dict[str, str]] = {}
        for one, code in self._changed():
            answers.setdefault(one.field, {})[one.word] = code
        return {"answers": answers}
