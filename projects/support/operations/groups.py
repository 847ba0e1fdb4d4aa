"""Changes of groups: opened, corrected, people in, out and from the waiting list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import GroupEntry
from projects.support.models import Attendance, Group, GroupMember, Service
from projects.support.queries.groups import taken_from
from ui import formats


class NotForGroups(RuleBroken):
    message = _(
        "“%(service)s” is no service for groups. Choose one given in groups or as a course."
    )
    field = "service"


class GroupNameTaken(RuleBroken):
    message = _("The service has a group “%(name)s” already. Give this one another name.")
    field = "name"


class TooFewPlaces(RuleBroken):
    message = _(
        "%(taken)s people are in the group, so it cannot have only %(places)s places. "
        "Let somebody leave first, or keep more places."
    )
    field = "capacity_count"


class NobodyChosen(RuleBroken):
    message = _("Nobody is chosen. Mark at least one person.")


class GroupFull(RuleBroken):
    """How many places are left, and how many people were chosen."""

    def __init__(self, *, group: Group, free: int, asked: int) -> None:
        super().__init__(group=group, places=group.capacity_count, free=free, asked=asked)
        self.free = free

    def __str__(self) -> str:
        sentence = ngettext(
            "The group %(group)s has one place and %(asked)s people are chosen; free: %(free)s. "
            "Choose fewer people, put them on the waiting list, or add places.",
            "The group %(group)s has %(places)s places and %(asked)s people are chosen; "
            "free: %(free)s. "
            "Choose fewer people, put them on the waiting list, or add places.",
            int(str(self.facts["places"])),
        )
        return sentence % self.facts


class CannotJoin(RuleBroken):
    SENTENCES = {
        "project": _("%(person)s takes part in another project than this group."),
        "left": _("%(person)s has left the project on %(day)s and can join no group."),
        "inside": _("%(person)s is in this group or on its waiting list already."),
        "early": _("%(person)s left this group on %(day)s. Choose a later day for coming back."),
    }

    def __init__(self, reason: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(field=field, **facts)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.SENTENCES[self.reason]) % self.facts


class LeavesBeforeJoining(RuleBroken):
    message = _("Nobody leaves a group before joining it on %(day)s. Correct the day.")
    field = "left_on"


class AttendedLater(RuleBroken):
    message = _(
        "%(person)s is marked on the sheet of %(day)s, after the day of leaving. "
        "Take the mark off first, or choose a later day."
    )
    field = "left_on"


@dataclass(frozen=True)
class Added:
    joined: int
    waiting: int


@operation()
def open_group(*, service: Service, entry: GroupEntry, by: Actor) -> Group:
    require(by, Permission.EDIT_PEOPLE, project=service.project_id)
    if not service.is_for_groups:
        raise NotForGroups(service=service)
    _refuse_taken_name(service, entry.name)
    group = Group.objects.create(service=service, **vars(entry))
    audit.record("opened a group", group, by=by)
    return group


@operation()
def correct_group(*, group: Group, entry: GroupEntry, version: int, on: date, by: Actor) -> Group:
    require(by, Permission.EDIT_PEOPLE, project=group.service.project_id)
    found = locked_group(group)
    if found.version != version:
        raise StaleEdit
    changed = [name for name, value in vars(entry).items() if getattr(found, name) != value]
    if "name" in changed:
        _refuse_taken_name(found.service, entry.name)
    taken = taken_from(found, on)
    if entry.capacity_count < taken:
        raise TooFewPlaces(taken=taken, places=entry.capacity_count)
    for name in changed:
        setattr(found, name, getattr(entry, name))
    found.version += 1
    found.save()
    audit.record("corrected a group", found, by=by, fields=changed)
    return found


@operation()
def add_members(
    *,
    group: Group,
    participations: Collection[Participation],
    joined_on: date,
    may_wait: bool,
    by: Actor,
) -> Added:
    """Take people in; with `may_wait` those without a place go on the waiting list."""
    require(by, Permission.EDIT_PEOPLE, project=group.service.project_id)
    found = locked_group(group)
    if not participations:
        raise NobodyChosen
    for participation in participations:
        _refuse_member(found, participation, joined_on)
    free = max(found.capacity_count - taken_from(found, joined_on), 0)
    if len(participations) > free and not may_wait:
        raise GroupFull(group=found, free=free, asked=len(participations))
    rows = [
        GroupMember(group=found, participation=one, joined_on=joined_on if place < free else None)
        for place, one in enumerate(participations)
    ]
    GroupMember.objects.bulk_create(rows)
    audit.record("added people to a group", found, by=by, count=len(rows))
    waiting = sum(1 for row in rows if row.waits)
    return Added(len(rows) - waiting, waiting)


@operation()
def admit(*, member: GroupMember, joined_on: date, by: Actor) -> GroupMember:
    """Give a place to somebody of the waiting list."""
    require(by, Permission.EDIT_PEOPLE, project=member.group.service.project_id)
    group = locked_group(member.group)
    found = _locked_member(member)
    if found.participation.ended_on:
        left = formats.day(found.participation.ended_on)
        raise CannotJoin("left", day=left, person=found.participation.person)
    if not found.waits or found.left_on:
        raise CannotJoin("inside", person=found.participation.person)
    if taken_from(group, joined_on) >= group.capacity_count:
        raise GroupFull(group=group, free=0, asked=1)
    found.joined_on = joined_on
    found.save(update_fields=["joined_on"])
    audit.record("admitted to a group", found, by=by, fields=["joined_on"])
    return found


@operation()
def leave_group(*, member: GroupMember, left_on: date, by: Actor) -> None:
    """The last day in the group; whoever waits is taken off the list."""
    require(by, Permission.EDIT_PEOPLE, project=member.group.service.project_id)
    locked_group(member.group)
    found = _locked_member(member)
    audit.record("left a group", found, by=by, fields=["left_on"])
    if found.joined_on is None:
        found.delete()
        return
    if left_on < found.joined_on:
        raise LeavesBeforeJoining(day=formats.day(found.joined_on))
    later = Attendance.objects.filter(
        participation=found.participation_id,
        session__group=found.group_id,
        session__held_on__gt=left_on,
    ).exclude(mark="")
    if last := later.order_by("session__held_on").values_list("session__held_on").first():
        raise AttendedLater(person=found.participation.person, day=formats.day(last[0]))
    found.left_on = left_on
    found.save(update_fields=["left_on"])


def locked_group(group: Group) -> Group:
    rows = Group.objects.select_for_update(of=("self",)).select_related("service__project")
    return rows.get(pk=group.pk)


def _locked_member(member: GroupMember) -> GroupMember:
    rows = GroupMember.objects.select_for_update(of=("self",))
    return rows.select_related("participation__person").get(pk=member.pk)


def _refuse_taken_name(service: Service, name: str) -> None:
    if Group.objects.filter(service=service, name=name).exists():
        raise GroupNameTaken(name=name)


def _refuse_member(group: Group, participation: Participation, joined_on: date) -> None:
    person: dict[str, Any] = {"person": participation.person}
    if participation.project_id != group.service.project_id:
        raise CannotJoin("project", **person)
    if participation.ended_on:
        raise CannotJoin("left", day=formats.day(participation.ended_on), **person)
    for held in group.members.filter(participation=participation):
        if held.left_on is None:
            raise CannotJoin("inside", **person)
        if held.left_on >= joined_on:
            raise CannotJoin("early", day=formats.day(held.left_on), **person)
