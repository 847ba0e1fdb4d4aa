"""Whom a draft would count as it stands on the page, saved or not: one statement over the entries."""

from core.errors import RuleBroken
from indicators.drafts.forms import DraftForm
from indicators.local import counting, parts, queries
from indicators.local.models import LocalVersion
from projects.agreements.models import Project


def counts_of(draft: LocalVersion, form: DraftForm) -> parts.Counts | None:
    """Nothing where the rule cannot be read: the sentence beside it says what is wrong."""
    if form.rule is None:
        return None
    day = form.day(otherwise=draft.effective_from)
    drafted = queries.with_draft(draft, rule=form.rule, effective_from=day)
    asked = [drafted, queries.in_force(draft.indicator)]
    try:
        tally = counting.counted([one for one in asked if one])
    except RuleBroken as refusal:
        return parts.Counts(problem=str(refusal))
    projects = {project.pk: str(project) for project in Project.objects.all()}
    return parts.counts(draft.indicator, tally, projects)
