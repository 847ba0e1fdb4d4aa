"""Problems of the national file in words: what is wrong and what to do, in the reader's language.

The numbered checks of participants keep their own sentences; here are those of the file's form.
"""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.participants import rules as participants
from projects.participants import sentences as participants_sentences
from projects.participants.wordings import said
from projects.sm_efs.layout import Layout
from projects.sm_efs.rules.problems import DEGREE, Problem

SENTENCES: dict[tuple[str, str], Promise] = {
    ("S01", "width"): _(
        "The row has %(columns)s columns instead of %(needed)s. Usually one “w tym” was left out, "
        "and every later cell has moved: take the row from a fresh template."
    ),
    ("S02", ""): _(
        "%(column)s: there are needless spaces or signs that nobody sees. Take them out."
    ),
    ("S03", "none"): _("%(column)s: “%(value)s” is no day. Write an existing day like 2026-03-03."),
    ("S03", "form"): _(
        "%(column)s: the day “%(value)s” is written another way than the import takes. "
        "Write it as year, month, day: %(meant)s."
    ),
    ("S04", "pesel"): _(
        "The PESEL is written with spaces or hyphens, or has lost a leading zero in a spreadsheet. "
        "Write its 11 digits."
    ),
    ("S05", ""): _(
        "%(column)s: “%(value)s” begins with a sign that a spreadsheet runs as a formula. "
        "Take the sign out."
    ),
    ("S06", ""): _(
        "%(column)s: “%(value)s” is no telephone number in digits. Write 9 digits, without spaces."
    ),
    ("S07", ""): _("%(column)s: “%(value)s” is no number. Write digits alone."),
    ("S07", "degurba"): _(
        "%(column)s: “%(value)s” is none of 1, 2 and 3. Look it up by the gmina."
    ),
    ("S08", ""): _("%(column)s: “%(value)s” is no e-mail address. Copy it again."),
    ("S09", ""): _(
        "%(column)s is filled in by the national system itself. Leave it empty in an import."
    ),
    ("S10", "pair"): _(
        "Support number %(place)s: “%(value)s” is no kind of support with its “w tym” from the "
        "national list. Choose one from the list, position by position."
    ),
    ("S10", "day"): _(
        "Support number %(place)s (%(value)s) has no day on which it began. Enter the day."
    ),
    ("S11", ""): _(
        "The row is of another project: %(value)s instead of %(meant)s. Check whether the row "
        "belongs here."
    ),
    ("S12", ""): _(
        "Nothing that was given to this person is reported to SM EFS. Choose the value of SM EFS "
        "in the services that were given, or enter the support."
    ),
    ("S13", ""): _(
        "“%(value)s” was given and has no value in SM EFS, so the file leaves it out. By its area "
        "it would be “%(meant)s”: choose the value in the service, if it should be reported."
    ),
    ("V03", "age"): _(
        "The age is %(value)s, and by the PESEL it is %(age)s on the day of the start. "
        "The age is counted, not typed: take the counted one."
    ),
    ("V04", "is_pesel"): _(
        "“No PESEL” is “Tak”, and the identifier is a valid PESEL. Answer “Nie”."
    ),
    ("V18", "spelt"): _(
        "%(column)s: TERYT spells it “%(meant)s”, not “%(value)s”. Take the spelling of TERYT."
    ),
    ("V18", "no_gmina"): _(
        "There is no gmina “%(value)s” in the powiat %(powiat)s. Enter the gmina, not the village."
    ),
    ("V18", "elsewhere"): _(
        "The gmina %(gmina)s lies in the powiat %(powiat)s, not in “%(value)s”. "
        "Correct one of them."
    ),
    ("V18", "degree"): _(
        "DEGURBA is “%(value)s”, and the official list says %(meant)s for the gmina %(gmina)s. "
        "Take the value of the list."
    ),
    ("V18", "postal"): _(
        "The postal code is “%(value)s”; it must look like 83-300: two digits, a hyphen, "
        "three digits. Correct it."
    ),
    ("V26", "spelt"): _(
        "%(column)s: the national list has “%(meant)s”, sign by sign, and here stands “%(value)s”. "
        "Dashes, capitals and spaces count: take the value of the list."
    ),
    ("V26", "unknown"): _(
        "%(column)s: “%(value)s” is not in the national list. Choose a value of the list."
    ),
    ("V26", "email"): _(
        "The e-mail address contains signs that the national system rejects: %(signs)s. "
        "Write it without Polish letters, as its owner spells it."
    ),
    ("V27", "twice"): _(
        "The same person stands in row %(row)s already. A person has one row in a project: "
        "put the supports together and leave one."
    ),
    ("L02", "missing"): _(
        "There is no e-mail address, and the national system asks for one. Add it, or agree that "
        "the project office's address stands in for missing ones."
    ),
    ("L03", "missing"): _(
        "There is no telephone number, and the national system asks for one. Add it, or agree that "
        "the project office's number stands in for missing ones."
    ),
    ("L05", "scope"): _(
        "The scope of support is empty, and the national system requires it. Enter it once for the "
        "whole project, exactly as in the list of its call."
    ),
    ("L05", "missing"): _("%(column)s is empty, and the national system requires it. Fill it in."),
    ("V28", "missing"): _(
        "%(column)s is empty. Without it the person cannot be shown as a participant: fill it in."
    ),
}
# Short names of the kinds of problems, for filters and counts.
KINDS: dict[str, Promise] = {
    "S01": _("number of columns"),
    "S02": _("spaces and unseen signs"),
    "S03": _("form of a day"),
    "S04": _("form of a PESEL"),
    "S05": _("sign of a formula"),
    "S06": _("form of a telephone"),
    "S07": _("not a number"),
    "S08": _("not an e-mail address"),
    "S09": _("filled in by the system"),
    "S10": _("kinds of support and their days"),
    "S11": _("another project"),
    "S12": _("no support to report"),
    "S13": _("service without a value in SM EFS"),
    "V01": _("PESEL"),
    "V02": _("PESEL and sex"),
    "V03": _("age and birth"),
    "V04": _("no PESEL"),
    "V05": _("detail of the labour status"),
    "V06": _("long-term unemployment"),
    "V07": _("work under 15"),
    "V08": _("start outside the project"),
    "V09": _("start and first support"),
    "V10": _("days of support"),
    "V11": _("end of participation"),
    "V12": _("end, situation and path"),
    "V13": _("day of an outcome"),
    "V14": _("took up work and worked before"),
    "V15": _("looks for work"),
    "V16": _("third country and citizenship"),
    "V17": _("third country and Polish citizenship"),
    "V18": _("address by TERYT"),
    "V20": _("revitalised area"),
    "V21": _("premises of exclusion"),
    "V22": _("evidence of a disability"),
    "V23": _("place kept for people with disabilities"),
    "V24": _("benefits that bar"),
    "V25": _("social contract"),
    "V26": _("wording of the dictionaries"),
    "V27": _("person twice"),
    "V28": _("minimum of data"),
    DEGREE: _("degree of urbanisation (DEGURBA)"),
    "L01": _("day in the future"),
    "L02": _("missing e-mail"),
    "L03": _("missing telephone"),
    "L05": _("required field"),
    "L06": _("notice of RODO"),
    "L07": _("declaration"),
    "L08": _("evidence that expires"),
    "L09": _("complementary projects"),
}


def sentence(problem: Problem, layout: Layout) -> str:
    is_scope = problem.column == "support_scope" and problem.reason == "missing"
    wording = SENTENCES.get((problem.check, "scope" if is_scope else problem.reason))
    if wording is None:
        field = participants.Problem(
            check=problem.check, field="", severity=problem.severity, facts=problem.facts
        )
        return participants_sentences.sentence(field)
    facts = {"column": label(problem.column, layout), "value": problem.value or "—"}
    return str(wording) % (facts | {name: _shown(fact) for name, fact in problem.facts.items()})


def label(column: str, layout: Layout) -> str:
    """What a column is called on our pages; the whole record where there is none."""
    return said(layout.by_name[column].short) if column in layout.by_name else str(_("Whole row"))


def kind(topic: str) -> str:
    return str(KINDS.get(topic, topic))


def _shown(fact: object) -> str:
    return fact.isoformat() if isinstance(fact, date) else str(fact)
