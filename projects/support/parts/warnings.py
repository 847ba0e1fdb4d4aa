"""What somebody of the team should look at, in four lists."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.permissions import Actor
from projects.participants.models import Participation
from projects.support import queries, reference
from projects.support.models import Session
from projects.support.parts import words
from projects.support.queries.warnings import Streak
from ui import formats

SHOWN = 50


@dataclass(frozen=True)
class Item:
    """One thing to look at, as the list of things to do draws it."""

    when: str
    text: str
    url: str
    overdue: bool = False


def warnings(by: Actor, *, on: date) -> dict[str, Any]:
    """Each list with its first items and the count of all."""
    late = queries.sessions_without_attendance(by, on)
    idle = queries.people_without_support(by, on)
    return {
        "late": [_late(session, on=on) for session in late[:SHOWN]],
        "late_count": late.count(),
        "absent": [_absent(streak) for streak in queries.absent_in_a_row(by, on)],
        "idle": [_idle(one, on=on) for one in idle[:SHOWN]],
        "idle_count": idle.count(),
        "groups": [_group(group) for group in queries.groups_out_of_balance(by, on)[:SHOWN]],
        "limits": reference.limits(),
    }


def _late(session: Session, *, on: date) -> Item:
    who = session.group or session.participation.person  # type: ignore[union-attr]
    text = f"{session.service}, {who}, {words.clock(session)}"
    url = reverse("support:sheet", args=[session.pk])
    return Item(_ago((on - session.held_on).days), text, url, overdue=True)


def _absent(streak: Streak) -> Item:
    times = ngettext("%(n)s time", "%(n)s times", streak.count) % {"n": streak.count}
    facts = {
        "person": streak.participation.person,
        "service": streak.service,
        "day": formats.day(streak.last_on),
    }
    text = _("%(person)s: %(service)s, the last time on %(day)s") % facts
    return Item(times, text, _basket(streak.participation), overdue=True)


def _idle(participation: Participation, *, on: date) -> Item:
    since = participation.last_support_on or participation.started_on
    facts = {"person": participation.person, "day": formats.day(since)}
    text = _("%(person)s, the last support on %(day)s") % facts
    return Item(_days((on - since).days), text, _basket(participation))  # type: ignore[operator]


def _group(group: Any) -> Item:
    url = reverse("support:group", args=[group.pk])
    name = f"{group} ({group.service})"
    if not group.taken:
        return Item(_("empty"), name, url)
    waits = ngettext("%(n)s person waits", "%(n)s people wait", group.waiting)
    return Item(_("full"), f"{name}, {waits % {'n': group.waiting}}", url)


def _basket(participation: Participation) -> str:
    return reverse("support:basket", args=[participation.pk])


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _ago(count: int) -> str:
    return ngettext("%(n)s day ago", "%(n)s days ago", count) % {"n": count}
