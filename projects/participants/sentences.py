"""Problems in words: what is wrong, which rule says so and what to do, in the reader's language."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from projects.participants import vocabulary
from projects.participants.rules import Problem
from ui import formats

# By check and, where a check has several ways to fail, by its reason.
SENTENCES = {
    ("V01", "length"): _(
        "The PESEL does not have 11 digits. Copy it again from the identity document."
    ),
    ("V01", "checksum"): _(
        "The PESEL has a mistyped digit: its last digit does not follow from the others. "
        "Copy it again from the identity document."
    ),
    ("V01", "date"): _(
        "The PESEL contains a date of birth that does not exist. "
        "Copy it again from the identity document."
    ),
    ("V02", ""): _(
        "The PESEL belongs to a person of another sex (%(in_pesel)s). "
        "Correct the sex or the PESEL: they must agree."
    ),
    ("V03", "pesel"): _(
        "The date of birth differs from the one in the PESEL. Correct one of them: they must agree."
    ),
    ("V03", "unborn"): _(
        "The date of birth is later than the start of participation. Age is counted on the "
        "day of the first support: correct one of the dates."
    ),
    ("V06", "status"): _(
        "Only an unemployed person can be long-term unemployed. "
        "Change the labour market status or clear the long-term mark."
    ),
    ("V06", "months"): _(
        "Long-term unemployment at this age means more than %(needed)s months without work, "
        "without a break, on the day of the start. Enter the months without work or clear "
        "the long-term mark."
    ),
    ("V07", "too_young"): _(
        "A person under %(working_age)s can be neither employed nor unemployed "
        "(age at the start: %(age)s). Choose the inactive status or correct the date of birth."
    ),
    ("V07", "just_old_enough"): _(
        "An employed person aged %(age)s is rare. Check the status and the date of birth; "
        "if both are right, leave them."
    ),
    ("V08", ""): _(
        "Participation must start while the project runs, from %(starts_on)s to %(ends_on)s. "
        "Enter the day of the first support in this project."
    ),
    ("V11", ""): _(
        "The end of participation is earlier than its start on %(started_on)s. "
        "Correct the date of the end."
    ),
    ("V12", "missing"): _(
        "A person who has left needs the situation at the exit and whether the path was "
        "completed. Fill in both."
    ),
    ("V12", "still_in"): _(
        "The exit is described, but the day of leaving is missing. "
        "Enter the date of the end or clear the description."
    ),
    ("V13", "still_in"): _(
        "This outcome counts only after the person has left the project. "
        "Enter the date of the end first: %(kind)s."
    ),
    ("V13", "early"): _(
        "This outcome was observed before %(opens_on)s, so it cannot come from the project. "
        "Correct the day or remove the outcome: %(kind)s."
    ),
    ("V13", "late"): _(
        "An outcome counts when it is observed within %(window_days)s days of leaving, here "
        "until %(closes_on)s. Correct the day or remove the outcome: %(kind)s."
    ),
    ("V14", ""): _(
        "This person had a job at the start, so taking up work cannot be an outcome. "
        "Choose the situation “continues employment”."
    ),
    ("V15", ""): _(
        "Looking for work is counted only for people who were inactive at the start. "
        "The outcome is kept, but it will not count."
    ),
    ("V18", "postal"): _(
        "The postal code must look like 83-300: two digits, a hyphen, three digits. Correct it."
    ),
    ("V18", "gmina"): _(
        "The gmina is not in the list of territorial units. Choose it from the list "
        "(the gmina, not the village)."
    ),
    ("V26", ""): _(
        "The e-mail address contains signs that the national system rejects: %(signs)s. "
        "Enter it without Polish letters."
    ),
    ("V28", "sex"): _("The sex is missing. Without it the person cannot be counted: fill it in."),
    ("V28", "born_on"): _(
        "The date of birth is missing. Without the age the person cannot be counted: fill it in."
    ),
    ("V28", "labour_status"): _(
        "The labour market status is missing. Without it the person cannot be counted: "
        "choose it as it was on the day of the start."
    ),
    ("V28", "isced"): _(
        "The education is missing. Without it the person cannot be counted: "
        "choose the highest level completed."
    ),
    ("L01", "started_on"): _(
        "The start of participation, %(day)s, is in the future. "
        "Enter the person after the first support, with its day."
    ),
    ("L01", "ended_on"): _(
        "The end of participation, %(day)s, is in the future. Enter it when the person has left."
    ),
    ("L01", "outcomes"): _(
        "The day of an outcome, %(day)s, is in the future. Enter it when it has been observed."
    ),
    ("L02", ""): _(
        "There is no e-mail address. The national system usually asks for one: "
        "add it, if the person has one."
    ),
    ("L03", ""): _(
        "There is no phone number. The national system usually asks for one: "
        "add it, if the person has one."
    ),
    ("L04", ""): _("Age at the start: %(age)s. Check the date of birth with a document."),
}


def sentence(problem: Problem) -> str:
    wording = SENTENCES[problem.check, str(problem.facts.get("reason", ""))]
    return str(wording) % {name: _shown(name, fact) for name, fact in problem.facts.items()}


def _shown(name: str, fact: object) -> str:
    if isinstance(fact, date):
        return formats.day(fact)
    if name == "kind":
        return str(vocabulary.OutcomeKind(str(fact)).label)
    return str(vocabulary.Sex(str(fact)).label) if name == "in_pesel" else str(fact)
