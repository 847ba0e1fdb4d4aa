"""Sentences of the checks of a person's state at the start."""

from django.utils.translation import gettext_lazy as _

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
    ("V04", "identifier"): _(
        "There is neither a PESEL nor another identifier. The national file needs one of them: "
        "enter the number of a passport or another document."
    ),
    ("V04", "citizenship"): _(
        "A Polish citizen without a PESEL is rare. Check the citizenship, or enter the PESEL."
    ),
    ("V05", "list"): _(
        "“%(detail)s” does not belong to the status “%(status)s”. "
        "Choose a detail from the list of that status, or correct the status."
    ),
    ("V05", "long_term"): _(
        "The detail is “%(detail)s”, but the entry says otherwise about long-term unemployment. "
        "Choose the detail that agrees with the months without work."
    ),
    ("V06", "status"): _(
        "Only an unemployed person can be long-term unemployed. "
        "Change the labour market status or clear the long-term mark."
    ),
    ("V06", "months"): _(
        "%(months)s months without work are too few at the age of %(age)s: long-term unemployment "
        "means more than %(needed)s months without a break on the day of the start. "
        "Correct the months, or choose another detail."
    ),
    ("V06", "months_unknown"): _(
        "Long-term unemployment at the age of %(age)s means more than %(needed)s months without "
        "work, without a break, on the day of the start. Enter the months, "
        "or choose another detail."
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
        "The first support is on %(value)s, outside the project. Participation must start while "
        "the project runs, from %(starts_on)s to %(ends_on)s: enter the day of the first support "
        "in this project."
    ),
    ("V16", "yes"): _(
        "“Third-country national” is “yes”, but the citizenship is of the European Union. "
        "It is “yes” for citizens of countries outside it and for stateless people alone: "
        "correct the answer or the citizenship."
    ),
    ("V16", "no"): _(
        "“Third-country national” is “no”, but the citizenship is of a country outside the "
        "European Union. For such citizens and for stateless people it is “yes”: "
        "correct the answer or the citizenship."
    ),
    ("V16", "foreign"): _(
        "A third-country national is a foreigner, and “person of foreign background” is “no”. "
        "Usually it is “yes”: check the answer."
    ),
    ("V17", ""): _(
        "A Polish citizen is marked as a third-country national. Answer “no”, "
        "or correct the citizenship."
    ),
    ("V18", "postal"): _(
        "The postal code is “%(value)s”; it must look like 83-300: two digits, a hyphen, "
        "three digits. Correct it."
    ),
    ("V18", "gmina"): _(
        "The gmina “%(value)s” is not in the list of territorial units. Choose it from the list "
        "(the gmina, not the village)."
    ),
    ("V26", ""): _(
        "The e-mail address contains signs that the national system rejects: %(signs)s. "
        "Enter it without Polish letters."
    ),
    ("V26", "code"): _(
        "%(label)s: “%(value)s” is not in the dictionary of this budget period. "
        "Choose a value from its list."
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
    ("L01", "notice_given_on"): _(
        "The day on which the notice was given, %(day)s, is in the future. Correct the day."
    ),
    ("L01", "declared_on"): _(
        "The day on which the declaration was signed, %(day)s, is in the future. Correct the day."
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
