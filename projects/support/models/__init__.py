"""The basket of support: what a project offers, what is planned, what was given and to whom."""

from projects.support.models.allowances import (
    AllowanceGrant,
    AllowanceRule,
    CoveredService,
    PayoutAccount,
)
from projects.support.models.anonymous import AnonymousSupport
from projects.support.models.basket import Barrier, PlannedSupport, SupportGiven
from projects.support.models.catalogue import Service
from projects.support.models.counting import CountingFact, CountingSupport
from projects.support.models.groups import Group, GroupMember
from projects.support.models.payrolls import AllowanceCorrection, Payroll, PayrollLine
from projects.support.models.placements import CourseResult, Placement, PlacementDay
from projects.support.models.sessions import Attendance, Session, SignatureList

__all__ = [
    "AllowanceCorrection",
    "AllowanceGrant",
    "AllowanceRule",
    "AnonymousSupport",
    "Attendance",
    "Barrier",
    "CountingFact",
    "CountingSupport",
    "CourseResult",
    "CoveredService",
    "Group",
    "GroupMember",
    "PayoutAccount",
    "Payroll",
    "PayrollLine",
    "Placement",
    "PlacementDay",
    "PlannedSupport",
    "Service",
    "Session",
    "SignatureList",
    "SupportGiven",
]
