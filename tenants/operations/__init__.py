"""Changes of tenants and of who works in them: opened, invited, given roles, taken roles away."""

from tenants.operations.invitations import (
    LinkUsedUp,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from tenants.operations.matching import (
    MatchedAlready,
    UnmatchedAlready,
    join_matching,
    leave_matching,
)
from tenants.operations.memberships import (
    HasRoleAlready,
    LastAdministrator,
    end_membership,
    grant,
    leave,
)
from tenants.operations.opening import (
    OPEN,
    STEPS,
    NameTaken,
    NameUnusable,
    ask_to_open,
    declare_open,
    found_programme,
)
from tenants.operations.powers import MoreThanYouHold, OwnMembership, RoleElsewhere

__all__ = [
    "OPEN",
    "STEPS",
    "HasRoleAlready",
    "LastAdministrator",
    "LinkUsedUp",
    "MatchedAlready",
    "MoreThanYouHold",
    "NameTaken",
    "NameUnusable",
    "OwnMembership",
    "RoleElsewhere",
    "UnmatchedAlready",
    "accept_invitation",
    "ask_to_open",
    "declare_open",
    "end_membership",
    "found_programme",
    "grant",
    "invite",
    "join_matching",
    "leave",
    "leave_matching",
    "withdraw_invitation",
]
