"""What people type about rounds, grids and candidates, on both sides of the desk."""

from projects.recruitment.forms.application import CandidateForm, CorrectCandidateForm
from projects.recruitment.forms.candidates import (
    CandidateDocumentsForm,
    DecisionForm,
    PromoteForm,
    ScoreForm,
)
from projects.recruitment.forms.grids import CopyGridForm, CriterionForm
from projects.recruitment.forms.public import BeginForm, CodeForm, SendForm, StepForm
from projects.recruitment.forms.rounds import (
    CorrectRecruitmentForm,
    NoticeForm,
    OpenRecruitmentForm,
    RequiredDocumentForm,
)

__all__ = [
    "BeginForm",
    "CandidateDocumentsForm",
    "CandidateForm",
    "CodeForm",
    "CopyGridForm",
    "CorrectCandidateForm",
    "CorrectRecruitmentForm",
    "CriterionForm",
    "DecisionForm",
    "NoticeForm",
    "OpenRecruitmentForm",
    "PromoteForm",
    "RequiredDocumentForm",
    "ScoreForm",
    "SendForm",
    "StepForm",
]
