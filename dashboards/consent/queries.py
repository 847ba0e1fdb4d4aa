"""What can be asked about the unit's consents."""

from dashboards.consent.models import PageConsent
from projects.agreements.models import Project, ProjectPartner


def in_force(project: Project) -> PageConsent | None:
    held = PageConsent.objects.filter(project=project, withdrawn_at=None)
    return held.select_related("given_by").first()


def partners_named(project: Project) -> list[str]:
    """Whom the public page names beside the leader."""
    others = ProjectPartner.objects.filter(project=project, is_leader=False)
    return list(others.order_by("name").values_list("name", flat=True))
