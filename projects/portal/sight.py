"""What a person of an organisation sees: its tokens in each unit that let them see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core import tenancy
from projects.partners import parts, usage
from projects.partners.models import Token
from projects.partners.usage import Use
from projects.portal import ways
from tenants.organisations import queries
from tenants.organisations.models import Seat, Standing


@dataclass(frozen=True)
class Seen:
    """One token, as its page would tell it."""

    token: Token
    use: Use
    state: parts.State
    refused_count: int

    @property
    def rights(self) -> list[str | parts.Right]:
        return parts.rights_of(self.token)

    @property
    def projects(self) -> str:
        return ", ".join(str(line.project) for line in self.token.partners.all())


@dataclass(frozen=True)
class InUnit:
    """The tokens of an organisation in one unit; a unit without one is not in sight at all."""

    seat: Seat
    tokens: Sequence[Seen]

    @property
    def key(self) -> str:
        return f"unit-{self.seat.pk}"

    @property
    def unit(self) -> str:
        return self.seat.standing.tenant.name

    @property
    def partner(self) -> str:
        """What the unit calls the organisation."""
        return parts.partner_name(self.tokens[0].token)


def seen_by(account_id: UUID, *, at: datetime) -> list[InUnit]:
    """Unit by unit: each is entered under its own role, and asked for its own tokens."""
    found = [(seat, _tokens(seat, at=at)) for seat in queries.seats_of(account_id)]
    ids = [token.pk for _seat, tokens in found for token in tokens]
    use, refused = usage.use_of(ids, at=at), usage.refused_of(ids, at=at)
    return [
        InUnit(
            seat,
            [
                Seen(
                    one,
                    use[one.pk],
                    parts.state_of(one, use[one.pk], at=at),
                    refused.get(one.pk, 0),
                )
                for one in tokens
            ],
        )
        for seat, tokens in found
        if tokens
    ]


def managed(seen: Sequence[InUnit]) -> list[Standing]:
    """Where whoever sees this also manages people, as far as they see it."""
    return [one.seat.standing for one in seen if one.seat.manages]


def address_of(account_id: UUID, seat_id: UUID, token_id: UUID, *, at: datetime) -> str | None:
    """The address of a token's page for one person, or None for what they do not see."""
    seat = next((one for one in queries.seats_of(account_id) if one.pk == seat_id), None)
    if seat is None or token_id not in {token.pk for token in _tokens(seat, at=at)}:
        return None
    return ways.address_in(seat.standing.tenant, ways.pass_to(token_id, seat_id=seat.pk))


def _tokens(seat: Seat, *, at: datetime) -> list[Token]:
    with tenancy.inside(seat.standing.tenant):
        return list(ways.tokens_of(seat, at=at))
