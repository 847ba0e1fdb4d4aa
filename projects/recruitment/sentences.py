"""Findings, bands and worth in words: what a check says and what to do, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS, Finding
from projects.recruitment.rules.grid import PRIORITY, WITH_BANDS, YES_NO, Band, Criterion
from ui import formats

VERDICTS: dict[str, Promise] = {
    PASS: gettext_lazy("meets the conditions"),
    NEEDS: gettext_lazy("needs a document or a decision"),
    FAIL: gettext_lazy("does not meet the conditions"),
}
CHECKS: dict[str, Promise] = {
    "identity": gettext_lazy("Identity"),
    "register": gettext_lazy("Known in the register"),
    "age": gettext_lazy("Age"),
    "territory": gettext_lazy("Place of residence"),
    "side": gettext_lazy("Revitalised area"),
    "benefits": gettext_lazy("Benefits"),
    "beside": gettext_lazy("Complementary project"),
    "at_risk": gettext_lazy("At risk of poverty or social exclusion"),
    "premises": gettext_lazy("Multiple exclusion"),
    "food_aid": gettext_lazy("Priority by the agreement"),
    "in_time": gettext_lazy("Time of applying"),
    "participation": gettext_lazy("Participation in this project"),
    "twins": gettext_lazy("One application of one person"),
    "documents": gettext_lazy("Documents"),
    "proofs": gettext_lazy("Proofs of points"),
}
# By check, verdict and, where a verdict has several grounds, by its reason.
SENTENCES: dict[tuple[str, str, str], Promise] = {
    ("identity", PASS, ""): gettext_lazy("The PESEL is right and agrees with the sex and the age."),
    ("identity", NEEDS, "no_pesel"): gettext_lazy(
        "There is no PESEL: check another identity document."
    ),
    ("identity", FAIL, "wrong_pesel"): gettext_lazy(
        "The PESEL is not a right number. Copy it again from the identity document."
    ),
    ("identity", FAIL, "disagrees"): gettext_lazy(
        "The PESEL says another date of birth or another sex. Correct what was mistyped."
    ),
    ("register", PASS, ""): gettext_lazy(
        "The register knows this PESEL, by the same name and date of birth."
    ),
    ("register", NEEDS, "alike"): gettext_lazy(
        "The register knows this PESEL by a slightly different name or date of birth. Compare the "
        "identity document: correct what was mistyped, or confirm on promotion that it is one "
        "and the same person."
    ),
    ("register", NEEDS, "other"): gettext_lazy(
        "The register knows this PESEL as somebody with quite another name. Most likely the number "
        "was mistyped: copy it again from the identity document."
    ),
    ("age", PASS, ""): gettext_lazy("Aged %(age)s on the day of applying."),
    ("age", NEEDS, "minor"): gettext_lazy(
        "Aged %(age)s on the day of applying: a parent or guardian has to agree in writing."
    ),
    ("age", FAIL, "minor"): gettext_lazy(
        "Aged %(age)s on the day of applying; the project is for adults only."
    ),
    ("territory", PASS, ""): gettext_lazy("Lives in the area of the project."),
    ("territory", FAIL, ""): gettext_lazy(
        "Lives outside the area of the project. Residence decides, not registration: "
        "ask, if the address could be another one."
    ),
    ("side", PASS, "INSIDE"): gettext_lazy("Lives inside the revitalised area."),
    ("side", PASS, "OUTSIDE"): gettext_lazy("Lives outside the revitalised area."),
    ("side", FAIL, "INSIDE"): gettext_lazy(
        "Lives outside the revitalised area, and the project is for those inside. "
        "Check the street and the number."
    ),
    ("side", FAIL, "OUTSIDE"): gettext_lazy(
        "Lives inside the revitalised area, and the project is for those outside. "
        "Check the street and the number."
    ),
    ("side", NEEDS, "INSIDE"): gettext_lazy(
        "The list of streets does not settle whether the address is inside the revitalised area. "
        "Add the number, or look at the map of the resolution."
    ),
    ("side", NEEDS, "OUTSIDE"): gettext_lazy(
        "The list of streets does not settle whether the address is outside the revitalised area. "
        "Add the number, or look at the map of the resolution."
    ),
    ("benefits", PASS, ""): gettext_lazy("Receives nothing that bars from a %(unit)s."),
    ("benefits", FAIL, ""): gettext_lazy(
        "Receives what bars from a %(unit)s: %(benefits)s. Ask for the decision, if it has ended."
    ),
    ("beside", NEEDS, ""): gettext_lazy(
        "Takes part in the complementary project. Both may not give the same support to one "
        "person: settle what differs, and write it down with the decision."
    ),
    ("at_risk", PASS, ""): gettext_lazy("Stated; the project demands it."),
    ("at_risk", FAIL, ""): gettext_lazy(
        "Not stated, and the project demands it. Ask which ground there is, with its document."
    ),
    ("premises", PASS, ""): gettext_lazy(
        "Premises of exclusion named: %(named)s, the project demands %(needed)s. Each is proved "
        "before the first support."
    ),
    ("premises", NEEDS, ""): gettext_lazy(
        "Premises of exclusion: %(named)s of %(needed)s. The application names none in particular: "
        "ask which there are, and correct the application."
    ),
    ("premises", FAIL, ""): gettext_lazy(
        "Premises of exclusion: %(named)s of %(needed)s, by what the application names. Ask "
        "whether there is another one; if so, correct the application."
    ),
    ("food_aid", PASS, ""): gettext_lazy(
        "Uses food aid, and the agreement admits such people first: priority above points. The "
        "certificate is seen before the first support."
    ),
    ("in_time", PASS, ""): gettext_lazy("Applied on %(applied_on)s, while the round was open."),
    ("in_time", FAIL, "early"): gettext_lazy(
        "Applied on %(applied_on)s, before the round opened on %(opens_on)s."
    ),
    ("in_time", FAIL, "late"): gettext_lazy(
        "Applied on %(applied_on)s, after the round closed on %(closes_on)s."
    ),
    ("participation", PASS, ""): gettext_lazy("Does not take part in this project yet."),
    ("participation", FAIL, ""): gettext_lazy(
        "Takes part in this project already, by the PESEL: nobody is counted twice."
    ),
    ("participation", FAIL, "voided"): gettext_lazy(
        "Takes part in this project by the PESEL, and was voided on %(voided_on)s: nobody is "
        "entered twice. If the participation should count after all, restore it."
    ),
    ("twins", PASS, ""): gettext_lazy("No other application of this round looks like theirs."),
    ("twins", NEEDS, "pesel"): gettext_lazy(
        "The same PESEL is in the application no. %(numbers)s. Decide which one holds and "
        "reject or withdraw the other: until then neither is given a place."
    ),
    ("twins", NEEDS, "name"): gettext_lazy(
        "The same name and date of birth are in the application no. %(numbers)s. "
        "Look whether it is one person."
    ),
    ("documents", PASS, ""): gettext_lazy("Everything on the checklist is there."),
    ("documents", NEEDS, ""): gettext_lazy("Missing: %(documents)s."),
    ("proofs", NEEDS, ""): gettext_lazy(
        "Points wait for proofs: %(criteria)s. They count when somebody has seen them."
    ),
}


def sentence(finding: Finding) -> str:
    wording = SENTENCES[finding.check, finding.verdict, finding.reason]
    return str(wording) % {name: _shown(fact) for name, fact in finding.facts.items()}


def _shown(fact: object) -> str:
    if isinstance(fact, date):
        return formats.day(fact)
    return ", ".join(map(str, fact)) if isinstance(fact, tuple) else str(fact)


def band_in_words(band: Band) -> str:
    """Its name with its edges, as its reader counts: '12–24 months (from 12, below 25)'."""
    edges = edges_in_words(band)
    return f"{band.label} ({edges})" if edges else band.label


def edges_in_words(band: Band) -> str:
    facts: Mapping[str, str] = {
        "from": "" if band.at_least is None else formats.number(band.at_least),
        "below": "" if band.below is None else formats.number(band.below),
    }
    if facts["from"] and facts["below"]:
        return _("from %(from)s, below %(below)s") % facts
    if facts["from"]:
        return _("from %(from)s up") % facts
    return _("below %(below)s") % facts if facts["below"] else ""


def points_in_words(points: Decimal) -> str:
    """Without idle zeros: 5, 2,5."""
    decimals = 0 if points == points.to_integral_value() else 2
    return formats.number(points, decimals)


def worth_in_words(criterion: Criterion) -> list[tuple[str, str]]:
    """What gives how much: 'from 12, below 25' and '10', line by line."""
    if criterion.kind == PRIORITY:
        return [(_("yes"), _("priority"))]
    if criterion.kind in WITH_BANDS:
        return [(band_in_words(each), points_in_words(each.points)) for each in criterion.bands]
    points = points_in_words(criterion.points or Decimal(0))
    if criterion.kind == YES_NO:
        return [(_("yes"), points)]
    if criterion.most_points is None:
        return [(_("for each"), points)]
    most = {"most": points_in_words(criterion.most_points)}
    return [(_("for each, at most %(most)s") % most, points)]
