"""A draft of the next version of an indicator, with its preview."""

from typing import Any

from core import tenancy
from core.ledger.models import Member
from projects.participants.models import Participation
from tests import make
from tests.make import drafts

NAMESPACE = "definition_drafts"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
        drafts.previewed(version, by=make.BY)
    return {}
