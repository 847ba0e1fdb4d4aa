"""Rounds of recruitment, their grids, candidates with scores and decisions, and web drafts."""

from projects.recruitment.models.candidate import (
    Candidate,
    CandidateDocument,
    Decision,
    Score,
    listed_name,
    takes_part,
)
from projects.recruitment.models.counting import CountingRecruitment
from projects.recruitment.models.grid import Band, Criterion, Grid
from projects.recruitment.models.round import Notice, Recruitment, RequiredDocument
from projects.recruitment.models.visit import Draft, UsedToken, VisitCount

__all__ = [
    "Band",
    "Candidate",
    "CandidateDocument",
    "CountingRecruitment",
    "Criterion",
    "Decision",
    "Draft",
    "Grid",
    "Notice",
    "Recruitment",
    "RequiredDocument",
    "Score",
    "UsedToken",
    "VisitCount",
    "listed_name",
    "takes_part",
]
