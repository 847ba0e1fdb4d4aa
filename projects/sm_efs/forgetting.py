"""When the people of a project are removed, the files about them go too; that they were here stays."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.sm_efs.models import Export, Upload


def forget(project_id: UUID) -> Collection[UUID]:
    """Whose reasons in the trail go, too; rows and ids went with the participations."""
    uploads = Upload.objects.filter(project=project_id)
    at = Coalesce("removed_at", Value(timezone.now()))
    uploads.update(removed_at=at, sealed_content=None, file_name=None)
    exports = Export.objects.filter(project=project_id)
    exports.update(reason=None)
    return [*uploads.values_list("pk", flat=True), *exports.values_list("pk", flat=True)]
