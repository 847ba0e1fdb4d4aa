"""The indicators that the metropolis's pages and releases speak of by name."""

RISK = "PEOPLE_AT_RISK"
DISABLED = "PEOPLE_WITH_DISABILITIES"
EMPLOYED = "EMPLOYED_AFTER"
