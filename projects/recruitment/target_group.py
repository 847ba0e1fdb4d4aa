"""The bridge to what a project's agreement says of its target group."""

from projects.agreements.models import Project
from projects.recruitment.rules.eligibility import TargetGroup


def target_group_of(project: Project) -> TargetGroup:
    """Nothing is demanded that the agreement does not say."""
    return TargetGroup()
