"""A file that left, and a list made by hand."""

from typing import Any

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.sm_efs import operations
from projects.sm_efs.rules.record import lay_out
from tests import make
from tests.make import sm_efs

NAMESPACE = "sm_efs"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    project = participation.project
    Project.objects.filter(pk=project.pk).update(agreement_number=sm_efs.ANOTHER_NUMBER)
    sm_efs.person(project, by=by, serial=77)
    bad = lay_out(sm_efs.record(postal_code="83300"), sm_efs.LAYOUT)
    content = sm_efs.files.written([bad], sm_efs.LAYOUT)
    facts = {"name": "lista.csv", "content": content, "on": make.TODAY}
    return {
        "export_id": sm_efs.exported(project, by=by).export.pk,
        "upload_id": operations.check_list(project=project, **facts, by=by).pk,
    }
