"""Where a problem is mended that no click mends: the form that asks for it, at its field."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.participants import parts as participants
from projects.sm_efs.queries.lines import Line
from projects.sm_efs.rules.problems import Problem
from projects.sm_efs.rules.record import SUPPORT
from ui.parts import Link

# What our forms call otherwise than the columns of the file.
FIELDS = {
    "education": "isced",
    "age": "born_on",
    "region": "gmina",
    "powiat": "gmina",
    "degurba": "gmina",
    "no_pesel": "pesel",
}
OF_PERSON = ("given_name", "family_name", "phone", "email")
OF_SUPPORT = ("support", *SUPPORT)


@dataclass(frozen=True)
class Reader:
    """Who reads the list: whether they correct people, and void entries of the project."""

    may_edit: bool
    may_void: bool


def place_of(problem: Problem, line: Line, reader: Reader) -> Link | None:
    """None for whoever may not mend it."""
    if not reader.may_edit or problem.lacks_official_list:
        return None
    field = problem.field or _field(problem.column, line)
    return (
        _of_the_project(problem, line)
        or _of_the_support(problem, field, line)
        or (_of_an_entry(line, reader) if field == "person" else _of_the_person(field, line))
    )


def _of_the_project(problem: Problem, line: Line) -> Link | None:
    project = line.participation.project_id
    if problem.column == "project_number":
        return Link(_("enter the number"), reverse("agreements:correct", args=[project]))
    if problem.check == "S13":
        return Link(_("choose the value"), f"{reverse('support:services')}?projekt={project}")
    return None


def _of_the_support(problem: Problem, field: str, line: Line) -> Link | None:
    if field not in OF_SUPPORT and problem.check != "S12":
        return None
    return Link(_("go to the support"), reverse("support:basket", args=[line.key]))


def _of_the_person(field: str, line: Line) -> Link:
    if field in OF_PERSON:
        form = reverse("participants:correct-person", args=[line.key])
        return Link(_("go to the field"), f"{form}#id_{field}")
    url = participants.where_mended(field, line.participation) if field else ""
    return Link(_("go to the field"), url or reverse("desk:person", args=[line.key]))


def _field(column: str, line: Line) -> str:
    if column == "identifier":
        return "other_identifier" if line.record.no_pesel == "YES" else "pesel"
    return FIELDS.get(column, column)


def _of_an_entry(line: Line, reader: Reader) -> Link:
    """One entry of two is voided by whoever knows which; others look at the person first."""
    if reader.may_void:
        return Link(_("void this entry"), reverse("participants:void", args=[line.key]))
    return Link(_("look at the entry"), reverse("desk:person", args=[line.key]))
