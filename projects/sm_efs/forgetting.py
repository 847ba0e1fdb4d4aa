"""When the people of a project are removed, the files about them go too; that they were here stays."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from projects.sm_efs.models import Export, Upload


def forget(project_id: UUID) -> Collection[UUID]:
    """Whose reasons in the trail go, too; rows and ids went with the participations."""
    uploads = Upload.objects.filter(project=project_id)
    uploads.filter(removed_at=None).update(removed_at=timezone.now())
    uploads.update(sealed_content=None, file_name=None)
    exports = Export.objects.filter(project=project_id)
    exports.update(reason=None)
    return [*uploads.values_list("pk", flat=True), *exports.values_list("pk", flat=True)]
