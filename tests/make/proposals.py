"""Factories of indicators that are proposed, counted and published."""

from datetime import date
from typing import Any

from django.utils import timezone

from indicators.definitions.models import Version
from indicators.drafts import previewing, proposals, proposing
from indicators.drafts.entries import Said
from indicators.drafts.models import Preview, Proposal

SINCE = date(2020, 1, 1)
WOMEN = {"field": "sex", "is": "F"}


def said(**facts: Any) -> Said:
    usual = {
        "code": "WOMEN",
        "name_pl": "Liczba kobiet objętych wsparciem",
        "name_en": "Number of women supported",
        "short_name_pl": "Kobiety objęte wsparciem",
        "short_name_en": "Women supported",
        "unit": "osoby",
        "counts_on": "started_on",
        "rule_set": "",
        "source": "uchwała rady programu",
    }
    return Said(**{**usual, **facts})


def proposed(*, by: Any, since: date = SINCE, **facts: Any) -> Proposal:
    return proposing.propose(said=said(**facts), effective_from=since, by=by)


def saved(proposal: Proposal, rule: object = WOMEN, *, by: Any, **facts: Any) -> Proposal:
    usual = {
        "effective_from": proposal.effective_from,
        "note": "",
        "seen": proposals.state_of(proposal),
    }
    return proposing.save_proposal(proposal=proposal, rule=rule, by=by, **{**usual, **facts})


def counted(proposal: Proposal, *, by: Any, rule: object | None = None) -> Preview:
    asked = proposing.count_proposal(
        proposal=proposal,
        rule=rule or proposal.rule,
        effective_from=proposal.effective_from,
        at=timezone.now(),
        by=by,
    )
    previewing.make(str(asked.pk))
    asked.refresh_from_db()
    return asked


def published(rule: object = WOMEN, *, by: Any, **facts: Any) -> Version:
    proposal = saved(proposed(by=by, **facts), rule, by=by)
    counted(proposal, by=by)
    return proposing.publish_proposal(proposal=proposal, at=timezone.now(), by=by)
