"""What would go with the people of a project, and what was asked for and done. Changes nothing."""

from dataclasses import astuple, dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.ledger.models import AuditEvent, OutboxEntry
from projects.agreements.models import Project
from projects.documents.forgetting import naming_somebody
from projects.participants.models import Participation, Person
from projects.recruitment.models import Candidate
from projects.retention.models import Removal
from projects.support.models import CountingFact

Topic = OutboxEntry.Topic


@dataclass(frozen=True)
class Preview:
    """How much goes: `staying` are people whom another project still keeps."""

    people: int
    staying: int
    participations: int
    uncounted: int
    candidates: int
    papers: int
    files: int

    @property
    def fingerprint(self) -> str:
        """Of what was looked at before agreeing to it."""
        return "-".join(str(count) for count in astuple(self))

    @property
    def is_nobody(self) -> bool:
        return self.people + self.staying == 0


def preview(project: Project) -> Preview:
    everybody = Participation.objects.filter(project=project)
    counted = everybody.filter(pk__in=counted_of(project).values("pk")).count()
    people = Person.objects.filter(participations__project=project)
    gone = only_here(project).count()
    papers, files = naming_somebody(project.pk)
    return Preview(
        people=gone,
        staying=people.count() - gone,
        participations=counted,
        uncounted=everybody.count() - counted,
        candidates=Candidate.objects.filter(participation__project=project).count(),
        papers=papers.count(),
        files=files.count(),
    )


def counted_of(project: Project) -> QuerySet[CountingFact]:
    """Whoever counts and has a person still."""
    living = Participation.objects.filter(project=project).values("pk")
    return CountingFact.objects.filter(pk__in=living)


def only_here(project: Project) -> QuerySet[Person]:
    """People of the project who take part, or took part, in no other one."""
    elsewhere = Participation.objects.exclude(project=project).values("person")
    return Person.objects.filter(participations__project=project).exclude(pk__in=elsewhere)


def is_published() -> bool:
    """Whether nothing about people waits to be counted: then every number is the one that stays."""
    about_people = (Topic.PARTICIPATION, Topic.PROJECT, Topic.TENANT)
    return not OutboxEntry.objects.filter(topic__in=about_people).exists()


def last_moved(project: Project) -> AuditEvent | None:
    """Who entered or moved the day until which records are kept after the project itself was entered."""
    told = AuditEvent.objects.filter(subject_id=project.pk, fields__contains="retain_until")
    return told.order_by("-pk").first()


def all_waiting(*, on: date) -> QuerySet[Removal]:
    """Every request to which somebody else may still agree."""
    return Removal.objects.filter(confirmed_at=None, dropped_at=None, expires_on__gte=on)


def waiting(project_id: UUID, *, on: date) -> Removal | None:
    return all_waiting(on=on).filter(project=project_id).select_related("asked_by").first()


def done(project_id: UUID) -> list[Removal]:
    """What was removed, the newest first: more than once where somebody was entered afterwards."""
    rows = Removal.objects.filter(project=project_id, confirmed_at__isnull=False)
    return list(rows.select_related("asked_by", "confirmed_by"))
