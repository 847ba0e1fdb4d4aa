"""The closed vocabularies of recruitment: kinds of criteria, proofs, standings, sources."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """How a criterion turns an answer into points."""

    YES_NO = "yes_no", _("yes or no")
    NUMBER = "number", _("a number in one of the bands")
    CHOICE = "choice", _("one of the named answers")
    COUNT = "count", _("points for each, as many as there are")
    PRIORITY = "priority", _("priority above points")


class Reads(TextChoices):
    """Which known fact suggests the answer, so that nobody is asked twice."""

    NOTHING = "", _("nothing: it is asked")
    WOMAN = "woman", _("whether the person is a woman")
    AGE = "age", _("the age on the day of applying")
    MONTHS_OUT_OF_WORK = "months_out_of_work", _("months without work")
    LONG_TERM = "long_term_unemployed", _("whether the person is long-term unemployed")
    EDUCATION = "isced", _("the level of education (ISCED 0–8)")
    DISABILITY = "disability", _("whether the person has a disability")


class Proof(TextChoices):
    NONE = "", _("no proof")
    STATEMENT = "statement", _("the candidate's statement")
    IDENTITY = "identity", _("identity document")
    DISABILITY_CERTIFICATE = "disability", _("disability certificate")
    LABOUR_OFFICE = "labour_office", _("labour office certificate (PUP)")
    WELFARE_CENTRE = "welfare_centre", _("welfare centre certificate (OPS)")
    OTHER = "other", _("another document")


class Source(TextChoices):
    WEB = "web", _("web form")
    PAPER = "paper", _("paper form")
    PHONE = "phone", _("by telephone")


class Standing(TextChoices):
    """What was decided about a candidate, and what was not yet."""

    APPLIED = "applied", _("awaits the decision")
    ACCEPTED = "accepted", _("accepted")
    RESERVE = "reserve", _("on the reserve list")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrew")


DECIDED = (Standing.ACCEPTED, Standing.RESERVE, Standing.REJECTED, Standing.WITHDRAWN)


class Ground(TextChoices):
    """Why the machine decided as it did: kept as a code, worded for whoever reads it."""

    NO_PLACE = "NO_PLACE", _("No place was left: those higher on the list took them all.")


class NeededBy(TextChoices):
    """Who has to bring a document."""

    EVERYBODY = "everybody", _("everybody")
    DISABILITY = "disability", _("people with disabilities")
    UNEMPLOYED = "UNEMPLOYED", _("unemployed people")
    INACTIVE = "INACTIVE", _("economically inactive people")
    EMPLOYED = "EMPLOYED", _("employed people")
    MINOR = "minor", _("people under 18")


class DocumentState(TextChoices):
    MISSING = "missing", _("missing")
    RECEIVED = "received", _("received")
    SEEN = "seen", _("original seen")
