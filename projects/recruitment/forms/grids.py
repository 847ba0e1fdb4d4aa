"""One criterion with its bands, and a whole grid copied from elsewhere."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from projects.forms import OnceForm
from projects.recruitment import shipped
from projects.recruitment.entries import BandEntry, CriterionEntry
from projects.recruitment.forms.fields import NumberField
from projects.recruitment.models import Criterion, Recruitment
from projects.recruitment.vocabulary import Kind, Proof, Reads

BAND_ROWS = range(1, 9)
BEFORE_BANDS = ("name", "kind", "points", "most_points", "unit")
AFTER_BANDS = ("reads", "proof", "question", "explanation")
SHIPPED, ROUND = "wzor", "nabor"


class CriterionForm(OnceForm):
    """A criterion of any kind; what does not belong to the chosen kind is left out."""

    name = forms.CharField(label=gettext_lazy("Criterion"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("How it gives points"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Priority gives no points: whoever has it stands before those who do not."
        ),
    )
    points = NumberField(
        label=gettext_lazy("Points"),
        required=False,
        help_text=gettext_lazy("For a “yes”, or for each one that is counted."),
    )
    most_points = NumberField(
        label=gettext_lazy("At most"),
        required=False,
        help_text=gettext_lazy("The most that counting can give; empty for no end."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit of the number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("What the number counts: months, years, grounds."),
    )
    reads = forms.ChoiceField(
        label=gettext_lazy("Answer known from the form"),
        choices=Reads.choices,
        required=False,
        help_text=gettext_lazy("Then candidates are not asked again; a person still confirms it."),
    )
    proof = forms.ChoiceField(
        label=gettext_lazy("Proof"),
        choices=Proof.choices,
        required=False,
        help_text=gettext_lazy("Points that need a proof count once somebody has seen it."),
    )
    question = forms.CharField(
        label=gettext_lazy("Question on the form"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As a candidate should read it; empty: the name of the criterion."),
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation under the question"), max_length=300, required=False
    )

    def __init__(self, *args: Any, criterion: Criterion | None = None, **facts: Any) -> None:
        super().__init__(*args, initial=_current(criterion) if criterion else None, **facts)
        for row in BAND_ROWS:
            named = {"row": row}
            self.fields[f"label_{row}"] = forms.CharField(
                label=_("Name of band or answer %(row)s") % named, required=False, max_length=120
            )
            self.fields[f"from_{row}"] = NumberField(
                label=_("Band %(row)s from") % named, required=False
            )
            self.fields[f"below_{row}"] = NumberField(
                label=_("Band %(row)s below") % named, required=False
            )
            self.fields[f"points_{row}"] = NumberField(
                label=_("Points of band or answer %(row)s") % named, required=False
            )

    @property
    def before_bands(self) -> list[forms.BoundField]:
        return [self[name] for name in BEFORE_BANDS]

    @property
    def after_bands(self) -> list[forms.BoundField]:
        return [self[name] for name in AFTER_BANDS]

    @property
    def band_rows(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in _names(row)] for row in BAND_ROWS]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for row in BAND_ROWS:
            label, begins, below, points = (typed.get(name) for name in _names(row))
            is_used = any(each not in (None, "") for each in (label, begins, below, points))
            if is_used and not label:
                self.add_error(f"label_{row}", _("Name the band or the answer."))
            if is_used and points is None and f"points_{row}" not in self.errors:
                self.add_error(f"points_{row}", _("Enter the points, 0 included."))
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        rows = [[typed[name] for name in _names(row)] for row in BAND_ROWS]
        bands = tuple(
            BandEntry(label=label.strip(), at_least=begins, below=below, points=points)
            for label, begins, below, points in rows
            if label
        )
        facts = {name: typed[name] for name in (*BEFORE_BANDS, *AFTER_BANDS)}
        return {"entry": CriterionEntry(**facts, bands=bands)}


class CopyGridForm(OperationForm):
    """Which grid to begin with: of an earlier round, or of a real project that ships with us."""

    source = forms.ChoiceField(label=gettext_lazy("Copy from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rounds: Iterable[Recruitment], **facts: Any) -> None:
        super().__init__(*args, **facts)
        own = [(f"{ROUND}:{each.pk}", f"{each.project}: {each.name}") for each in rounds]
        known = [(f"{SHIPPED}:{each.code}", each.title) for each in shipped.grids()]
        self.fields["source"].choices = [*own, *known]

    @property
    def chosen(self) -> tuple[str, str]:
        """'nabor' or 'wzor', and the round's id or the code of a shipped grid."""
        kind, _colon, which = self.cleaned_data["source"].partition(":")
        return kind, which


def _current(criterion: Criterion) -> dict[str, Any]:
    current = {name: getattr(criterion, name) for name in (*BEFORE_BANDS, *AFTER_BANDS)}
    for row, band in zip(BAND_ROWS, criterion.bands.all(), strict=False):
        values = (band.label, band.at_least, band.below, band.points)
        current |= dict(zip(_names(row), values, strict=True))
    return current


def _names(row: int) -> tuple[str, str, str, str]:
    return f"label_{row}", f"from_{row}", f"below_{row}", f"points_{row}"
