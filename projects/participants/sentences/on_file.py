"""Sentences of what the records still lack."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    ("V09", ""): _(
        "The start is %(started_on)s, but the first support was given on %(first_on)s. "
        "Participation starts with the first support, not with the declaration: "
        "correct the start, or the day of the support."
    ),
    ("V10", "outside"): _(
        "Support “%(kind_words)s” began on %(day)s, outside the participation from %(opens_on)s "
        "to %(closes_on)s. Correct the day of the support, or the start or end of participation."
    ),
    ("V10", "twice"): _(
        "Support “%(kind_words)s” of %(day)s is entered %(times)s times. The national file takes "
        "it once: leave one entry."
    ),
    ("V18", "degurba"): _(
        "The degree of urbanisation (DEGURBA) is not known until the official list is loaded: "
        "%(gmina)s. Ask the operator of the platform to load it."
    ),
    ("V19", ""): _(
        "The project is for residents of other gminas than that of the address: %(gmina)s. "
        "What counts is where people live with the intent to stay, not where they are "
        "registered: check the address."
    ),
    ("V20", "unknown"): _(
        "The project is only for people who live %(wanted)s, and the address does not tell the "
        "side. Enter the street and the number, or check the list of streets."
    ),
    ("V20", "other"): _(
        "The project is only for people who live %(wanted)s, and this address is on the other "
        "side. Check the address, or take the person into the other project."
    ),
    ("V21", "none"): _(
        "No premise of exclusion is proved on %(day)s; the number the project asks for is "
        "%(needed)s. Enter the premise with the evidence that was seen."
    ),
    ("V21", "few"): _(
        "%(seen)s of the %(needed)s premises of exclusion that the project asks for are proved on "
        "%(day)s. Enter the other premises with the evidence seen."
    ),
    ("V22", "none"): _(
        "Disability is “yes”, and no evidence of it was seen. Enter the kind of certificate and "
        "its validity; no scan is kept."
    ),
    ("V22", "validity"): _(
        "Disability is “yes”, and the certificate that was seen does not cover the start on "
        "%(day)s. Enter a certificate valid on that day, or correct the answer."
    ),
    ("V23", "refused"): _(
        "The person takes a place kept for people with disabilities and refused to answer. "
        "Such a place needs “yes” with evidence: ask again, or give another place."
    ),
    ("V23", "no"): _(
        "The person takes a place kept for people with disabilities and has none. "
        "Correct the answer, or give another place."
    ),
    ("V24", "unasked"): _(
        "Nobody asked which benefits the person receives, and some of them bar from the "
        "reintegration unit. Ask, and enter the answer in the state at the start."
    ),
    ("V24", "has"): _(
        "The person receives: %(benefit)s. Whoever has a right to it may not join a %(unit)s. "
        "Check the decision; if it is right, the person cannot take part there."
    ),
    ("V25", "none"): _(
        "There is no signed social contract with the social welfare centre, which is the "
        "condition of joining a KIS. Enter the contract with its day."
    ),
    ("V25", "day"): _(
        "The social contract was signed on %(signed_on)s and does not cover %(day)s. "
        "Enter the contract that was in force on that day."
    ),
    ("V27", ""): _(
        "The same person, under another entry of the register, takes part in this project since "
        "%(since)s. One person is one participation: void the one entered by mistake."
    ),
    ("V29", "call"): _(
        "The person is %(age)s years old, and the project does not say that people under 18 may "
        "take part. Check the call."
    ),
    ("V29", "guardian"): _(
        "The person is %(age)s years old, and there is no consent of a guardian. "
        "Enter the day on which it was given."
    ),
    ("L05", ""): _(
        "%(label)s: not filled in yet, and the national file requires it. Enter the answer."
    ),
    ("L05", "register"): _(
        "%(label)s: this budget period tells people registered at a labour office from the "
        "others. Choose which it was."
    ),
    ("L06", "none"): _(
        "There is no day on which the notice of art. 13 and 14 RODO was given. "
        "It is given before data are taken: enter the day."
    ),
    ("L06", "late"): _(
        "The notice of art. 13 and 14 RODO was given on %(day)s, after the first support on "
        "%(started_on)s. It is given before data are taken: check the day."
    ),
    ("L07", ""): _(
        "There is no day of the signed declaration of joining the project. Enter it when the "
        "declaration is in the file."
    ),
    ("L08", "over"): _(
        "The evidence of the premise “%(premise)s” was valid to %(valid_to)s. Ask for a newer "
        "document; what counted at the start stays."
    ),
    ("L08", "soon"): _(
        "The evidence of the premise “%(premise)s” is valid to %(valid_to)s. "
        "Ask for a newer document in time."
    ),
    ("L09", ""): _(
        "“%(other_project)s”, which complements this project, supports the same person with: "
        "%(kind_words)s. The two may not support the same person for the same thing: "
        "keep this support in one of them."
    ),
}
