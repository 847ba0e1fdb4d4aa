"""What the audit trail calls the changes of recruitment, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.participants.entries import ADDRESS
from projects.participants.known import CONTACT, NAMES
from projects.participants.models import Person

VERBS: dict[str, str | Promise] = {
    "opened a recruitment": _("Round entered"),
    "corrected a recruitment": _("Round corrected"),
    "required a document": _("Document put on the checklist"),
    "dropped a document": _("Document taken off the checklist"),
    "published a notice": _("Information for candidates published"),
    "set a criterion": _("Criterion of the grid set"),
    "removed a criterion": _("Criterion of the grid removed"),
    "copied a grid": _("Grid copied"),
    "prepared a version of the grid": _("New version of the grid begun"),
    "put a grid in force": _("New version of the grid put in force"),
    "entered a candidate": _("Application entered"),
    "entered candidates in bulk": _("Applications entered from a file"),
    "took back candidates entered in bulk": _("Applications from a file taken back"),
    "corrected a candidate": _("Application corrected"),
    "scored a candidate": _("Points confirmed"),
    "marked documents": _("Documents marked"),
    "decided on a candidate": _("Decision made"),
    "divided the places": _("Places given in the order of the ranking"),
    "took from the reserve": _("Accepted from the reserve list"),
    "took a decision back": _("Decision taken back"),
    "promoted a candidate": _("Became a participant"),
    "deleted the data of candidates": _("Data of candidates deleted"),
    "began an application": _("Application begun on the web"),
    "saved an application": _("Application saved on the web"),
    "applied on the web": _("Applied on the web"),
    "dropped an application": _("Application deleted by whoever wrote it"),
    "deleted expired applications": _("Expired applications deleted"),
}
# What a promotion may change of a person known before, besides the candidate's own fields.
FIELDS: dict[str, str | Promise] = {
    "is_same_person": _("confirmed to be the person known by another name"),
    **{
        f"person.{column.name}": column.verbose_name
        for column in Person._meta.fields
        if column.name in (*NAMES, *CONTACT, *ADDRESS)
    },
}
