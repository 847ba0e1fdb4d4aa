"""The ends of partners' tokens: whoever goes on working needs the next one in time."""

from collections.abc import Iterator
from datetime import date

from core.days import warsaw_day
from core.permissions import Actor
from projects.deadlines import tokens
from projects.deadlines.items import Item
from projects.partners import queries as partners
from projects.partners.rules import REMINDED_DAYS


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    """For whoever may make the next one. One that is stopped or over waits for nobody."""
    for token, lines in partners.ending_tokens(by, since=on, until=until):
        ends_on = warsaw_day(token.ends_at)
        yield Item(
            due=tokens.ending(ends_on=ends_on, reminded_days=REMINDED_DAYS),
            on=on,
            subject_id=token.pk,
            project_id=lines[0].project_id,
            project=str(lines[0].project),
            label=token.name,
            page="partners:token",
            page_arguments=(token.pk,),
            facts={"since": ends_on, "token": token.name, "partner": lines[0].name},
        )
