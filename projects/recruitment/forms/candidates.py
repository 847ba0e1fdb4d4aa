"""Confirming points, marking papers and deciding: the desk work on one candidate."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from projects.forms import CorrectionForm
from projects.recruitment import queries
from projects.recruitment.forms.fields import answer_field
from projects.recruitment.models import Candidate, Criterion, RequiredDocument
from projects.recruitment.rules.scoring import Mark
from projects.recruitment.sentences import worth_in_words
from projects.recruitment.vocabulary import DECIDED, DocumentState, Standing

VALUE, PROOF, PAPER = "v_", "p_", "d_"


class ScoreForm(CorrectionForm):
    """One row for each criterion: the answer, suggested where it is known, and its proof."""

    def __init__(
        self,
        *args: Any,
        candidate: Candidate,
        criteria: Sequence[Criterion],
        suggested: Mapping[UUID, str],
        **facts: Any,
    ) -> None:
        self.criteria, self.suggested = criteria, suggested
        super().__init__(*args, current=partial(_scores_held, candidate, criteria), **facts)
        for criterion in criteria:
            self._add(criterion)

    def _add(self, criterion: Criterion) -> None:
        code = criterion.code
        label = f"{criterion.name} ({criterion.unit})" if criterion.unit else criterion.name
        worth = worth_in_words(queries.as_rule(criterion))
        self.fields[VALUE + code] = answer_field(
            criterion,
            label=label,
            help_text="; ".join(f"{answer}: {points}" for answer, points in worth),
            # Proposed beside what the record holds, never instead of it.
            initial=self.suggested.get(criterion.pk, ""),
            required=False,
        )
        if criterion.proof:
            proof = {"proof": criterion.get_proof_display()}
            self.fields[PROOF + code] = forms.BooleanField(
                label=_("Proof seen: %(proof)s") % proof, required=False
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its fields, for the page to draw."""
        return [
            {
                "criterion": criterion,
                "value": self[VALUE + criterion.code],
                "proof": self[PROOF + criterion.code] if criterion.proof else None,
                "is_confirmed": VALUE + criterion.code in self.initial,
                "is_suggested": bool(self.suggested.get(criterion.pk)),
            }
            for criterion in self.criteria
        ]

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        marks = {
            criterion.pk: Mark(
                value=typed[VALUE + criterion.code],
                proof_seen=bool(typed.get(PROOF + criterion.code)),
            )
            for criterion in self.criteria
            if typed[VALUE + criterion.code]
        }
        return {"marks": marks, "version": typed["version"]}


def _scores_held(candidate: Candidate, criteria: Sequence[Criterion]) -> dict[str, Any]:
    """What is confirmed now, by the names of the fields."""
    codes = {criterion.pk: criterion.code for criterion in criteria}
    held: dict[str, Any] = {"version": candidate.version}
    for pk, score in queries.marks_of(candidate, criteria).items():
        held |= {VALUE + codes[pk]: score.value, PROOF + codes[pk]: score.proof_seen}
    return held


class CandidateDocumentsForm(CorrectionForm):
    """Each paper that this candidate has to bring: missing, received, or its original seen."""

    def __init__(
        self,
        *args: Any,
        candidate: Candidate,
        needed: Sequence[RequiredDocument],
        **facts: Any,
    ) -> None:
        super().__init__(*args, current=partial(_marks_held, candidate, needed), **facts)
        self.needed = needed
        for document in needed:
            self.fields[PAPER + document.pk.hex] = forms.ChoiceField(
                label=document.name, choices=DocumentState.choices, widget=forms.RadioSelect
            )

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        states = {each.pk: typed[PAPER + each.pk.hex] for each in self.needed}
        return {"states": states, "version": typed["version"]}


def _marks_held(candidate: Candidate, needed: Sequence[RequiredDocument]) -> dict[str, Any]:
    states = dict(candidate.documents.values_list("document_id", "state"))
    return {
        "version": candidate.version,
        **{PAPER + each.pk.hex: states.get(each.pk, DocumentState.MISSING) for each in needed},
    }


class DecisionForm(CorrectionForm):
    standing = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[(each, Standing(each).label) for each in DECIDED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Needed for a rejection and a withdrawal. The candidate may read it."
        ),
    )

    def __init__(self, *args: Any, candidate: Candidate, **facts: Any) -> None:
        super().__init__(*args, current=partial(_decision_held, candidate), **facts)


def _decision_held(candidate: Candidate) -> dict[str, Any]:
    """The reason is written anew with each decision."""
    chosen = candidate.standing if candidate.standing in DECIDED else ""
    return {"standing": chosen, "version": candidate.version}


class PromoteForm(OperationForm):
    """Makes a participant of a candidate; of somebody known by another name once it is confirmed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_same_person = forms.BooleanField(
        label=gettext_lazy("It is one and the same person"),
        required=False,
        help_text=gettext_lazy(
            "Tick it when you have compared the identity document; it stays in the history."
        ),
    )

    def __init__(self, *args: Any, candidate: Candidate, must_confirm: bool, **facts: Any) -> None:
        super().__init__(*args, initial={"version": candidate.version}, **facts)
        if not must_confirm:
            del self.fields["is_same_person"]
