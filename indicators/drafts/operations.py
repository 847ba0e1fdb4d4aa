"""A version is started, saved, previewed, and published or discarded; published it never changes."""

from datetime import date, datetime
from typing import Any

from core import audit, jobs
from core.errors import StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Status
from indicators.drafts import checking, queries, refusals
from indicators.drafts.fingerprints import fingerprint, live
from indicators.drafts.models import Preview
from indicators.facts import recounting
from indicators.language import tree
from ui import formats

MAKE_PREVIEW = "indicators.drafts.tasks.make_preview"
EDIT = Permission.EDIT_DEFINITIONS


@operation()
def start_draft(*, definition: Definition, effective_from: date, by: Actor) -> Version:
    """Start the next version as a copy of the last one, to hold from a later day."""
    require(by, EDIT)
    if not definition.is_counted:
        raise refusals.NothingToJudge(code=definition.code)
    if queries.draft_of(definition):
        raise refusals.DraftedAlready(code=definition.code)
    last = queries.published_of(definition)[0]
    _refuse_early(effective_from, last)
    made = Version.objects.create(
        definition=definition,
        number=last.number + 1,
        effective_from=effective_from,
        rule=last.rule,
    )
    audit.record("started a version", made, by=by)
    return made


@operation()
def save_draft(
    *, version: Version, rule: object, effective_from: date, note: str, seen: str, by: Actor
) -> Version:
    """Keep a draft whose rule can be read; `seen` is the fingerprint of what was changed."""
    require(by, EDIT)
    draft = _draft(version)
    if seen != fingerprint(draft):
        raise StaleEdit
    checking.check(draft.definition, rule)
    _refuse_early(effective_from, queries.published_of(draft.definition)[0])
    draft.rule = tree.to_json(tree.parse(rule))
    draft.effective_from, draft.note = effective_from, note
    draft.save(update_fields=["rule", "effective_from", "note"])
    audit.record("saved a version", draft, by=by, fields=["rule", "effective_from", "note"])
    return draft


@operation()
def discard_draft(*, version: Version, by: Actor) -> None:
    """Take a draft away, with its previews; its number is free again."""
    require(by, EDIT)
    draft = _draft(version)
    audit.record("discarded a version", draft, by=by)
    draft.delete()


@operation()
def ask_for_preview(*, version: Version, at: datetime, by: Actor) -> Preview:
    """Have the publishing worker count what the draft, as it is, would change."""
    require(by, EDIT)
    draft = _draft(version)
    audit.record("asked for a preview", draft, by=by)
    return asked_for(version=draft, fingerprint=fingerprint(draft), asked_at=at)


@operation()
def ask_for_count(
    *, version: Version, rule: object, effective_from: date, at: datetime, by: Actor
) -> Preview:
    """Have the publishing worker count what is being written, which is not saved by this.

    It takes the place of what was asked a moment ago of the same draft, and never waits for whoever
    counts that.
    """
    require(by, EDIT)
    draft = _draft(version)
    checking.check(draft.definition, rule)
    _refuse_early(effective_from, queries.published_of(draft.definition)[0])
    read = tree.to_json(tree.parse(rule))
    mark = live(draft, rule=read, effective_from=effective_from)
    draft.previews.filter(rule__isnull=False).delete()
    audit.record("asked for a count", draft, by=by)
    return asked_for(
        version=draft, fingerprint=mark, rule=read, effective_from=effective_from, asked_at=at
    )


@operation()
def publish_draft(*, version: Version, at: datetime, by: Actor) -> Version:
    """Let a draft judge from its day on; everybody's facts are judged anew by a job."""
    require(by, EDIT)
    draft = _draft(version)
    _refuse_early(draft.effective_from, queries.published_of(draft.definition)[0])
    if queries.fresh_preview(draft, at=at) is None:
        raise refusals.NotPreviewed
    refuse_closed(draft)
    audit.record("published a version", draft, by=by)
    let_judge(draft, at=at, by=by)
    return draft


def asked_for(**facts: Any) -> Preview:
    """What the publishing worker is asked to count, once this is committed."""
    asked = Preview.objects.create(**facts)
    jobs.send_after_commit(MAKE_PREVIEW, str(asked.pk))
    return asked


def let_judge(version: Version, *, at: datetime, by: Actor) -> None:
    version.status, version.published_at = Status.PUBLISHED, at
    version.published_by = by.display_name
    version.save(update_fields=["status", "published_at", "published_by"])
    recounting.ask(version.definition_id, since=version.effective_from)


def _draft(version: Version) -> Version:
    """The row as it is, held until the end; who comes second waits, and sees what the first did.

    The database gives nobody a published version to hold, so it is not found.
    """
    rows = Version.objects.select_for_update(of=("self",)).select_related("definition")
    found = rows.filter(pk=version.pk, status=Status.DRAFT).first()
    if found is None:
        raise refusals.NotADraft
    return found


def _refuse_early(effective_from: date, last: Version) -> None:
    if effective_from <= last.effective_from:
        day = formats.day(last.effective_from)
        raise refusals.HoldsTooEarly(number=last.number, day=day)


def refuse_closed(draft: Version) -> None:
    """Refuse a version for days that are closed, whether or not it would change anything of them.

    Whether it would is known of people alone, and a refusal that follows from it would tell of them.
    """
    closed = queries.closed_from(draft)
    if closed.until:
        raise refusals.WouldChangeClosed(
            day=formats.day(draft.effective_from),
            projects=formats.number(closed.projects),
            until=formats.day(closed.until),
        )
