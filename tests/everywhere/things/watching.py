"""A warning that stands, and a unit that was asked for it."""

from typing import Any

from core import tenancy
from core.ledger.models import Member
from dashboards.watching import operations
from dashboards.watching.models import SavedView
from projects.participants.models import Participation
from tests import make
from tests.make import watching

NAMESPACE = "watching"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        warned = watching.warned()
        asked = operations.ask_unit(warned=warned, on=make.TODAY, by=make.BY)
        ola = make.account("widok@example.org", "Ola Widok")
        view = SavedView.objects.create(account=ola, name="2025", address="/", is_shared=True)
    ids = {"warning_id": warned.pk, "request_id": asked.pk, "view_id": view.pk}
    return {**ids, "feed_token": "no-such-token"}
