"""A round, its checklist and its notice, as the office describes them."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.agreements.models import Project
from projects.forms import CorrectionForm, DayField, OnceForm, Sections, sections_of
from projects.recruitment.models import Recruitment
from projects.recruitment.vocabulary import NeededBy

WHEN = (_("When"), ("opens_on", "closes_on"))
HOW_MANY = (_("For how many"), ("places_count", "reserve_count"))
READ_BY_ALL = (_("What candidates read"), ("introduction", "contact"))
MOST_PLACES = 9999


class RecruitmentFields(forms.Form):
    name = forms.CharField(
        label=_("Name of the round"),
        max_length=160,
        help_text=_("For example: First round, spring 2026."),
    )
    opens_on = DayField(label=_("Opens on"))
    closes_on = DayField(
        label=_("Closes on"),
        required=False,
        help_text=_("The last day of applying. Leave it empty for rolling recruitment."),
    )
    places_count = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )
    reserve_count = forms.IntegerField(
        label=_("Places on the reserve list"),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("Leave it empty for a list without an end."),
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )
    introduction = forms.CharField(
        label=_("For whom the project is and what it gives"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Shown above the web form, in plain words."),
    )
    contact = forms.CharField(
        label=_("Whom to ask"),
        required=False,
        max_length=200,
        help_text=_("Name, telephone, room: where a paper application can be brought, too."),
    )


class OpenRecruitmentForm(RecruitmentFields, OnceForm):
    """A new round; its grid, checklist, notice and web form come next."""

    project = forms.ModelChoiceField(queryset=Project.objects.none(), label=_("Project"))

    def __init__(self, *args: Any, projects: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["project"].queryset = projects

    @property
    def sections(self) -> Sections:
        first = (_("Which round"), ("project", "name"))
        return sections_of(self, [first, WHEN, HOW_MANY, READ_BY_ALL])


class CorrectRecruitmentForm(RecruitmentFields, CorrectionForm):
    has_web_form = forms.BooleanField(
        label=_("Take applications on the web"),
        required=False,
        help_text=_("While the round is open. The information for candidates must be published."),
    )

    def __init__(self, *args: Any, recruitment: Recruitment, **facts: Any) -> None:
        super().__init__(*args, current=partial(_held, recruitment), **facts)

    @property
    def sections(self) -> Sections:
        first = (_("Which round"), ("name",))
        web = (_("Web form"), ("has_web_form",))
        return sections_of(self, [first, WHEN, HOW_MANY, READ_BY_ALL, web])


def _held(recruitment: Recruitment) -> dict[str, Any]:
    names = (*RecruitmentFields.base_fields, "has_web_form", "version")
    return {name: getattr(recruitment, name) for name in names}


class RequiredDocumentForm(OnceForm):
    name = forms.CharField(
        label=_("Document"),
        max_length=160,
        help_text=_("For example: disability certificate (to be seen)."),
    )
    needed_by = forms.ChoiceField(label=_("Who brings it"), choices=NeededBy.choices)


class NoticeForm(OnceForm):
    text = forms.CharField(
        label=_("Text of the information"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "A blank line begins a paragraph. Fill in every place in [brackets]; "
            "the unit's data protection officer confirms the wording."
        ),
    )
