"""What the pages of retention say: until when, what goes, what stays, what was done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ledger.models import AuditEvent
from projects.agreements.models import Project
from projects.retention.models import Removal
from projects.retention.queries import Preview
from ui import formats
from ui.parts import Column, Table


@dataclass(frozen=True)
class Done:
    """One removal that was carried out: when and by whom, and what went."""

    title: str
    by: str
    said: str


def until(project: Project) -> str:
    if project.retain_until is None:
        return _("How long records are kept is not known yet: nothing is erased.")
    day = formats.day(project.retain_until)
    if not project.retention_source:
        return _("Records are kept until %(day)s; nobody has entered who says so.") % {"day": day}
    told = {"day": day, "source": project.retention_source}
    return _("Records are kept until %(day)s. Source: %(source)s") % told


def goes_table(preview: Preview) -> Table:
    columns = [Column(_("What")), Column(_("How many"), "number")]
    rows: list[list[object]] = [
        [_("People with their names, PESEL, contacts and addresses"), preview.people],
        [_("Participations with everything written about them"), _participations(preview)],
        [_("Applications of these people in recruitment"), preview.candidates],
        [_("Contents of documents about people"), preview.papers],
        [_("Uploaded files"), preview.files],
    ]
    return Table(_("What would go for ever"), columns, rows, caption_hidden=True)


def _participations(preview: Preview) -> int:
    return preview.participations + preview.uncounted


def stays(preview: Preview) -> list[str]:
    """What can still be told afterwards."""
    papers = _(
        "Numbers and days of documents, sums of payrolls, and the trail of who changed what "
        "and when, without reasons and other free texts."
    )
    return [_anonymous(preview.participations), papers, *_staying(preview.staying)]


def _anonymous(count: int) -> str:
    return ngettext(
        "One participation without a person: its traits at the start, days of the exit and of "
        "outcomes, hours by month. Every figure of the programme and every closed period stays "
        "as it is.",
        "%(n)s participations without a person: their traits at the start, days of the exit and "
        "of outcomes, hours by month. Every figure of the programme and every closed period "
        "stays as it is.",
        count,
    ) % {"n": count}


def moved(event: AuditEvent | None) -> str:
    """What whoever asks or agrees should know of the day: who wrote it last, and when."""
    if event is None:
        return ""
    told = {"who": event.actor_name, "moment": formats.moment(event.recorded_at)}
    return _("%(who)s last wrote the day until which records are kept: %(moment)s.") % told


def _staying(count: int) -> list[str]:
    if not count:
        return []
    said = ngettext(
        "One person who is in another project of this unit: the person stays there, "
        "and nothing shows that they were here.",
        "%(n)s people who are in another project of this unit: they stay there, "
        "and nothing shows that they were here.",
        count,
    )
    own = _(
        "So in the unit's own indicators, which are counted anew each time, they count once there "
        "and once here."
    )
    return [f"{said % {'n': count}} {own}"]


def two_people() -> str:
    return _(
        "A second person must agree within 14 days. Only then is anything removed, "
        "and nobody can bring it back, not even from here."
    )


def asked_words(removal: Removal) -> str:
    told = {
        "who": removal.asked_by.display_name,
        "until": formats.day(removal.expires_on),
        "kept": formats.day(removal.retain_until),
        "source": removal.source,
    }
    return (
        _(
            "%(who)s asks for it, until %(until)s. Records had to be kept until %(kept)s; "
            "source: %(source)s"
        )
        % told
    )


def done(removal: Removal) -> Done:
    names = {
        "asked": removal.asked_by.display_name,
        "agreed": removal.confirmed_by.display_name if removal.confirmed_by else "",
    }
    counts = {
        "people": removal.people_count,
        "participations": removal.participations_count,
        "papers": removal.papers_count,
        "files": removal.files_count,
    }
    return Done(
        title=formats.moment(removal.confirmed_at) if removal.confirmed_at else "",
        by=_("Asked for by %(asked)s, agreed to by %(agreed)s.") % names,
        said=_(
            "People removed: %(people)s. Participations that count on: %(participations)s. "
            "Documents emptied: %(papers)s, files: %(files)s."
        )
        % counts,
    )
