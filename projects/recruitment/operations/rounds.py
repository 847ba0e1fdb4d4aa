"""A round is opened and corrected; its checklist and its notice are made."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.recruitment.models import Grid, Notice, Recruitment, RequiredDocument
from projects.recruitment.operations.keeping import renew_days
from projects.recruitment.vocabulary import Standing
from ui import formats


class ClosesBeforeItOpens(RuleBroken):
    message = _("The round closes on %(closes_on)s, before it opens on %(opens_on)s.")
    field = "closes_on"


class OutsideProject(RuleBroken):
    message = _(
        "The round opens on %(opens_on)s, after the project ends on %(ends_on)s. "
        "Correct the day, or the end of the project."
    )
    field = "opens_on"


class NameTaken(RuleBroken):
    message = _("The project has a round called “%(name)s”. Give this one another name.")
    field = "name"


class FewerThanAccepted(RuleBroken):
    message = _(
        "%(accepted)s people are accepted already, so there cannot be fewer places (%(places)s). "
        "Take decisions back first, or enter more places."
    )
    field = "places_count"


class NoNotice(RuleBroken):
    message = _(
        "The web form cannot be opened without the information for candidates (articles 13 and 14 "
        "GDPR). Publish it first, on the page “Information for candidates”."
    )
    field = "has_web_form"


class DocumentRequiredAlready(RuleBroken):
    message = _("“%(name)s” is on the checklist already.")
    field = "name"


class DocumentCame(RuleBroken):
    message = _("Candidates have brought “%(name)s”, so it stays on the checklist of this round.")


class NoticeUnfinished(RuleBroken):
    message = _(
        "The text still has a place to fill in: %(place)s. Candidates must not read it like this."
    )
    field = "text"


@operation()
def open_recruitment(*, project: Project, by: Actor, at: datetime, **facts: Any) -> Recruitment:
    """Open a round with an empty grid; `facts` are the fields of the model."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    recruitment = Recruitment(project=project, **facts)
    _decide(recruitment)
    recruitment.save(force_insert=True)
    Grid.objects.create(recruitment=recruitment, version_no=1, in_force_at=at)
    audit.record("opened a recruitment", recruitment, by=by)
    return recruitment


@operation()
def correct_recruitment(
    *, recruitment: Recruitment, version: int, by: Actor, **facts: Any
) -> Recruitment:
    """Change what was entered; whoever is kept until its end is kept until the new one."""
    require(by, Permission.EDIT_PROJECTS, project=recruitment.project_id)
    locked = Recruitment.objects.select_for_update(of=("self",)).select_related("project")
    found = locked.get(pk=recruitment.pk)
    if found.version != version:
        raise StaleEdit
    changed = [name for name, value in facts.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, facts[name])
    _decide(found)
    accepted = found.candidates.filter(standing=Standing.ACCEPTED).count()
    if accepted > found.places_count:
        raise FewerThanAccepted(accepted=accepted, places=found.places_count)
    found.version += 1
    found.save()
    renew_days(found)
    audit.record("corrected a recruitment", found, by=by, fields=changed)
    return found


@operation()
def require_document(
    *, recruitment: Recruitment, name: str, needed_by: str, by: Actor
) -> RequiredDocument:
    require(by, Permission.EDIT_PROJECTS, project=recruitment.project_id)
    Recruitment.objects.select_for_update().get(pk=recruitment.pk)
    known = recruitment.required_documents.all()
    if known.filter(name__iexact=name).exists():
        raise DocumentRequiredAlready(name=name)
    last = known.aggregate(last=Max("position"))["last"] or 0
    document = RequiredDocument.objects.create(
        recruitment=recruitment, position=last + 1, name=name, needed_by=needed_by
    )
    audit.record("required a document", recruitment, by=by)
    return document


@operation()
def drop_document(*, document: RequiredDocument, by: Actor) -> None:
    """Take a paper off the checklist, unless somebody has brought it."""
    require(by, Permission.EDIT_PROJECTS, project=document.recruitment.project_id)
    locked = RequiredDocument.objects.select_for_update().get(pk=document.pk)
    if locked.is_marked():
        raise DocumentCame(name=locked.name)
    locked.delete()
    audit.record("dropped a document", document.recruitment, by=by)


@operation()
def publish_notice(*, recruitment: Recruitment, text: str, at: datetime, by: Actor) -> Notice:
    """Publish a new version of the notice; those who applied keep the one they were given."""
    require(by, Permission.EDIT_PROJECTS, project=recruitment.project_id)
    Recruitment.objects.select_for_update().get(pk=recruitment.pk)
    if place := _unfinished(text):
        raise NoticeUnfinished(place=place)
    last = recruitment.notices.aggregate(last=Max("version_no"))["last"] or 0
    notice = Notice.objects.create(
        recruitment=recruitment,
        version_no=last + 1,
        text=text,
        published_at=at,
        published_by=by if isinstance(by, Member) else None,
    )
    audit.record("published a notice", recruitment, by=by)
    return notice


def _unfinished(text: str) -> str:
    """The first [place to fill in] of a text, as it stands there."""
    begin = text.find("[")
    end = text.find("]", begin)
    return text[begin : end + 1] if -1 < begin < end else ""


def _decide(recruitment: Recruitment) -> None:
    opens_on, closes_on = recruitment.opens_on, recruitment.closes_on
    if closes_on is not None and closes_on < opens_on:
        raise ClosesBeforeItOpens(opens_on=formats.day(opens_on), closes_on=formats.day(closes_on))
    _within(recruitment.project, opens_on)
    same = Recruitment.objects.filter(project=recruitment.project, name=recruitment.name)
    if same.exclude(pk=recruitment.pk).exists():
        raise NameTaken(name=recruitment.name)
    if recruitment.has_web_form and not recruitment.notices.exists():
        raise NoNotice


def _within(project: Project, opens_on: date) -> None:
    if opens_on > project.ends_on:
        raise OutsideProject(opens_on=formats.day(opens_on), ends_on=formats.day(project.ends_on))
