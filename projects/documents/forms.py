"""What a person types about documents: a file with its title, a reason, a wording, a row of signs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.models import Fund
from projects.documents.inspection import ACCEPTED, Inspected, inspect
from projects.documents.models import DocumentTemplate
from projects.documents.operations.issuing import MOST_AT_ONCE
from projects.documents.rules import wording
from projects.forms import CorrectionForm

LONGEST_REASON = 300


def _file(label: Any, *, accept: str, **facts: Any) -> forms.FileField:
    # Whether it is empty is for the operation to say: its sentence names the file.
    return forms.FileField(
        label=label,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": accept}),
        **facts,
    )


def _inspected(sent: UploadedFile, *, field: str) -> Inspected:
    return inspect(sent.read(), filename=sent.name or "", field=field)


class UploadForm(OperationForm):
    """One file and what it is."""

    title = forms.CharField(
        label=_("What it is"),
        max_length=200,
        help_text=_("For example: disability certificate, valid until 30.06.2027."),
    )
    file = _file(
        _("File"),
        accept=ACCEPTED,
        help_text=_("PDF, JPEG or PNG; DOCX, XLSX and ODT too. It is opened and checked first."),
    )

    def as_arguments(self) -> dict[str, Any]:
        return {
            "title": self.cleaned_data["title"],
            "file": _inspected(self.cleaned_data["file"], field="file"),
        }


class ReasonForm(OperationForm):
    """Why something is taken out of use; it stays in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("For example: issued for the wrong person. It stays in the history."),
    )


class BatchForm(OperationForm):
    """Whom a paper is issued for; those who have it already are not offered.

    Of many that are chosen the first are carried out; `rest` are those whose turn is next.
    """

    rest: Sequence[UUID] = ()

    subject_id = forms.TypedMultipleChoiceField(
        label=_("For whom"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nobody is chosen. Mark at least one person.")},
    )
    mono = forms.BooleanField(
        label=_("Row of signs in one colour, for a black-and-white printer"), required=False
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[UUID, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["subject_id"].choices = [(str(pk), name) for pk, name in choices]

    def as_arguments(self) -> dict[str, Any]:
        chosen = self.cleaned_data["subject_id"]
        self.rest = chosen[MOST_AT_ONCE:]
        return {"subject_ids": chosen[:MOST_AT_ONCE], "mono": self.cleaned_data["mono"]}


class TemplateForm(CorrectionForm):
    """The wording of one kind of paper."""

    body = forms.CharField(
        label=_("Wording"),
        max_length=wording.LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "lang": "pl"}),
        help_text=_(
            "An empty line begins a paragraph. # Heading, 1. numbered list, - list, [ ] box to "
            "tick, **bold**."
        ),
    )

    def __init__(self, *args: Any, text: str, kept: DocumentTemplate | None, **facts: Any) -> None:
        current = {"body": text, "version": kept.version if kept else 0}
        super().__init__(*args, current=current, **facts)


class StripForm(OperationForm):
    """The official row of signs of a programme, in colour and in one colour."""

    fund = forms.ChoiceField(label=_("Programme"), choices=Fund.choices)
    description = forms.CharField(
        label=_("Which signs it shows"),
        max_length=300,
        help_text=_(
            "In Polish, in their order: it is read to those who do not see the picture. For "
            "example: Fundusze Europejskie dla Pomorza, barwy Rzeczypospolitej Polskiej, ..."
        ),
    )
    colour = _file(
        _("The row in colour"),
        accept=".png,.jpg,.jpeg",
        help_text=_("One PNG or JPEG picture of the whole row, at least 980 pixels wide."),
    )
    mono = _file(_("The row in one colour"), accept=".png,.jpg,.jpeg", required=False)
    confirmed = forms.BooleanField(
        label=_("I have looked: at most four signs, and none is larger than the flag of the Union"),
        required=False,
    )

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        mono = typed["mono"]
        return {
            "fund": typed["fund"],
            "description": typed["description"],
            "colour": _inspected(typed["colour"], field="colour"),
            "mono": _inspected(mono, field="mono") if mono else None,
            "confirmed": typed["confirmed"],
        }
