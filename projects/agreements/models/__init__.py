"""A project and its agreement: partners, tasks, amendments, whom it is for, where, and drafts."""

from projects.agreements.models.amendment import Amendment
from projects.agreements.models.area import RevitalisationArea, StreetRange
from projects.agreements.models.draft import ProjectDraft
from projects.agreements.models.partner import DataRole, PartnerTask, ProjectPartner, Task
from projects.agreements.models.project import Fund, Project, RuleSetCode, column
from projects.agreements.models.target_group import EfficiencyLevel, TargetGroup
from projects.agreements.models.version import AgreementVersion

__all__ = [
    "AgreementVersion",
    "Amendment",
    "DataRole",
    "EfficiencyLevel",
    "Fund",
    "PartnerTask",
    "Project",
    "ProjectDraft",
    "ProjectPartner",
    "RevitalisationArea",
    "RuleSetCode",
    "StreetRange",
    "TargetGroup",
    "Task",
    "column",
]
