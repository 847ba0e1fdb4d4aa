"""A new indicator is proposed, written, counted, and published as a definition of the metropolis's own."""

from dataclasses import replace
from datetime import date, datetime

from core import audit
from core.errors import StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.turns import take_turn
from indicators.definitions import files
from indicators.definitions.models import Definition, Version
from indicators.drafts import proposals, refusals
from indicators.drafts.entries import Said
from indicators.drafts.models import Preview, Proposal
from indicators.drafts.operations import asked_for, let_judge, refuse_closed
from indicators.language import tree

EDIT = Permission.EDIT_DEFINITIONS
# Where a rule begins: whoever has started.
EVERYBODY = {"field": "started_on", "known": True}


@operation()
def propose(*, said: Said, effective_from: date, by: Actor) -> Proposal:
    """Begin an indicator that counts nobody until it is published."""
    require(by, EDIT)
    take_turn("proposals")
    said = replace(said, code=_own_code(said.code))
    made = Proposal.objects.create(
        number=proposals.next_number(),
        rule=EVERYBODY,
        effective_from=effective_from,
        **vars(said),
    )
    audit.record("proposed an indicator", made, by=by)
    return made


@operation()
def save_proposal(
    *, proposal: Proposal, rule: object, effective_from: date, note: str, seen: str, by: Actor
) -> Proposal:
    """Keep the rule of a proposal if it can be read; `seen` is the state that was changed."""
    require(by, EDIT)
    held = _held(proposal)
    if seen != proposals.state_of(held):
        raise StaleEdit
    held.rule, held.effective_from, held.note = _read(rule), effective_from, note
    held.save(update_fields=["rule", "effective_from", "note"])
    changed = ["rule", "effective_from", "note"]
    audit.record("saved a proposal", held, by=by, fields=changed)
    return held


@operation()
def discard_proposal(*, proposal: Proposal, by: Actor) -> None:
    require(by, EDIT)
    held = _held(proposal)
    audit.record("discarded a proposal", held, by=by)
    held.delete()


@operation()
def count_proposal(
    *, proposal: Proposal, rule: object, effective_from: date, at: datetime, by: Actor
) -> Preview:
    """Have the publishing worker count what stands on the page, in the place of what was asked before."""
    require(by, EDIT)
    held, read = _held(proposal), _read(rule)
    mark = proposals.fingerprint(held, rule=read, effective_from=effective_from)
    held.previews.all().delete()
    audit.record("asked for a count", held, by=by)
    return asked_for(
        proposal=held, fingerprint=mark, rule=read, effective_from=effective_from, asked_at=at
    )


@operation()
def publish_proposal(*, proposal: Proposal, at: datetime, by: Actor) -> Version:
    """Make a definition of it, whose first version judges everybody from its day on."""
    require(by, EDIT)
    held = _held(proposal)
    _refuse_unseen(held, at=at)
    refuse_closed(proposals.as_draft(held))
    definition = proposals.as_definition(held)
    definition.save(force_insert=True)
    # Published in a second step: the database takes in nothing but drafts.
    version = Version.objects.create(
        definition=definition,
        number=1,
        effective_from=held.effective_from,
        rule=held.rule,
        note=held.note,
    )
    audit.record("published a proposal", version, by=by)
    let_judge(version, at=at, by=by)
    held.delete()
    return version


def _held(proposal: Proposal) -> Proposal:
    found = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if found is None:
        raise refusals.NoProposal
    return found


def _read(rule: object) -> dict[str, object]:
    try:
        return tree.to_json(tree.parse(rule))
    except tree.RuleInvalid as mistake:
        raise refusals.RuleRefused(path=mistake.path, reason=str(mistake)) from mistake


def _own_code(typed: str) -> str:
    code = files.OWN + typed.strip().upper().removeprefix(files.OWN)
    if not files.is_code(code) or code == files.OWN:
        raise refusals.NoCode
    if any(model.objects.filter(code=code).exists() for model in (Definition, Proposal)):
        raise refusals.CodeTaken(code=code)
    return code


def _refuse_unseen(held: Proposal, *, at: datetime) -> None:
    """Refuse without a count of exactly this, and what comes too near to another indicator."""
    seen = proposals.fresh_count(held, at=at)
    if seen is None:
        raise refusals.NotPreviewed
    if not seen.result["change"]:
        raise refusals.TooNear
