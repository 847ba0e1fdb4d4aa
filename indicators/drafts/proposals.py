"""What can be asked about proposals of new indicators. Nothing here changes anything."""

from datetime import date, datetime

from django.db.models import Max

from indicators.definitions import files
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import CountingUnit, Family, Kind, OverTime, OverUnits
from indicators.drafts.fingerprints import hashed
from indicators.drafts.models import Preview, Proposal
from indicators.drafts.queries import FRESH
from indicators.language import nodes, tree

# What a file says of every indicator that a rule counts.
USUAL = {
    "family": Family.PROGRAMME,
    "counting_unit": CountingUnit.PARTICIPATION,
    "adds_over_time": OverTime.SUM,
    "adds_over_units": OverUnits.SUM,
    "breakdowns": list(files.BREAKDOWNS),
}
SAID = (
    "code",
    "number",
    "rule_set",
    "name_pl",
    "name_en",
    "short_name_pl",
    "short_name_en",
    "unit",
    "counts_on",
    "source",
)


def as_draft(proposal: Proposal) -> Version:
    """The first version of the definition it would be; neither is saved."""
    version = Version(
        number=1,
        rule=proposal.rule,
        effective_from=proposal.effective_from,
        note=proposal.note,
    )
    version.definition = as_definition(proposal)
    return version


def as_definition(proposal: Proposal) -> Definition:
    """What follows from the rule is read from it: the window, the kind, how small counts are guarded."""
    branches = [branch for _path, branch in nodes.walk(tree.parse(proposal.rule))]
    windows = files.longest_windows(branches)
    asked = {branch.field for branch in branches if isinstance(branch, nodes.Question)}
    return Definition(
        **USUAL,
        **{name: getattr(proposal, name) for name in SAID},
        position=proposal.number,
        kind=Kind.OUTPUT if proposal.counts_on == "started_on" else Kind.RESULT,
        is_special=bool(asked & files.SPECIAL_FIELDS),
        window_days=windows["days"] if not windows["months"] else None,
        window_months=windows["months"],
    )


def fingerprint(proposal: Proposal, *, rule: object, effective_from: date) -> str:
    """The same for whatever judges everybody alike."""
    return hashed("proposal", proposal.pk.hex, effective_from.isoformat(), rule)


def state_of(proposal: Proposal) -> str:
    """Which state of it somebody saw: the note belongs to it as well."""
    kept = fingerprint(proposal, rule=proposal.rule, effective_from=proposal.effective_from)
    return hashed(kept, proposal.note)


def count_of(proposal: Proposal) -> Preview | None:
    """The last count that was asked for, of whatever stood on the page."""
    return proposal.previews.first()


def fresh_count(proposal: Proposal, *, at: datetime) -> Preview | None:
    """A count of exactly what is kept, that somebody could have looked at before publishing."""
    kept = fingerprint(proposal, rule=proposal.rule, effective_from=proposal.effective_from)
    made = proposal.previews.filter(fingerprint=kept, state=Preview.State.DONE)
    return made.filter(made_at__gte=at - FRESH).first()


def next_number() -> int:
    found = [
        model.objects.aggregate(highest=Max("number"))["highest"] or 0
        for model in (Definition, Proposal)
    ]
    return max(*found, files.FIRST_OWN - 1) + 1
