"""Sentences of the checks of an exit and its outcomes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    ("V11", ""): _(
        "The end of participation, %(ended_on)s, is earlier than its start on %(started_on)s. "
        "Correct the date of the end."
    ),
    ("V11", "support"): _(
        "The end of participation, %(ended_on)s, is earlier than the last support on "
        "%(last_on)s. Correct the date of the end, or the support entered after it."
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
        "The outcome was observed on %(day)s, before %(opens_on)s, so it cannot come from the "
        "project. Correct the day or remove the outcome: %(kind)s."
    ),
    ("V13", "late"): _(
        "The outcome was observed on %(day)s. It counts within %(window_days)s days of leaving, "
        "here until %(closes_on)s. Correct the day or remove the outcome: %(kind)s."
    ),
    ("V13", "late_for_efficiency"): _(
        "The work was taken up on %(day)s. Employment efficiency counts work taken up within "
        "%(window_months)s months of leaving, here until %(closes_on)s. Correct the day or remove "
        "the outcome."
    ),
    ("V14", ""): _(
        "This person had a job at the start, so taking up work cannot be an outcome. "
        "Choose the situation “continues employment”."
    ),
    ("V15", ""): _(
        "Looking for work is counted only for people who were inactive at the start. "
        "The outcome is kept, but it will not count."
    ),
    ("V30", ""): _(
        "The path was not completed, and the person took up work. In many rules work that came "
        "earlier than planned is a success: check the rules of the programme, and if it is one, "
        "mark the path as completed."
    ),
    ("L01", "ended_on"): _(
        "The end of participation, %(day)s, is in the future. Enter it when the person has left."
    ),
    ("L01", "outcomes"): _(
        "The day of an outcome, %(day)s, is in the future. Enter it when it has been observed."
    ),
}
