"""The traits that figures are broken down by, and their values, in words and in their order."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.participants.vocabulary import LabourStatus

SEX, DISABILITY = "sex", "disability"
EVERY = (SEX, "age_band", "labour_status", "education", DISABILITY, "perspective")


def names() -> dict[str, str]:
    """Each trait as it stands behind "by"."""
    words = (
        pgettext("broken down by", "sex"),
        pgettext("broken down by", "age"),
        pgettext("broken down by", "situation on the labour market"),
        pgettext("broken down by", "education"),
        pgettext("broken down by", "disability"),
        pgettext("broken down by", "period of the funds"),
    )
    return dict(zip(EVERY, words, strict=True))


def values(trait: str) -> dict[str, str]:
    """The words for each value of a trait, in the order in which they are drawn."""
    known = {
        SEX: {"F": _("Women"), "M": _("Men")},
        "age_band": {
            "U18": _("under 18 years"),
            "18-29": _("18–29 years"),
            "30-54": _("30–54 years"),
            "55+": _("55 years and more"),
        },
        "labour_status": {one.value: str(one.label) for one in LabourStatus},
        "education": {
            "LOW": _("lower secondary or less"),
            "MIDDLE": _("upper secondary or post-secondary"),
            "HIGH": _("tertiary"),
            "UNKNOWN": _("unknown"),
        },
        DISABILITY: {"YES": _("With disabilities"), "OTHER": _("Without disabilities")},
        "perspective": {"P2014": _("ESF 2014–2020"), "P2021": _("ESF+ 2021–2027")},
    }
    return known[trait]
