"""Closed lists of values with their words, for fields of `fields` that have many or share them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.language.kinds import Value, Values


def answers(*, yes: Promise, no: Promise, refused: Promise) -> Values:
    """The answers to a question that nobody has to answer, each with its clause."""
    return {
        "YES": Value(label=_("yes"), clause=yes),
        "NO": Value(label=_("no"), clause=no),
        "REFUSED": Value(label=_("refused to answer"), clause=refused),
    }


def truth(*, yes: Promise, no: Promise) -> Values:
    return {
        True: Value(label=_("yes"), clause=yes),
        False: Value(label=_("no"), clause=no),
    }


# The codes of both scopes of data; which belongs to which status, the scopes say.
LABOUR_DETAILS: Values = {
    "LONG_TERM": Value(label=_("unemployed for a long time")),
    "OTHER": Value(label=_("unemployed, not for a long time")),
    "IN_EDUCATION": Value(label=_("in education")),
    "NOT_IN_EDUCATION": Value(label=_("inactive, not in education or training")),
    "OTHER_INACTIVE": Value(label=_("inactive for another reason")),
    "SELF_EMPLOYED": Value(label=_("self-employed")),
    "GOVERNMENT": Value(label=_("employed in government administration")),
    "LOCAL_GOVERNMENT": Value(label=_("employed in local government")),
    "NGO": Value(label=_("employed in a non-governmental organisation")),
    "SMALL_FIRM": Value(label=_("employed in a micro, small or medium enterprise")),
    "LARGE_FIRM": Value(label=_("employed in a large enterprise")),
    "OTHER_EMPLOYED": Value(label=_("employed elsewhere")),
    "HEALTH_CARE": Value(label=_("employed by a health care provider")),
    "SCHOOL_TEACHING": Value(label=_("employed in a school to teach")),
    "SCHOOL_NOT_TEACHING": Value(label=_("employed in a school, not to teach")),
    "SCHOOL_MANAGEMENT": Value(label=_("employed in a school to manage it")),
    "UNIVERSITY": Value(label=_("employed at a university")),
    "SCIENTIFIC_INSTITUTE": Value(label=_("employed in a scientific institute")),
    "RESEARCH_INSTITUTE": Value(label=_("employed in a research institute")),
    "LUKASIEWICZ": Value(label=_("employed in the Łukasiewicz Research Network")),
    "INTERNATIONAL_INSTITUTE": Value(label=_("employed in an international scientific institute")),
    "SCIENCE_FEDERATION": Value(
        label=_("employed by a federation of higher education and science")
    ),
    "STATE_LEGAL_PERSON": Value(label=_("employed by a state legal person")),
}

DEGREES_OF_URBANISATION: Values = {
    1: Value(label=_("city"), clause=_("resident of a city")),
    2: Value(label=_("town or suburb"), clause=_("resident of a town or a suburb")),
    3: Value(label=_("rural area"), clause=_("resident of a rural area")),
}
