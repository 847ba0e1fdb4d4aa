"""A warning that stands, and a unit that was asked for it."""

from typing import Any

from django.utils import timezone

from accounts.models import Account
from core import tenancy
from core.ledger.models import Member
from dashboards.watching import operations
from dashboards.watching.models import CalendarFeed, SavedView
from projects.participants.models import Participation
from tests import make
from tests.make import watching

NAMESPACE = "watching"
# Whoever may do everything on the metropolis's host; what is somebody's own must be theirs.
OWNER = "public@example.org"
TOKEN = "a-secret-address-of-a-calendar"  # noqa: S105 - invented for the test


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        warned = watching.warned()
        asked = operations.ask_unit(warned=warned, on=make.TODAY, by=make.BY)
        ola = Account.objects.filter(email=OWNER).first() or make.account(OWNER, "Ola Miotk")
        view = SavedView.objects.create(account=ola, name="2025", address="/", is_shared=True)
        facts = {"token_hash": operations.hash_of(TOKEN), "language": "pl"}
        CalendarFeed.objects.create(account=ola, made_at=timezone.now(), **facts)
    ids = {"warning_id": warned.pk, "request_id": asked.pk, "view_id": view.pk}
    return {**ids, "feed_token": TOKEN}
