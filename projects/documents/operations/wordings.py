"""A tenant words a kind of paper in its own way, or returns to the standard wording."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.documents import queries
from projects.documents.kinds import DocumentKind
from projects.documents.models import DocumentTemplate
from projects.documents.rules import wording


class FixedWording(RuleBroken):
    message = _("Documents of this kind are made of a table; their wording cannot be changed.")


class UnknownPlaceholder(RuleBroken):
    message = _(
        "Line %(line)s: nothing is known by the name %(sign)s.%(nearest)s "
        "Use only the names listed beside the text."
    )
    field = "body"


class LonelyBrace(RuleBroken):
    message = _(
        "Line %(line)s: the sign %(sign)s stands alone. Braces only enclose a name from the list, "
        "as in {projekt}."
    )
    field = "body"


class WordingTooLong(RuleBroken):
    message = _("The wording has %(count)s signs; at most %(limit)s fit.")
    field = "body"


class NothingChanged(RuleBroken):
    message = _("This is the wording in force already, sign for sign.")
    field = "body"


class StandardAlready(RuleBroken):
    message = _("The standard wording is in force already.")


@operation()
def write_template(*, kind: DocumentKind, body: str, version: int, by: Actor) -> DocumentTemplate:
    """Put a new version in force; `version` is the one that was read, 0 for the standard wording."""
    require(by, Permission.EDIT_PROJECTS)
    check_wording(kind, body)
    current = _current(kind, version)
    if body.split() == queries.wording_of(kind).split():
        raise NothingChanged
    last = DocumentTemplate.objects.filter(kind=kind.code).first()
    _replace(current)
    written = DocumentTemplate.objects.create(
        kind=kind.code,
        version=last.version + 1 if last else 1,
        body=body,
        written_by=by if isinstance(by, Member) else None,
    )
    audit.record("worded a kind of paper", written, by=by, fields=["body"])
    return written


@operation()
def return_to_standard(*, kind: DocumentKind, version: int, by: Actor) -> None:
    """From now on papers of this kind have the standard wording again."""
    require(by, Permission.EDIT_PROJECTS)
    current = _current(kind, version)
    if current is None:
        raise StandardAlready
    _replace(current)
    audit.record("returned to the standard wording", current, by=by)


def check_wording(kind: DocumentKind, body: str) -> None:
    """Refuse what the small language of wordings does not know."""
    if not kind.standard:
        raise FixedWording
    if len(body) > wording.LONGEST:
        raise WordingTooLong(count=len(body), limit=wording.LONGEST)
    for fault in wording.faults(body, known=kind.known):
        if fault.sign in ("{", "}"):
            raise LonelyBrace(line=fault.line, sign=fault.sign)
        nearest = _(" Perhaps {%(name)s}?") % {"name": fault.nearest} if fault.nearest else ""
        raise UnknownPlaceholder(line=fault.line, sign=fault.sign, nearest=nearest)


def _current(kind: DocumentKind, version: int) -> DocumentTemplate | None:
    rows = DocumentTemplate.objects.select_for_update(of=("self",))
    current = rows.filter(kind=kind.code, replaced_at=None).first()
    if (current.version if current else 0) != version:
        raise StaleEdit
    return current


def _replace(current: DocumentTemplate | None) -> None:
    if current is not None:
        current.replaced_at = timezone.now()
        current.save(update_fields=["replaced_at"])
