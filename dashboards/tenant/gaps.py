"""What is missing before somebody counts: asked of all participations of a project at once."""

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.agreements.models import Project
from projects.participants import premise_kinds
from projects.participants.models import Participation, Premise
from projects.participants.queries import WAITS
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import Disability


class Gap(StrEnum):
    """As the address of the list names them."""

    NOT_BEGUN = "bez-wsparcia"
    LATE = "bez-wyniku"
    NO_PREMISE = "bez-przeslanki"
    NO_PROOF = "bez-orzeczenia"
    NO_DECLARATION = "bez-deklaracji"
    NO_NOTICE = "bez-informacji"


NAMES: dict[Gap, Promise] = {
    Gap.NOT_BEGUN: _("accepted and without a first support: they count nowhere yet"),
    Gap.LATE: _("the window has closed and no outcome is written down: no result counts"),
    Gap.NO_PREMISE: _("said to be at risk, and no premise was seen"),
    Gap.NO_PROOF: _("said to have disabilities, and no certificate was seen"),
    Gap.NO_DECLARATION: _("no declaration of participation is noted"),
    Gap.NO_NOTICE: _("no notice about their data is noted"),
}
# Whoever lacks one of these counts nowhere, or with no result. The others count, without a paper
# that whoever checks the project asks for.
HOLDING_BACK = frozenset({Gap.NOT_BEGUN, Gap.LATE})


def counted(project: Project, *, on: date) -> dict[Gap, int]:
    """One query; gaps that nobody has are zero."""
    # Distinct: whoever has two outcomes is still one.
    asked = {
        gap.name: Count("pk", distinct=True, filter=_where(gap, project, on=on)) for gap in Gap
    }
    found = _rows(project).aggregate(**asked)
    return {gap: found[gap.name] for gap in Gap}


def people(project: Project, gap: Gap, *, on: date) -> QuerySet[Participation]:
    """Whom it is about, in a Polish order."""
    rows = _rows(project).filter(_where(gap, project, on=on)).select_related("person", "project")
    return rows.order_by("person__sort_key", "pk")


def _rows(project: Project) -> QuerySet[Participation]:
    return Participation.objects.filter(project=project, voided_at=None)


def _where(gap: Gap, project: Project, *, on: date) -> Q:
    seen = Premise.objects.filter(participation=OuterRef("pk"))
    proofs = seen.filter(kind__in=_disability_kinds())
    closed = on - timedelta(days=rule_set(project.rule_set).result_window_days)
    asked = {
        Gap.NOT_BEGUN: Q(started_on=None),
        Gap.LATE: WAITS & Q(ended_on__lt=closed),
        Gap.NO_PREMISE: Q(at_risk=True) & ~Exists(seen),
        Gap.NO_PROOF: Q(disability=Disability.YES) & ~Exists(proofs),
        Gap.NO_DECLARATION: Q(declared_on=None),
        Gap.NO_NOTICE: Q(notice_given_on=None),
    }
    return asked[gap]


def _disability_kinds() -> list[str]:
    known = premise_kinds.catalogue().premises
    return [code for code, kind in known.items() if kind.proves_disability]
