"""The closed vocabularies of a definition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Family(TextChoices):
    """Where a definition comes from, and beside which others it is shown."""

    PROGRAMME = "PROGRAMME", _("programme indicators")
    EFFICIENCY = "EFFICIENCY", _("social and employment efficiency")
    COMMON_2021 = "COMMON_2021", _("common indicators of ESF+ 2021–2027")
    COMMON_2014 = "COMMON_2014", _("common indicators of ESF 2014–2020")


class Kind(TextChoices):
    OUTPUT = "output", _("output")
    RESULT = "result", _("immediate result")
    LONG_TERM = "long_term", _("longer-term result")
    # Two counts beside each other; a rate is never stored and never added up.
    RATE = "rate", pgettext_lazy("indicator", "rate")


class RuleSet(TextChoices):
    """Whose participations are judged; empty is both."""

    P2014 = "P2014", _("ESF 2014–2020")
    P2021 = "P2021", _("ESF+ 2021–2027")


class CountingUnit(TextChoices):
    PARTICIPATION = "participation", _("participation")
    PERSON = "person", _("person")
    # Objects, companies, projects: no row about people tells them, they are declared by hand.
    ENTITY = "entity", _("entity")


class OverTime(TextChoices):
    SUM = "sum", _("adds up over time")
    LAST = "last", _("the last value holds")
    NONE = "none", _("does not add up over time")


class OverUnits(TextChoices):
    SUM = "sum", _("adds up over units")
    NONE = "none", _("does not add up over units")


class Status(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
