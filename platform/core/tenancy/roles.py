"""The names of our roles in PostgreSQL. Roles are cluster-wide, so each name carries its database."""

import hashlib
from enum import StrEnum

from django.conf import settings


class Role(StrEnum):
    OWNER = "owner"  # owns everything, opens and migrates tenants; never web or worker
    WEB = "web"  # accounts, sessions, memberships; no tenant's tables
    PUBLISHING = "publishing"  # reads each tenant's counting view, writes facts, cells, releases
    METROPOLIS = "metropolis"  # reads released figures, nothing else
    PUBLIC = "public"  # reads what was approved for everybody, nothing else
    QUEUE = "queue"  # the broker's own schema
    READERS = "readers"  # what every tenant may read of the shared schema


LOGINS = (Role.WEB, Role.PUBLISHING, Role.QUEUE)
GROUPS = (Role.METROPOLIS, Role.PUBLIC, Role.READERS)


def prefix_for(database: str) -> str:
    return "szansa_" + hashlib.sha256(database.encode()).hexdigest()[:6]


def name_of(role: Role) -> str:
    return f"{settings.DATABASE_ROLE_PREFIX}_{role}"


def name_for_tenant(schema_name: str) -> str:
    return f"{settings.DATABASE_ROLE_PREFIX}_t_{schema_name}"
