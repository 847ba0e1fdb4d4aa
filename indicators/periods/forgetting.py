"""What reports say of people in words goes with them; what they report stays."""

from uuid import UUID

from indicators.periods.models import Reopening, SettlementPeriod


def forget(project_id: UUID) -> list[UUID]:
    """Take out why reports were taken back; the periods, whose reasons in the trail go, too."""
    Reopening.objects.filter(closing__period__project=project_id).update(reason=None)
    periods = SettlementPeriod.objects.filter(project=project_id)
    return list(periods.values_list("pk", flat=True))
