"""The indicators and traits that the metropolis's pages and releases speak of by name."""

from enum import StrEnum

RISK = "PEOPLE_AT_RISK"
DISABLED = "PEOPLE_WITH_DISABILITIES"
COMPLETED = "PATH_COMPLETED"
EMPLOYED = "EMPLOYED_AFTER"
QUALIFIED = "QUALIFICATION_GAINED"


class Trait(StrEnum):
    """By what a release breaks figures down: of people, and of projects (the period of the funds)."""

    SEX = "sex"
    DISABILITY = "disability"
    AGE_BAND = "age_band"
    LABOUR_STATUS = "labour_status"
    EDUCATION = "education"
    PERSPECTIVE = "perspective"
    GMINA = "gmina"


# Where somebody lives outside the gminas of the nine units, or nobody knows where.
ELSEWHERE = "-"
# By gmina of residence, for the map: the more indicators, the more is hidden for their sake.
BY_GMINA = (RISK, EMPLOYED)
