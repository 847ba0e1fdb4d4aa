"""Turns whatever was raised behind the API's door into a problem document; never into a traceback."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions

from core.api.problems import Fault, Problem, not_found
from core.errors import NotAllowed, RuleBroken, StaleEdit


def handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The exception handler of Django REST framework; None lets an unknown error be one."""
    problem = _problem(error)
    return problem.answer() if problem else None


def _problem(error: Exception) -> Problem | None:
    found: Problem | None = None
    match error:
        case Problem():
            found = error
        case Http404() | exceptions.NotFound():
            found = not_found()
        case exceptions.ValidationError():
            found = invalid(error.detail)
        case RequestDataTooBig():
            found = too_large()
        case RuleBroken():
            found = of_a_rule(error)
        case exceptions.APIException():
            found = _of_the_framework(error)
    return found


def invalid(detail: Any) -> Problem:
    """All faults of the body at once, each with its pointer."""
    faults = list(_faults(detail))
    return Problem("invalid", _("Mend the fields named below and send it again."), faults=faults)


def too_large() -> Problem:
    return Problem("too-large", _("Send fewer records in one request."))


def of_a_rule(error: RuleBroken, *, pointer: str = "") -> Problem:
    """A rule's own sentence; what it says of a field, it says with the field's pointer."""
    if isinstance(error, NotAllowed):
        return Problem("not-in-scope", _("The token does not give this right in this project."))
    if isinstance(error, StaleEdit):
        return Problem("changed-meanwhile", str(error))
    said = error.without_names()
    if error.field is None:
        return Problem("refused", said)
    fault = Fault(detail=said, code=_code(error), pointer=f"{pointer}/{error.field}")
    return Problem("refused", said, faults=[fault])


def _code(error: RuleBroken) -> str:
    """KnownPerson is 'known-person'"""
    name = type(error).__name__
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("-")


def _of_the_framework(error: exceptions.APIException) -> Problem | None:
    codes = {
        exceptions.ParseError: ("malformed", _("The body is not JSON in UTF-8.")),
        exceptions.MethodNotAllowed: ("method-not-allowed", str(error.detail)),
        exceptions.NotAcceptable: ("not-acceptable", _("Ask for application/json.")),
        exceptions.UnsupportedMediaType: (
            "unsupported-media-type",
            _("Send application/json."),
        ),
    }
    for kind, (code, detail) in codes.items():
        if isinstance(error, kind):
            return Problem(code, detail)
    return None


def _faults(detail: Any, pointer: str = "") -> Iterator[Fault]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = pointer if name == "non_field_errors" else f"{pointer}/{_escaped(str(name))}"
            yield from _faults(inner, here)
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_nested = isinstance(inner, (dict, list))
            yield from _faults(inner, f"{pointer}/{place}" if is_nested else pointer)
    else:
        yield Fault(detail=str(detail), code=getattr(detail, "code", "invalid"), pointer=pointer)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
