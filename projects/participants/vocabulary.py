"""The closed vocabularies of participant monitoring, in the wording of the national forms.

Labels are English here; the Polish catalogue carries the official Polish wording. What is stored
is the code, and the day a national dictionary changes its wording, only the catalogue changes.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    FEMALE = "F", _("Woman")
    MALE = "M", _("Man")


class LabourStatus(TextChoices):
    UNEMPLOYED = "UNEMPLOYED", _("Unemployed person")
    INACTIVE = "INACTIVE", _("Economically inactive person")
    EMPLOYED = "EMPLOYED", _("Employed person")


class Disability(TextChoices):
    YES = "YES", _("Yes")
    NO = "NO", _("No")
    # Refusing bars nobody, and counts as "not a person with disabilities".
    REFUSED = "REFUSED", _("Refused to answer")


class Isced(IntegerChoices):
    """Completed education, stored as its ISCED level; mapped to a national value on export."""

    NONE = 0, _("Less than primary (ISCED 0)")
    PRIMARY = 1, _("Primary (ISCED 1)")
    LOWER_SECONDARY = 2, _("Lower secondary (ISCED 2)")
    UPPER_SECONDARY = 3, _("Upper secondary (ISCED 3)")
    POST_SECONDARY = 4, _("Post-secondary (ISCED 4)")
    SHORT_TERTIARY = 5, _("Short-cycle tertiary (ISCED 5)")
    BACHELOR = 6, _("Bachelor's degree (ISCED 6)")
    MASTER = 7, _("Master's degree (ISCED 7)")
    DOCTORATE = 8, _("Doctorate (ISCED 8)")


class EducationBand(TextChoices):
    """The three values of the 2021-2027 file; each covers several ISCED levels."""

    LOW = "LOW", _("Lower secondary or less (ISCED 0–2)")
    MIDDLE = "MIDDLE", _("Upper secondary (ISCED 3) or post-secondary (ISCED 4)")
    HIGH = "HIGH", _("Tertiary (ISCED 5–8)")


class ExitSituation(TextChoices):
    TOOK_UP_WORK = "TOOK_UP_WORK", _("Took up work or started a business")
    CONTINUES_WORK = "CONTINUES_WORK", _("Continues employment")
    SEEKS_WORK = "SEEKS_WORK", _("Looks for work")
    IN_EDUCATION = "IN_EDUCATION", _("Took up education or training")
    GAINED_QUALIFICATION = "GAINED_QUALIFICATION", _("Gained a qualification")
    GAINED_COMPETENCE = "GAINED_COMPETENCE", _("Gained a competence")
    NO_NEW_ACTIVITY = "NO_NEW_ACTIVITY", _("Took up no new activity")
    # For the four weeks in which the result may still come.
    BEING_MONITORED = "BEING_MONITORED", _("Situation being monitored")
    OTHER = "OTHER", _("Other situation")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Not applicable")


class OutcomeKind(TextChoices):
    EMPLOYMENT = "EMPLOYMENT", _("Works after leaving")
    QUALIFICATION = "QUALIFICATION", _("Gained a qualification after leaving")
    JOB_SEARCH = "JOB_SEARCH", _("Looks for work after leaving")
    EDUCATION = "EDUCATION", _("In education or training after leaving")
    LASTING_WORK = "LASTING_WORK", _("Took up lasting work (employment efficiency)")


class EvidenceKind(TextChoices):
    STATEMENT = "STATEMENT", _("Participant's signed statement")
    CONTRACT = "CONTRACT", _("Copy of an employment or civil contract")
    EMPLOYER = "EMPLOYER", _("Employer's certificate")
    BUSINESS_REGISTER = "BUSINESS_REGISTER", _("Entry in the business register (CEIDG)")
    LABOUR_OFFICE = "LABOUR_OFFICE", _("Labour office certificate (PUP)")
    CERTIFICATE = "CERTIFICATE", _("Certificate of a qualification")
    SCHOOL = "SCHOOL", _("School or training certificate")
    DISABILITY_CERTIFICATE = "DISABILITY_CERTIFICATE", _("Disability certificate")
    OTHER = "OTHER", _("Other document")


_ANYTHING_SIGNED = (EvidenceKind.STATEMENT, EvidenceKind.OTHER)
_WORK = (
    EvidenceKind.CONTRACT,
    EvidenceKind.EMPLOYER,
    EvidenceKind.BUSINESS_REGISTER,
    EvidenceKind.LABOUR_OFFICE,
    *_ANYTHING_SIGNED,
)
# What can prove which outcome; any other paper beside it is a slip.
PROOFS: dict[str, tuple[EvidenceKind, ...]] = {
    OutcomeKind.EMPLOYMENT: _WORK,
    OutcomeKind.LASTING_WORK: _WORK,
    OutcomeKind.QUALIFICATION: (
        EvidenceKind.CERTIFICATE,
        EvidenceKind.SCHOOL,
        EvidenceKind.OTHER,
    ),
    OutcomeKind.JOB_SEARCH: (EvidenceKind.LABOUR_OFFICE, *_ANYTHING_SIGNED),
    OutcomeKind.EDUCATION: (EvidenceKind.SCHOOL, *_ANYTHING_SIGNED),
}


def education_band(isced: int) -> EducationBand:
    if isced <= Isced.LOWER_SECONDARY:
        return EducationBand.LOW
    return EducationBand.MIDDLE if isced <= Isced.POST_SECONDARY else EducationBand.HIGH
