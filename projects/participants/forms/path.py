"""Forms of what is found out about a person: the diagnosis, social progress, a pause."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ledger.models import Member
from projects.forms import CorrectionForm, DayField, OnceForm, Sections, sections_of
from projects.participants import questionnaires
from projects.participants.entries_path import (
    AreaEntry,
    DiagnosisEntry,
    PauseEntry,
    SurveyEntry,
)
from projects.participants.forms.fields import NOT_CHOSEN
from projects.participants.models import Diagnosis, Pause, ProgressSurvey
from projects.participants.operations.path import answers_of
from projects.participants.reported import ReportingForm
from projects.participants.vocabulary_path import PauseReason

LONGEST_TEXT = 2000


class TextField(forms.CharField):
    """Some sentences; line breaks stay."""

    def __init__(self, *, rows: int = 3, **facts: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST_TEXT, widget=widget, **facts)


class RecordForm(CorrectionForm, OnceForm):
    """A new record, or the correction of one: only a correction has a version to stand on."""

    def __init__(self, *args: Any, record: Any = None, current: dict[str, Any], **facts: Any):
        self.record = record
        version = record.version if record is not None else 0
        super().__init__(*args, current={**current, "version": version}, **facts)

    def entry(self) -> Any:
        """What was typed, as the operation takes it."""
        raise NotImplementedError

    def as_arguments(self) -> dict[str, Any]:
        arguments = {"entry": self.entry()}
        if self.record is not None:
            arguments["version"] = self.cleaned_data["version"]
        return arguments


def member_field(label: Any, team: list[Member], *, kept: Member | None = None) -> forms.Field:
    """One of the team; whoever is written down already may stay, even after they left."""
    ids = {member.pk for member in (*team, *([kept] if kept else []))}
    members = Member.objects.filter(pk__in=ids).order_by("display_name")
    return forms.ModelChoiceField(queryset=members, label=label, empty_label="—")


class DiagnosisForm(RecordForm):
    """The seven areas in turn: how it stands, what is needed, what there is to build on."""

    done_on = DayField(label=gettext_lazy("Day of the diagnosis"))
    conclusions = TextField(label=gettext_lazy("Conclusions"), required=False)

    def __init__(
        self,
        *args: Any,
        record: Diagnosis | None,
        team: list[Member],
        first: dict[str, Any],
        **facts: Any,
    ) -> None:
        scope = record.scope if record else questionnaires.AREAS_OF_LIFE
        self.scope = questionnaires.questionnaire(scope)
        current = first if record is None else _diagnosis_as_typed(record)
        super().__init__(*args, record=record, current=current, **facts)
        kept = record.done_by if record else None
        self.fields["done_by"] = member_field(_("Made by"), team, kept=kept)
        for item in self.scope.items:
            level, needs, strengths = _area_names(item.code)
            self.fields[level] = forms.TypedChoiceField(
                label=_("How it stands"),
                choices=[*NOT_CHOSEN, *self.scope.choices()],
                coerce=int,
                help_text=str(item.hint),
            )
            self.fields[needs] = TextField(label=_("Needs"), rows=2, required=False)
            self.fields[strengths] = TextField(
                label=_("Strengths and resources"), rows=2, required=False
            )

    @property
    def sections(self) -> Sections:
        areas = [(item.text, _area_names(item.code)) for item in self.scope.items]
        about = (_("When and by whom"), ("done_on", "done_by"))
        return sections_of(self, [about, *areas, (_("Summary"), ("conclusions",))])

    def entry(self) -> DiagnosisEntry:
        typed = self.cleaned_data
        areas = []
        for item in self.scope.items:
            level, needs, strengths = (typed[name] for name in _area_names(item.code))
            areas.append(AreaEntry(code=item.code, level=level, needs=needs, strengths=strengths))
        return DiagnosisEntry(
            done_on=typed["done_on"],
            done_by=typed["done_by"],
            areas=tuple(areas),
            conclusions=typed["conclusions"],
        )


def _area_names(code: str) -> tuple[str, str, str]:
    return f"{code}_level", f"{code}_needs", f"{code}_strengths"


def _diagnosis_as_typed(diagnosis: Diagnosis) -> dict[str, Any]:
    typed = {
        "done_on": diagnosis.done_on,
        "done_by": diagnosis.done_by_id,
        "conclusions": diagnosis.conclusions or "",
    }
    for area in diagnosis.areas.all():
        values = (area.level, area.needs or "", area.strengths or "")
        typed |= dict(zip(_area_names(area.code), values, strict=True))
    return typed


class SurveyForm(RecordForm, ReportingForm):
    """The questionnaire of social progress; at the exit the answers of the entry stand beside."""

    filled_on = DayField(label=gettext_lazy("Filled in on"))
    is_signed = forms.BooleanField(
        label=gettext_lazy("Signed by the participant and by staff"), required=False
    )

    def __init__(
        self,
        *args: Any,
        record: ProgressSurvey | None,
        before: ProgressSurvey | None,
        team: list[Member],
        first: dict[str, Any],
        **facts: Any,
    ) -> None:
        code = record.questionnaire if record else questionnaires.SOCIAL_PROGRESS
        self.asked = questionnaires.questionnaire(code)
        current = first if record is None else _survey_as_typed(record)
        super().__init__(*args, record=record, current=current, **facts)
        kept = record.done_by if record else None
        self.fields["done_by"] = member_field(_("Filled in with"), team, kept=kept)
        answered = answers_of(before) if before else {}
        for item in self.asked.items:
            self.fields[item.code] = forms.TypedChoiceField(
                label=str(item.text),
                choices=[*NOT_CHOSEN, *self.asked.choices()],
                coerce=int,
                empty_value=None,
                required=not item.is_optional,
                help_text=self._help(item, answered.get(item.code)),
            )

    def _help(self, item: questionnaires.Item, before: int | None) -> str:
        if before is None:
            return str(item.hint)
        answer = f"{before} – {self.asked.scale[before]}"
        return _("At the entry: %(answer)s") % {"answer": answer}

    @property
    def sections(self) -> Sections:
        about = (_("Questionnaire"), ("filled_on", "done_by"))
        questions = (_("Answers"), tuple(item.code for item in self.asked.items))
        return sections_of(self, [about, questions, (_("Signatures"), ("is_signed",))])

    def entry(self) -> SurveyEntry:
        typed = self.cleaned_data
        answers = {item.code: typed[item.code] for item in self.asked.items}
        return SurveyEntry(
            filled_on=typed["filled_on"],
            done_by=typed["done_by"],
            answers={code: answer for code, answer in answers.items() if answer is not None},
            is_signed=typed["is_signed"],
        )


def _survey_as_typed(survey: ProgressSurvey) -> dict[str, Any]:
    about = {
        "filled_on": survey.filled_on,
        "done_by": survey.done_by_id,
        "is_signed": survey.is_signed,
    }
    return {**about, **answers_of(survey)}


class PauseForm(RecordForm):
    """A pause, its correction, or the return from it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=PauseReason.choices, widget=forms.RadioSelect
    )
    starts_on = DayField(label=gettext_lazy("From"))
    expected_on = DayField(
        label=gettext_lazy("Expected back on"),
        help_text=gettext_lazy("If nobody is expected back, this is an exit and not a pause."),
    )
    returned_on = DayField(
        label=gettext_lazy("Came back on"),
        required=False,
        help_text=gettext_lazy("Leave it empty while the pause lasts."),
    )

    def __init__(self, *args: Any, record: Pause | None, **facts: Any) -> None:
        names = ("reason", "starts_on", "expected_on", "returned_on")
        current = {name: getattr(record, name) for name in names} if record else {}
        super().__init__(*args, record=record, current=current, **facts)
        if record is None:
            del self.fields["returned_on"]

    def entry(self) -> PauseEntry:
        typed = self.cleaned_data
        names = ("reason", "starts_on", "expected_on", "returned_on")
        return PauseEntry(**{name: typed.get(name) for name in names})
