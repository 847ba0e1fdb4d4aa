"""An office that reads the metropolis's figures by a program: given a token, used through the API's door."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from config.demo import watched
from core import tenancy
from dashboards.serving import issuing
from dashboards.serving.operations import ReleaseEntry
from tenants import queries

BODY = "Wojewódzki Urząd Pracy"
PURPOSE = "Zestawienie kwartalne aktywizacji w województwie, pismo z prośbą w aktach metropolii."
ASKED = ("units/", "indicators/", "values/?unit=programme", "values/?period=2099", "values/")


def serve() -> int:
    """Returns how many requests the office's program has sent, one of them for a year that is none."""
    at, metropolis = timezone.now(), queries.metropolis()
    entry = ReleaseEntry(
        body_name=BODY, purpose=PURPOSE, ends_at=at + timedelta(days=300), per_minute_count=30
    )
    with tenancy.acting_as(tenancy.Role.WEB):
        _account, by = watched.coordinator()
        _token, key = issuing.make_token(entry=entry, at=at, by=by)
    headers = {"Host": metropolis.host, "Authorization": f"Bearer {key}"}
    for address in ASKED:
        Client().get(f"/api/v1/{address}", headers=headers)
    return len(ASKED)
