"""What of a unit leaves and what does not: everything does, but for what is named here with its reason.

Apps above this one have tables, too: whatever is named stands here by its label.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.tenancy.roles import Role


@dataclass(frozen=True)
class FileColumn:
    """Bytes that leave as a file. `name` is the file's name, or the column in which it stands.

    Where `ending` is empty, the name has one or the first bytes tell it.
    """

    name: str = ""
    column: str = ""
    ending: str = ""
    is_sealed: bool = True


FILES = {
    "documents.StoredFile.sealed_content": FileColumn(column="filename"),
    "documents.IssuedPaper.sealed_content": FileColumn(column="full_number", ending="pdf"),
    "documents.LogoStrip.colour": FileColumn("signs-colour", is_sealed=False),
    "documents.LogoStrip.mono": FileColumn("signs-mono", is_sealed=False),
    "exchange.EarlierFile.content": FileColumn(column="of__file_name"),
    "exchange.ImportFile.content": FileColumn(column="of__file_name"),
    "sm_efs.Upload.sealed_content": FileColumn(column="file_name"),
    "project_reports.ProjectReport.pdf": FileColumn("report", ending="pdf", is_sealed=False),
    "project_reports.ProjectReport.workbook": FileColumn("report", ending="xlsx", is_sealed=False),
}

# Bytes that are written as they are, in hexadecimal digits.
DIGESTS = {"exchange.EarlierProject.digest", "exchange.Import.digest"}

_SECRET = _("The hash of a secret that opens something; the secret itself is kept by nobody.")
_INDEX = _(
    "A keyed hash for searching, useless without the server's key; what it is made of is here in full."
)
_KEYED = _("A keyed hash by which two states are compared, useless without the server's key.")
_KEY = _("A key. With it somebody could write in the unit's name.")

# Columns of the unit's own tables that stay, by table and column.
LEFT_COLUMNS: dict[str, Promise] = {
    "deadlines.Feed.token_hash": _SECRET,
    "partners.PortalLink.link_hash": _SECRET,
    "recruitment.Draft.code_index": _SECRET,
    "hooks.SigningSecret.sealed_text": _KEY,
    "hooks.Try.sealed_answer": _(
        "What a partner's server answered, sealed for the process that sends and for nobody else."
    ),
    "participants.Person.pesel_index": _INDEX,
    "participants.Person.matching_box": _(
        "The PESEL once more, closed for the programme's counting; it is here in full."
    ),
    "recruitment.Candidate.pesel_index": _INDEX,
    "exchange.ImportRow.key": _INDEX,
    "exchange.ImportRow.after": _KEYED,
    "sm_efs.ExportedRow.digest": _KEYED,
}

# Whole tables of the unit that stay. Views are never carried: what they tell is counted from tables.
LEFT_MODELS: dict[str, Promise] = {
    "partners.KeptAnswer": _(
        "Answers to partners' programs, kept for two days in case a request is repeated. What the"
        " requests changed is here."
    ),
    "workbench.PreparedPiece": _(
        "Pieces of files that members had prepared from lists, kept for a day at most. What they showed"
        " is here."
    ),
    "recruitment.VisitCount": _(
        "How often an address of the internet sent a form within an hour, by keyed hashes."
    ),
}


@dataclass(frozen=True)
class Belonging:
    """Which rows of a shared table are the unit's: those with its number, or its projects, at `by`.

    `by` empty is a table of the programme that explains codes, and is carried whole.
    """

    by: str = ""
    of_projects: bool = False
    role: Role = Role.WEB
    only: tuple[tuple[str, str], ...] = ()


SHARED: dict[str, Belonging] = {
    "tenants.Tenant": Belonging("id"),
    "tenants.Domain": Belonging("tenant_id"),
    "tenants.Membership": Belonging("tenant_id"),
    "accounts.Account": Belonging("memberships__tenant_id"),
    "tenants.Invitation": Belonging("tenant_id"),
    "credentials.Credential": Belonging("tenant_id"),
    "credentials.ApiRequest": Belonging("credential__tenant_id"),
    "organisations.Standing": Belonging("tenant_id"),
    "organisations.Seat": Belonging("standing__tenant_id"),
    "organisations.PersonInvitation": Belonging("seats__standing__tenant_id"),
    "platform_ledger.PlatformAuditEvent": Belonging("tenant_id"),
    "watching.UnitRequest": Belonging("tenant_id"),
    "programme_periods.ClosingException": Belonging("tenant_id"),
    "facts.Publication": Belonging("tenant_id"),
    "metropolis.ReleasedProject": Belonging("project_id", True, Role.METROPOLIS),
    "metropolis.ReleasedDeclared": Belonging("project_id", True, Role.METROPOLIS),
    "metropolis.ReleasedCell": Belonging("project_id", True, Role.METROPOLIS),
    "metropolis.Release": Belonging("", role=Role.METROPOLIS),
    "tenants.Programme": Belonging(),
    "territory.Unit": Belonging(),
    "territory.UrbanisationDegree": Belonging(),
    "definitions.Definition": Belonging(),
    "definitions.Version": Belonging(only=(("status", "published"),)),
    "programme_periods.ClosingDay": Belonging(),
}

# Keys to rows that do not come along: somebody of an organisation is known here by the invitation's words.
LOOSE = {"organisations.Seat.account", "organisations.Standing.organisation"}

_ELSEWHERE = _("It tells of other units, too.")
LEFT_SHARED_COLUMNS: dict[str, Promise] = {
    "tenants.Tenant.wrapped_key": _KEY,
    "accounts.Account.password": _SECRET,
    "accounts.Account.last_login": _ELSEWHERE,
    "tenants.Invitation.token_hash": _SECRET,
    "credentials.Credential.digest": _SECRET,
    "organisations.PersonInvitation.token_hash": _SECRET,
    "metropolis.Release.missing": _ELSEWHERE,
}

_PROGRAMMES = _("The programme's own, or of other units as much as of this one.")
_COPY = _("Made of the unit's rows, which are here, to count people once across units.")
_SERVERS = _("The server's own: sign-ins, sessions, letters and work under way, of all units.")
LEFT_SHARED_MODELS: dict[str, Promise] = {
    **dict.fromkeys(
        (
            "platform_ledger.Job",
            "platform_ledger.OutgoingMail",
            "platform_ledger.DueWork",
            "contenttypes.ContentType",
            "auth.Permission",
            "auth.Group",
            "sessions.Session",
            "axes.AccessFailureLog",
            "axes.AccessAttempt",
            "axes.AccessAttemptExpiration",
            "axes.AccessLog",
        ),
        _SERVERS,
    ),
    **dict.fromkeys(
        (
            "facts.PersonNumber",
            "facts.MatchingKey",
            "facts.KeptNumber",
            "facts.ParticipationFact",
            "facts.SupportFact",
            "facts.Hit",
            "facts.OpenResult",
            "facts.SharedCellBySex",
            "facts.Repeat",
            "facts.DeclaredFact",
            "facts.ProjectCard",
            "programme_targets.UnitTargets",
            "programme_periods.PeriodStanding",
            "public_pages.OpenPage",
        ),
        _COPY,
    ),
    **dict.fromkeys(
        (
            "territory.BoundarySet",
            "territory.Boundary",
            "organisations.Organisation",
            "programme_targets.ProgrammePeriod",
            "programme_targets.ProgrammeChange",
            "programme_targets.ProgrammeTarget",
            "facts.Reconciliation",
            "drafts.Proposal",
            "drafts.Preview",
            "drafts.PreviewCount",
            "metropolis.ReleasedBreakdown",
            "metropolis.ReleasedHours",
            "metropolis.ReleasedOpen",
            "metropolis.ReleasedRecruitment",
            "metropolis.LiveTotal",
            "metropolis.LiveFreshness",
            "metropolis.LiveRepeat",
            "metropolis.LiveUnit",
            "watching.Warned",
            "watching.CalendarFeed",
            "watching.SavedView",
            "watching.FirstView",
            "watching.MonthlyLetter",
            "reports.MetropolitanReport",
            "public_pages.PublishedFigure",
            "public_pages.Candidate",
            "public_pages.Edition",
            "serving.ReleaseToken",
            "serving.ReleaseLink",
        ),
        _PROGRAMMES,
    ),
}
