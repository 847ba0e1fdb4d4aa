"""What can be asked about the unit's consents."""

from dashboards.consent.models import PageConsent
from projects.agreements.models import Project


def in_force(project: Project) -> PageConsent | None:
    held = PageConsent.objects.filter(project=project, withdrawn_at=None)
    return held.select_related("given_by").first()
