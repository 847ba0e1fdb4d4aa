"""The indicators and traits that the metropolis's pages and releases speak of by name."""

from enum import StrEnum

RISK = "PEOPLE_AT_RISK"
DISABLED = "PEOPLE_WITH_DISABILITIES"
COMPLETED = "PATH_COMPLETED"
EMPLOYED = "EMPLOYED_AFTER"
QUALIFIED = "QUALIFICATION_GAINED"
# Two counts that are told so that a rate can be: whom vocational services reached and who left,
# and who of them took up lasting work.
EFFICIENT_OF, EFFICIENT = "EMPLOYMENT_EFFICIENCY_BASE", "EMPLOYMENT_EFFICIENCY_REACHED"


class Trait(StrEnum):
    """By what a release breaks figures down: of people, and of projects (the period of the funds)."""

    SEX = "sex"
    DISABILITY = "disability"
    AGE_BAND = "age_band"
    LABOUR_STATUS = "labour_status"
    EDUCATION = "education"
    PERSPECTIVE = "perspective"
    GMINA = "gmina"
    # The year in which a participation began, whenever it came to what is counted.
    BEGAN = "began"


# What each trait can be, in the order in which it is read; see the statements of releasing.
VALUES = {
    Trait.SEX: ("F", "M"),
    Trait.DISABILITY: ("YES", "OTHER"),
    Trait.AGE_BAND: ("U18", "18-29", "30-54", "55+"),
    Trait.LABOUR_STATUS: ("UNEMPLOYED", "INACTIVE", "EMPLOYED"),
    Trait.EDUCATION: ("LOW", "MIDDLE", "HIGH"),
    Trait.PERSPECTIVE: ("P2014", "P2021"),
}
# Where somebody lives outside the gminas of the nine units, or nobody knows where.
ELSEWHERE = "-"
# By gmina of residence, for the map: the more indicators, the more is hidden for their sake.
BY_GMINA = (RISK, EMPLOYED)
# By the year of the beginning, for the way of those who began in it. Who began is told by year anyway.
BY_BEGINNING = (COMPLETED, EMPLOYED)
# Stands for the tenants that belong to no unit: counted in, so that sums hold, and never written.
UNPLACED = "-"
