"""How a file is kept: sealed, with the number of its rows."""

from core.ledger.models import Member
from core.permissions import Actor
from projects.agreements.models import Project
from projects.sm_efs.models import Upload


def kept(
    project: Project, *, kind: str, name: str, content: bytes, rows_count: int, by: Actor
) -> Upload:
    upload = Upload(
        project=project,
        kind=kind,
        file_name=name,
        rows_count=rows_count,
        uploaded_by=by if isinstance(by, Member) else None,
    )
    upload.seal(content)
    upload.save(force_insert=True)
    return upload
