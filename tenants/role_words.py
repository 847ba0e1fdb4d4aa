"""What each role may do, in words: one sentence for a choice, one table for whoever compares."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import HELD_BY, MetropolitanRole, Permission, TenantRole
from tenants.actors import ROLE_NAMES
from ui.parts import Cell, Column, Table

# In the order in which the table lists them: from looking at figures to deciding about people.
PERMISSION_WORDS: dict[Permission, Promise] = {
    Permission.SEE_FIGURES: gettext_lazy("See the unit's figures and projects"),
    Permission.SEE_METROPOLIS: gettext_lazy("See the metropolis's figures, without anyone's name"),
    Permission.SEE_PEOPLE: gettext_lazy("See participants"),
    Permission.READ_CASES: gettext_lazy(
        "Read what participants told of their lives: situation, health, files, notes"
    ),
    Permission.REVEAL_PESEL: gettext_lazy("Uncover a PESEL number; each time is recorded"),
    Permission.EDIT_PEOPLE: gettext_lazy("Enter and correct participants"),
    Permission.EDIT_PROJECTS: gettext_lazy("Enter and correct projects"),
    Permission.DEFINE_LOCAL_INDICATORS: gettext_lazy("Define indicators of the unit's own"),
    Permission.SEE_MONEY: gettext_lazy("See money"),
    Permission.SEE_AUDIT: gettext_lazy("See who did what"),
    Permission.EDIT_DEFINITIONS: gettext_lazy("Change the definitions of indicators"),
    Permission.OPEN_TENANTS: gettext_lazy("Open new units"),
    Permission.INVITE_MEMBERS: gettext_lazy("Invite people and take roles away"),
    Permission.CHOOSE_MATCHING: gettext_lazy(
        "Decide whether the unit's people are counted once with those of other units"
    ),
    Permission.EXPORT_UNIT: gettext_lazy("Ask for everything of the unit in one archive"),
    Permission.AGREE_TO_EXPORT: gettext_lazy(
        "Agree that somebody else takes everything of the unit out"
    ),
}
ROLE_SENTENCES: dict[str, Promise] = {
    TenantRole.ADMINISTRATOR: gettext_lazy(
        "Invites people and gives roles. Sees figures, but no participants."
    ),
    TenantRole.COORDINATOR: gettext_lazy("Runs projects: enters them, their people and money."),
    TenantRole.CASE_WORKER: gettext_lazy("Works with participants: enters and corrects them."),
    TenantRole.SETTLEMENT_OFFICER: gettext_lazy(
        "Settles projects: sees participants' hours and money, not their cases; enters nobody."
    ),
    TenantRole.VIEWER: gettext_lazy("Sees figures and projects, never a person."),
    TenantRole.AUDITOR: gettext_lazy(
        "Reads figures, participants, money and who did what; changes nothing."
    ),
    MetropolitanRole.METROPOLITAN_COORDINATOR: gettext_lazy(
        "Sees the metropolis's figures and changes the definitions of indicators."
    ),
    MetropolitanRole.METROPOLITAN_VIEWER: gettext_lazy("Sees the metropolis's figures."),
    MetropolitanRole.OPERATOR: gettext_lazy(
        "Opens units, invites their administrators and the metropolis's people."
    ),
}


def roles_of(*, in_metropolis: bool) -> type[TenantRole] | type[MetropolitanRole]:
    return MetropolitanRole if in_metropolis else TenantRole


def table(*, in_metropolis: bool) -> Table:
    """Permissions down, roles across; a permission that no role here holds is left out."""
    roles = roles_of(in_metropolis=in_metropolis).values
    held = frozenset().union(*(HELD_BY[role] for role in roles))
    return Table(
        caption=_("What each role may do"),
        caption_hidden=True,
        columns=[Column(_("May")), *(Column(str(ROLE_NAMES[role])) for role in roles)],
        rows=[
            [str(words), *(_answer(permission in HELD_BY[role]) for role in roles)]
            for permission, words in PERMISSION_WORDS.items()
            if permission in held
        ],
    )


def _answer(may: bool) -> Cell:
    return Cell("", tag=_("yes")) if may else Cell(_("no"))
