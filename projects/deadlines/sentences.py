"""What each deadline asks for, in words: the task, its short name, how many there are, for whom."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from projects.deadlines.items import Item, When
from projects.deadlines.rules import Kind, Who
from ui import formats

NAMES: dict[Kind, Promise] = {
    Kind.ENTRY: gettext_lazy("entry in SM EFS"),
    Kind.OUTCOME: gettext_lazy("outcome after leaving"),
    Kind.EVIDENCE: gettext_lazy("proof of an outcome"),
    Kind.EFFICIENCY: gettext_lazy("efficiency after 3 months"),
    Kind.EXPIRY: gettext_lazy("validity of a document"),
    Kind.MAJORITY: gettext_lazy("coming of age"),
    Kind.CONTRACT_END: gettext_lazy("end of a social contract"),
    Kind.PAUSE_END: gettext_lazy("end of a pause"),
    Kind.SUPPORT_GAP: gettext_lazy("no support for long"),
    Kind.ATTENDANCE: gettext_lazy("attendance to be written down"),
    Kind.ABSENCES: gettext_lazy("absences in a row"),
    Kind.DECISION: gettext_lazy("decisions of a round"),
    Kind.DOCUMENT: gettext_lazy("missing documents"),
    Kind.PAYROLL: gettext_lazy("payroll"),
    Kind.CLAIM: gettext_lazy("payment claim"),
    Kind.PROJECT_END: gettext_lazy("end of the project"),
    Kind.FINAL_CLAIM: gettext_lazy("final payment claim"),
    Kind.CANDIDATES: gettext_lazy("candidates' data to be deleted"),
    Kind.RETENTION: gettext_lazy("end of keeping records"),
    Kind.REOPENING: gettext_lazy("request to reopen a period"),
    Kind.REMOVAL: gettext_lazy("request to remove people's data"),
    Kind.EXPORT: gettext_lazy("request for the archive of the whole unit"),
    Kind.PROGRAMME: gettext_lazy("request of the programme"),
    Kind.ACCESSIBILITY: gettext_lazy("review of accessibility"),
    Kind.TOKEN: gettext_lazy("end of a partner's token"),
}
# The person and the project stand beside the sentence, not in it.
TASKS: dict[Kind, Promise] = {
    Kind.ENTRY: gettext_lazy("Enter the person in SM EFS; support began on %(since)s"),
    Kind.OUTCOME: gettext_lazy("Find out the situation after leaving on %(since)s"),
    Kind.EVIDENCE: gettext_lazy("Get the proof of the outcome; the person left on %(since)s"),
    Kind.EFFICIENCY: gettext_lazy(
        "Check social and employment efficiency; the person left on %(since)s"
    ),
    Kind.EXPIRY: gettext_lazy("Ask for a new document: %(document)s is running out"),
    Kind.MAJORITY: gettext_lazy("Comes of age on %(since)s and signs their own papers from then"),
    Kind.CONTRACT_END: gettext_lazy("Renew or close the social contract, it ends on %(since)s"),
    Kind.PAUSE_END: gettext_lazy("Ask about the return: the pause was to end on %(since)s"),
    Kind.SUPPORT_GAP: gettext_lazy("Ask whether the person is leaving: no support since %(since)s"),
    Kind.ATTENDANCE: gettext_lazy("Write down who was there on %(since)s: %(session)s"),
    Kind.ABSENCES: gettext_lazy(
        "Ask why: absent %(times)s times in a row, last on %(since)s: %(service)s"
    ),
    Kind.DECISION: gettext_lazy(
        "Decide about the candidates of the round closed on %(since)s: %(waiting)s"
    ),
    Kind.DOCUMENT: gettext_lazy("Ask for what is missing: %(document)s"),
    Kind.PAYROLL: gettext_lazy("Approve the payroll: %(month)s"),
    Kind.CLAIM: gettext_lazy("Send the payment claim for the period until %(since)s"),
    Kind.PROJECT_END: gettext_lazy("The project ends: no support and no costs after that day"),
    Kind.FINAL_CLAIM: gettext_lazy("Send the final payment claim"),
    Kind.CANDIDATES: gettext_lazy(
        "Delete the data of candidates who did not become participants: kept until %(since)s"
    ),
    Kind.RETENTION: gettext_lazy("Remove the data of the people: records are kept until %(since)s"),
    Kind.REOPENING: gettext_lazy(
        "Agree to reopen the period, or refuse: %(who)s asked for it on %(since)s"
    ),
    Kind.REMOVAL: gettext_lazy(
        "Agree to remove the people's data, or refuse: %(who)s asked for it on %(since)s"
    ),
    Kind.EXPORT: gettext_lazy(
        "Agree to the archive of the whole unit, or refuse: %(who)s asked for it on %(since)s"
    ),
    Kind.PROGRAMME: gettext_lazy(
        "The programme asks: %(matter)s. %(who)s asked for it on %(since)s"
    ),
    Kind.ACCESSIBILITY: gettext_lazy("Review the accessibility declaration for %(year)s"),
    Kind.TOKEN: gettext_lazy(
        "Make the next token if %(partner)s works on: “%(token)s” ends on %(since)s"
    ),
}
COUNTED: dict[Kind, Promise] = {
    Kind.ENTRY: ngettext_lazy(
        "%(n)s person to enter in SM EFS", "%(n)s people to enter in SM EFS", "n"
    ),
    Kind.OUTCOME: ngettext_lazy("%(n)s outcome to find out", "%(n)s outcomes to find out", "n"),
    Kind.EVIDENCE: ngettext_lazy("%(n)s proof to get", "%(n)s proofs to get", "n"),
    Kind.EFFICIENCY: ngettext_lazy(
        "efficiency of %(n)s person to check", "efficiency of %(n)s people to check", "n"
    ),
    Kind.EXPIRY: ngettext_lazy("%(n)s document running out", "%(n)s documents running out", "n"),
    Kind.MAJORITY: ngettext_lazy("%(n)s person comes of age", "%(n)s people come of age", "n"),
    Kind.CONTRACT_END: ngettext_lazy(
        "%(n)s social contract ending", "%(n)s social contracts ending", "n"
    ),
    Kind.PAUSE_END: ngettext_lazy("%(n)s pause ending", "%(n)s pauses ending", "n"),
    Kind.SUPPORT_GAP: ngettext_lazy(
        "%(n)s person long without support", "%(n)s people long without support", "n"
    ),
    Kind.ATTENDANCE: ngettext_lazy(
        "attendance of %(n)s session to write down",
        "attendance of %(n)s sessions to write down",
        "n",
    ),
    Kind.ABSENCES: ngettext_lazy(
        "%(n)s person absent in a row", "%(n)s people absent in a row", "n"
    ),
    Kind.DECISION: ngettext_lazy("%(n)s round to decide", "%(n)s rounds to decide", "n"),
    Kind.DOCUMENT: ngettext_lazy(
        "%(n)s candidate without a document", "%(n)s candidates without a document", "n"
    ),
    Kind.PAYROLL: ngettext_lazy("%(n)s payroll to approve", "%(n)s payrolls to approve", "n"),
    Kind.CLAIM: ngettext_lazy("%(n)s payment claim", "%(n)s payment claims", "n"),
    Kind.PROJECT_END: ngettext_lazy("end of %(n)s project", "end of %(n)s projects", "n"),
    Kind.FINAL_CLAIM: ngettext_lazy("%(n)s final payment claim", "%(n)s final payment claims", "n"),
    Kind.CANDIDATES: ngettext_lazy(
        "candidates' data of %(n)s round to delete",
        "candidates' data of %(n)s rounds to delete",
        "n",
    ),
    Kind.RETENTION: ngettext_lazy(
        "records of %(n)s project to decide about", "records of %(n)s projects to decide about", "n"
    ),
    Kind.REOPENING: ngettext_lazy(
        "%(n)s request to reopen a period", "%(n)s requests to reopen a period", "n"
    ),
    Kind.REMOVAL: ngettext_lazy(
        "%(n)s request to remove people's data", "%(n)s requests to remove people's data", "n"
    ),
    Kind.EXPORT: ngettext_lazy(
        "%(n)s request for the archive of the whole unit",
        "%(n)s requests for the archive of the whole unit",
        "n",
    ),
    Kind.PROGRAMME: ngettext_lazy(
        "%(n)s request of the programme", "%(n)s requests of the programme", "n"
    ),
    Kind.ACCESSIBILITY: ngettext_lazy(
        "%(n)s accessibility review", "%(n)s accessibility reviews", "n"
    ),
    Kind.TOKEN: ngettext_lazy(
        "%(n)s token of a partner ending", "%(n)s tokens of partners ending", "n"
    ),
}
ROLES: dict[Who, Promise] = {
    Who.CASE_WORKER: gettext_lazy("case worker"),
    Who.CAREER_ADVISER: gettext_lazy("career adviser"),
    Who.SETTLEMENT_OFFICER: gettext_lazy("settlement officer"),
    Who.COORDINATOR: gettext_lazy("project coordinator"),
    Who.ADMINISTRATOR: gettext_lazy("administrator of the unit"),
    Who.COORDINATOR_OR_ADMINISTRATOR: gettext_lazy("project coordinator or administrator"),
}
PARTS: dict[When, Promise] = {
    When.LATE: gettext_lazy("Late"),
    When.TODAY: gettext_lazy("Today: due, or a reminder"),
    When.THIS_WEEK: gettext_lazy("Within a week"),
    When.LATER: gettext_lazy("Later"),
}


def task(item: Item) -> str:
    """What is to be done, without naming whom it is about."""
    facts = {name: _written(name, value) for name, value in item.facts.items()}
    return str(TASKS[item.kind]) % facts


def counted(kind: Kind, n: int) -> str:
    """'3 outcomes to find out': how much of a kind there is, for letters and calendars."""
    return COUNTED[kind] % {"n": n}


def waits_for(item: Item) -> str:
    """The person in charge, or the role while nobody in person is."""
    return item.in_charge.name if item.in_charge else str(ROLES[item.due.who])


def days_left(days: int) -> str:
    """'in 3 days', 'today', '2 days late'."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("one day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("in one day", "in %(n)s days", days) % {"n": days}


def when(item: Item) -> str:
    """By when; what stands among today's for a reminder alone says so."""
    left = days_left(item.days_left)
    return _("reminder: due %(when)s") % {"when": left} if item.is_reminder else left


def last_day(item: Item, *, holiday: str | None) -> str:
    """The last day, and where nobody works on it, the last working day before while it lasts."""
    day = formats.day(item.due.due_on)
    if item.is_late or not item.due.falls_on_free_day:
        return day
    told = {"day": day, "why": holiday or _("a weekend"), "work_by": formats.day(item.due.work_by)}
    return _("%(day)s (%(why)s; the last working day before it is %(work_by)s)") % told


def _written(name: str, value: object) -> object:
    if isinstance(value, date):
        return formats.month_name(value) if name == "month" else formats.day(value)
    return value
