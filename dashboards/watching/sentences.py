"""Each warning in words: what is wrong with its figure and its day, and what to do next."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dashboards.watching.models import Warned
from dashboards.watching.rules import ASKABLE, SEVERITY, Kind, Severity
from projects.deadlines import asked
from ui import formats

NAMES: dict[Kind, Promise] = {
    Kind.ENDING: gettext_lazy("target missed before the end"),
    Kind.CLOSING: gettext_lazy("results about to be lost"),
    Kind.BEHIND: gettext_lazy("behind the pace"),
    Kind.NO_PEOPLE: gettext_lazy("money without people"),
    Kind.LATE: gettext_lazy("figures not in"),
    Kind.PERIOD: gettext_lazy("period not closed"),
    Kind.NO_TARGET: gettext_lazy("target not entered"),
    Kind.STALLED: gettext_lazy("hardly anybody joins"),
    Kind.HOURS: gettext_lazy("planned hours not given"),
}
TEXTS: dict[Kind, Promise] = {
    Kind.ENDING: gettext_lazy(
        "%(indicator)s: %(achieved)s of the promised %(promised)s, and the project ends on %(day)s. "
        "Missing by the released figure: %(missing)s."
    ),
    Kind.CLOSING: gettext_lazy(
        "%(indicator)s: results that are lost unless they come by %(day)s: %(closing)s."
    ),
    Kind.BEHIND: gettext_lazy(
        "%(indicator)s: %(achieved)s of the promised %(promised)s after %(passed)s%% of the time. "
        "Until %(day)s it takes %(needed)s a month; %(pace)s a month came, and at that pace about "
        "%(foreseen)s are reached."
    ),
    Kind.NO_PEOPLE: gettext_lazy(
        "Since %(day)s nobody has been counted, and the project has %(amount)s of EU funds."
    ),
    Kind.LATE: gettext_lazy("The unit's figures have not been in since %(day)s."),
    Kind.PERIOD: gettext_lazy(
        "The settlement period that ended on %(day)s is not closed; days since: %(days)s."
    ),
    Kind.NO_TARGET: gettext_lazy(
        "The project began on %(day)s and what it promised is not entered; days since: %(days)s."
    ),
    Kind.STALLED: gettext_lazy(
        "%(indicator)s: since %(day)s fewer than %(step)s new ones came (never %(bound)s or more); "
        "released are %(achieved)s of the promised %(promised)s."
    ),
    Kind.HOURS: gettext_lazy(
        "Of the planned %(planned)s hours of support %(given)s were given until %(day)s."
    ),
}
STEPS: dict[Kind, Promise] = {
    Kind.ENDING: gettext_lazy("Agree today on who comes in, or on an amendment."),
    Kind.CLOSING: gettext_lazy("Have the unit get the statements and proofs this week."),
    Kind.BEHIND: gettext_lazy("Agree with the unit on a plan of recruitment."),
    Kind.NO_PEOPLE: gettext_lazy("Ask when recruitment begins."),
    Kind.LATE: gettext_lazy("Ask the unit to have its data published."),
    Kind.PERIOD: gettext_lazy("Ask the unit to close the period."),
    Kind.NO_TARGET: gettext_lazy("Ask the unit to enter the targets of its agreement."),
    Kind.STALLED: gettext_lazy("Ask the unit what holds recruitment up."),
    Kind.HOURS: gettext_lazy("Check whether attendance is written down."),
}
SEVERITIES: dict[Severity, Promise] = {
    Severity.LOSS: gettext_lazy("about to be lost"),
    Severity.DUTY: gettext_lazy("to be made up for"),
    Severity.NOTE: gettext_lazy("worth a look"),
}
TONES = {Severity.LOSS: "bad", Severity.DUTY: "amber", Severity.NOTE: ""}


@dataclass(frozen=True, kw_only=True)
class EarlyWarning:
    """A warning as a page shows it."""

    id: UUID
    kind: Kind
    name: str
    title: str
    text: str
    step: str
    url: str
    since: date
    severity: Severity
    project_id: UUID | None
    unit_code: str
    tenant_name: str
    # Since when a unit is asked for it, while it is.
    asked_on: date | None
    # Whether the figures or the periods of its unit are not in.
    is_late: bool = False

    @property
    def called(self) -> str:
        """What its unit is called: a warning of a unit's own is titled with that."""
        return self.title if self.kind == Kind.LATE else self.tenant_name

    @property
    def late_url(self) -> str:
        """Where the late unit behind a figure is asked; nothing where the warning itself asks."""
        if not self.is_late or self.kind in ASKABLE:
            return ""
        return f"{reverse('watching:unit')}?{urlencode({'jednostka': self.tenant_name})}"

    @property
    def tone(self) -> str:
        return TONES[self.severity]

    @property
    def severity_name(self) -> str:
        return str(SEVERITIES[self.severity])

    @property
    def can_be_asked(self) -> bool:
        """Whether a unit can be asked for it, because it mends it by doing something in Szansa."""
        return self.kind in ASKABLE and self.asked_on is None


def told(
    row: Warned, *, indicator: str, asked_on: date | None, is_late: bool = False
) -> EarlyWarning:
    """`indicator` is the name, in the reader's language, of the one that it speaks of."""
    kind = Kind(row.kind)
    facts = {key: _written(key, fact) for key, fact in row.facts.items()}
    facts |= {"day": formats.day(row.day), "indicator": indicator}
    return EarlyWarning(
        id=row.pk,
        kind=kind,
        name=str(NAMES[kind]),
        title=row.title,
        text=str(TEXTS[kind]) % facts,
        step=str(STEPS[kind]),
        url=_url(row),
        since=row.since,
        severity=SEVERITY[kind],
        project_id=row.project_id,
        unit_code=row.unit_code,
        tenant_name=row.tenant_name,
        asked_on=asked_on,
        is_late=is_late,
    )


def matter(kind: str, day: date) -> str:
    """What a unit is asked for, in the words in which it reads it itself."""
    return asked.words(kind, day)


def _written(key: str, fact: object) -> str:
    if key == "amount":
        return formats.money_millions(Decimal(str(fact)))
    if key == "pace":
        return formats.number(Decimal(str(fact)))
    return formats.number(fact) if isinstance(fact, int) else str(fact)


def _url(row: Warned) -> str:
    if row.project_id:
        return reverse("metropolis:project", args=[row.project_id])
    if row.unit_code:
        return reverse("metropolis:unit", args=[row.unit_code])
    return reverse("metropolis:units")
