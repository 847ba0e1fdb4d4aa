"""The demo's staff: who works where. Invented people; one click signs them in."""

from dataclasses import dataclass

from core.permissions import MetropolitanRole, TenantRole


@dataclass(frozen=True)
class Actor:
    name: str
    role: str


METROPOLIS = (
    Actor("Aleksandra Nowicka", MetropolitanRole.METROPOLITAN_COORDINATOR),
    Actor("Piotr Reszka", MetropolitanRole.METROPOLITAN_VIEWER),
    Actor("Olga Wiśniewska", MetropolitanRole.OPERATOR),
)
# One of each role in every unit; the given names turn so that neighbours differ.
GIVEN = ("Maria", "Joanna", "Tomasz", "Ewa", "Marek", "Barbara", "Andrzej", "Hanna", "Paweł")
FAMILY = ("Formela", "Lis", "Hinc", "Konkel", "Czaja", "Miotk", "Bieszk", "Labuda", "Szulc")
ROLES = (
    TenantRole.COORDINATOR,
    TenantRole.CASE_WORKER,
    TenantRole.SETTLEMENT_OFFICER,
    TenantRole.VIEWER,
    TenantRole.AUDITOR,
    TenantRole.ADMINISTRATOR,
)
SMALL = (TenantRole.COORDINATOR, TenantRole.ADMINISTRATOR)
# By slug. What takes two people, such as reopening a period, can be tried where there are two.
SECOND = {"kartuzy": (Actor("Danuta Necel", TenantRole.COORDINATOR),)}


def of_tenant(position: int, *, has_projects: bool) -> list[Actor]:
    """The staff of the n-th tenant; one without projects has nobody to serve people."""
    roles = ROLES if has_projects else SMALL
    return [
        Actor(f"{GIVEN[(position + i) % 9]} {FAMILY[(2 * position + i) % 9]}", role)
        for i, role in enumerate(roles)
    ]
