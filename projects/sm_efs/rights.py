"""Who may do what here: to look is to read cases; to feed is to take every PESEL of a project out."""

from uuid import UUID

from core.errors import NotAllowed
from core.permissions import Actor, Permission, can

SEE, EDIT = Permission.READ_CASES, Permission.EDIT_PEOPLE
# Both at once: whoever answers for the project, and may see a whole number.
FEED = (Permission.EDIT_PROJECTS, Permission.REVEAL_PESEL)


def may_feed(by: Actor, project: UUID) -> bool:
    return all(can(by, permission, project=project) for permission in FEED)


def require_feeding(by: Actor, project: UUID) -> None:
    if not may_feed(by, project):
        raise NotAllowed
