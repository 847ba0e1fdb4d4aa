"""What was given to a participation, as fields: hours, kinds of service, areas of the basket."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from indicators.language.kinds import Field, Kind

MOST_HOURS, MOST_KINDS, AREAS = 10_000, 200, 5


def _hours(name: str, label: Promise, phrase: Promise) -> Field:
    return Field(
        name=name,
        kind=Kind.NUMBER,
        label=label,
        phrase=phrase,
        high=MOST_HOURS,
        is_whole=False,
        grows=True,
    )


def _kinds(name: str, label: Promise, phrase: Promise) -> Field:
    return Field(
        name=name, kind=Kind.NUMBER, label=label, phrase=phrase, high=MOST_KINDS, grows=True
    )


_HOURS = (
    _hours(
        "support_hours",
        _("hours of support"),
        ngettext_lazy("%(count)s hour of support", "%(count)s hours of support", "number"),
    ),
    _hours(
        "social_hours",
        _("hours of social support"),
        ngettext_lazy(
            "%(count)s hour of social support", "%(count)s hours of social support", "number"
        ),
    ),
    _hours(
        "health_hours",
        _("hours of health support"),
        ngettext_lazy(
            "%(count)s hour of health support", "%(count)s hours of health support", "number"
        ),
    ),
    _hours(
        "vocational_hours",
        _("hours of vocational support"),
        ngettext_lazy(
            "%(count)s hour of vocational support",
            "%(count)s hours of vocational support",
            "number",
        ),
    ),
    _hours(
        "educational_hours",
        _("hours of educational support"),
        ngettext_lazy(
            "%(count)s hour of educational support",
            "%(count)s hours of educational support",
            "number",
        ),
    ),
    _hours(
        "accompanying_hours",
        _("hours of accompanying support"),
        ngettext_lazy(
            "%(count)s hour of accompanying support",
            "%(count)s hours of accompanying support",
            "number",
        ),
    ),
)

_KINDS = (
    _kinds(
        "support_kinds",
        _("different kinds of support"),
        ngettext_lazy(
            "%(count)s kind of support", "%(count)s different kinds of support", "number"
        ),
    ),
    _kinds(
        "social_kinds",
        _("different kinds of social support"),
        ngettext_lazy(
            "%(count)s kind of social support",
            "%(count)s different kinds of social support",
            "number",
        ),
    ),
    _kinds(
        "health_kinds",
        _("different kinds of health support"),
        ngettext_lazy(
            "%(count)s kind of health support",
            "%(count)s different kinds of health support",
            "number",
        ),
    ),
    _kinds(
        "vocational_kinds",
        _("different kinds of vocational support"),
        ngettext_lazy(
            "%(count)s kind of vocational support",
            "%(count)s different kinds of vocational support",
            "number",
        ),
    ),
    _kinds(
        "educational_kinds",
        _("different kinds of educational support"),
        ngettext_lazy(
            "%(count)s kind of educational support",
            "%(count)s different kinds of educational support",
            "number",
        ),
    ),
    _kinds(
        "accompanying_kinds",
        _("different kinds of accompanying support"),
        ngettext_lazy(
            "%(count)s kind of accompanying support",
            "%(count)s different kinds of accompanying support",
            "number",
        ),
    ),
)

_AREAS = Field(
    name="support_areas",
    kind=Kind.NUMBER,
    label=_("areas of support"),
    phrase=ngettext_lazy("support in %(count)s area", "support in %(count)s areas", "number"),
    high=AREAS,
    grows=True,
)

SUPPORT = (*_HOURS, *_KINDS, _AREAS)
