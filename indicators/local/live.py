"""Whom a draft would count as it stands on the page, saved or not: one statement over the entries."""

from datetime import date

from django.core.exceptions import ValidationError

from core.errors import RuleBroken
from indicators.drafts.forms import DraftForm
from indicators.drafts.writing import speaking
from indicators.language import tree
from indicators.local import counting, parts, queries
from indicators.local.models import LocalVersion
from projects.agreements.models import Project


def counts_of(draft: LocalVersion, form: DraftForm) -> parts.Counts | None:
    """Nothing where the rule cannot be read: the sentence beside it says what is wrong."""
    try:
        rule = tree.to_json(tree.parse(speaking.to_json(form.branch)))
    except tree.RuleInvalid:
        return None
    drafted = queries.with_draft(draft, rule=rule, effective_from=_day(draft, form))
    asked = [drafted, queries.in_force(draft.indicator)]
    try:
        tally = counting.counted([one for one in asked if one])
    except RuleBroken as refusal:
        return parts.Counts(problem=str(refusal))
    projects = {project.pk: str(project) for project in Project.objects.all()}
    return parts.counts(draft.indicator, tally, projects)


def _day(draft: LocalVersion, form: DraftForm) -> date:
    """The day as it is typed, or the one that is kept where nobody can read it."""
    try:
        typed = form.fields["effective_from"].clean(form["effective_from"].value())
    except ValidationError:
        return draft.effective_from
    return typed or draft.effective_from
