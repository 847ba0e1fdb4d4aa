"""The people of an organisation as one of them who manages people sees them: each once, with their units."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tenants.organisations import queries
from tenants.organisations.models import Seat, Standing


@dataclass(frozen=True)
class Colleague:
    """One person by their e-mail, and where they see the tokens."""

    seats: Sequence[Seat]
    is_you: bool

    @property
    def first(self) -> Seat:
        return self.seats[0]

    @property
    def is_suspended(self) -> bool:
        return all(seat.suspended_at for seat in self.seats)


def people_of(managed: Sequence[Standing], *, reader: UUID) -> list[Colleague]:
    if not managed:
        return []
    people: dict[str, list[Seat]] = {}
    for seat in queries.people_beside([standing.pk for standing in managed]):
        people.setdefault(seat.invitation.email, []).append(seat)
    return [
        Colleague(seats, is_you=any(seat.account_id == reader for seat in seats))
        for seats in people.values()
    ]
