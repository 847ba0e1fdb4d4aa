"""What the ledger calls a change of a path, as its reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS_OF_PATH: dict[str, Promise] = {
    "recorded a diagnosis": gettext_lazy("Diagnosis made"),
    "corrected a diagnosis": gettext_lazy("Diagnosis corrected"),
    "recorded a questionnaire": gettext_lazy("Questionnaire of social progress filled in"),
    "corrected a questionnaire": gettext_lazy("Questionnaire of social progress corrected"),
    "agreed a path plan": gettext_lazy("Plan of support agreed"),
    "noted the signature of a path plan": gettext_lazy("Plan of support signed"),
    "made an action plan": gettext_lazy("Action plan (IPD) made"),
    "corrected an action plan": gettext_lazy("Action plan (IPD) corrected"),
    "noted a social contract": gettext_lazy("Social contract noted"),
    "corrected a social contract": gettext_lazy("Social contract corrected"),
    "noted a pause": gettext_lazy("Pause noted"),
    "noted a return from a pause": gettext_lazy("Return from a pause noted"),
    "corrected a pause": gettext_lazy("Pause corrected"),
    "counted people around the participant": gettext_lazy("People around counted"),
    "corrected a person around the participant": gettext_lazy("Person around corrected"),
    "struck out a person around the participant": gettext_lazy("Person around struck out"),
    "made somebody around a participant": gettext_lazy("Entered: supported as somebody around"),
    "voided a participation": gettext_lazy("Participation voided"),
    "restored a participation": gettext_lazy("Participation restored"),
    "decided about two people who look alike": gettext_lazy("Decided about people alike"),
    "took back a decision about two people": gettext_lazy("Decision about people alike taken back"),
}
