"""A person's records as their page shows them: the state, premises, and what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.agreements.models import Project
from projects.participants import countries, notices, rules
from projects.participants.columns import address_at_start, benefits_of
from projects.participants.entries import POLAND, AddressEntry
from projects.participants.models import Participation, Premise
from projects.participants.premise_kinds import catalogue
from projects.participants.rule_sets import rule_set
from projects.participants.scopes import Scope, Wording, basis_of
from projects.participants.sentences import sentence
from projects.participants.wordings import said, said_of
from ui import formats
from ui.parts import Cell, Column, Table

SEVERITIES: dict[str, tuple[Promise, str]] = {
    "E": (gettext_lazy("blocks the export"), "bad"),
    "W": (gettext_lazy("warning"), "amber"),
    "Q": (gettext_lazy("to be asked"), ""),
}
# Which page enters a field; the state at the start has all the others.
PERSON_FIELDS = ("pesel", "sex", "born_on", "other_identifier", "email", "phone")
EXIT_FIELDS = ("ended_on", "exit_situation", "completed_path", "outcomes")
WHOLE_PAGES = {"premises": "premises", "social_contract": "contract"}
PAGES = {
    **dict.fromkeys(PERSON_FIELDS, "correct-person"),
    **dict.fromkeys(EXIT_FIELDS, "leave"),
    **WHOLE_PAGES,
}
ELSEWHERE = frozenset({"support", "degurba", "person"})


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Missing:
    """One failed check: how grave, in words, on which text, and where it is mended."""

    check: str
    severity: str
    severity_words: str
    tone: str
    sentence: str
    basis: str
    url: str = ""


def missing(
    problems: Iterable[rules.Problem], participation: Participation, *, may_edit: bool
) -> list[Missing]:
    """The failed checks, the gravest first."""
    order = list(SEVERITIES)
    found = sorted(problems, key=lambda one: (order.index(one.severity), one.check))
    return [
        Missing(
            check=one.check,
            severity=one.severity,
            severity_words=str(SEVERITIES[one.severity][0]),
            tone=SEVERITIES[one.severity][1],
            sentence=sentence(one),
            basis=said(basis_of(one.check)),
            url=where_mended(one.field, participation) if may_edit else "",
        )
        for one in found
    ]


def where_mended(field: str, participation: Participation) -> str:
    """Where the field is entered, and at which control; nowhere for what no page here mends."""
    if field in ELSEWHERE:
        return ""
    page = PAGES.get(field, "correct-start")
    url = reverse(f"participants:{page}", args=[participation.pk])
    name = {"long_term_unemployed": "labour_detail"}.get(field, field)
    return url if field in WHOLE_PAGES or field == "outcomes" else f"{url}#id_{name}"


def state_facts(participation: Participation, *, whole: bool) -> list[Fact]:
    """The frozen state in the order of the period's form; what was never asked is said so.

    Not `whole` is the minimum: of the personal situation only disability, which figures need.
    """
    scope = rule_set(participation.project.rule_set).scope
    known = [Fact(_("Sex"), participation.person.get_sex_display())]
    for name, field in scope.fields.items():
        hidden = field.section == "exit" or (
            field.section == "situation" and not whole and name != "disability"
        )
        if not hidden and (field.required or getattr(participation, name)):
            known.append(Fact(said(field.label), _said(scope, name, participation)))
    return [*known, *_local_facts(participation)] if whole else known


def _said(scope: Scope, name: str, participation: Participation) -> str:
    if name == "labour_status":
        register = participation.labour_register
        return said_of(scope, name, scope.status_code(participation.labour_status, register))
    if name == "isced":
        return str(participation.get_isced_display())
    given = getattr(participation, name)
    if isinstance(given, date):
        return formats.day(given)
    if not given:
        return _("not asked yet")
    return said_of(scope, name, given) if scope.fields[name].values else str(given)


def _local_facts(participation: Participation) -> Iterator[Fact]:
    """What the project needs and no national file takes."""
    months = participation.months_out_of_work_count
    if months is not None:
        yield Fact(_("Months without work"), str(months))
    yield Fact(
        _("At risk of poverty or social exclusion"), _("yes") if participation.at_risk else _("no")
    )
    if participation.in_disability_quota:
        yield Fact(_("Takes a place kept for people with disabilities"), _("yes"))
    benefits = benefits_of(participation)
    if benefits is not None:
        names = [said(catalogue().benefits[code].wording) for code in benefits]
        yield Fact(_("Benefits"), ", ".join(names) or _("none"))
    degree = participation.degurba_at_start
    yield Fact(_("DEGURBA"), str(degree or _("not known until the official list is loaded")))
    yield from _papers(participation)


def _papers(participation: Participation) -> Iterator[Fact]:
    papers = {
        _("Notice of RODO given on"): participation.notice_given_on,
        _("Declaration signed on"): participation.declared_on,
        _("Guardian consented on"): participation.guardian_consented_on,
    }
    for label, day in papers.items():
        if day:
            version = participation.notice_version if day is participation.notice_given_on else ""
            yield Fact(label, " · ".join(filter(None, (formats.day(day), version))))


def address_facts(participation: Participation) -> list[Fact]:
    """Where the person lived at the start: only for whoever may see where people live."""
    return [Fact(_("Address at the start"), written(address_at_start(participation)))]


def written(address: AddressEntry) -> str:
    """An address on one line, as an envelope has it."""
    number = "/".join(filter(None, (address.building, address.flat)))
    street = " ".join(filter(None, (address.street, number)))
    place = " ".join(filter(None, (address.postal_code, address.place)))
    abroad = countries.name_of(address.country) if address.country != POLAND else ""
    return ", ".join(filter(None, (street, place, abroad)))


def premises_table(premises: Iterable[Premise], *, on: date, may_edit: bool) -> Table:
    columns = [
        Column(_("Premise")),
        Column(_("Evidence seen")),
        Column(_("Valid")),
        Column(_("Seen by"), wide_only=True),
    ]
    if may_edit:
        columns += [Column(_("Change"))]
    return Table(
        _("Premises of exclusion with the evidence that was seen"),
        columns,
        [_premise_row(one, on=on, may_edit=may_edit) for one in premises],
        caption_hidden=True,
    )


def _premise_row(premise: Premise, *, on: date, may_edit: bool) -> list[object]:
    listed = catalogue()
    kind = listed.premises[premise.kind]
    degree = listed.disability_degrees.get(premise.disability_degree)
    disability = listed.disability_kinds.get(premise.disability_kind)
    details = ", ".join(said(one) for one in (degree, disability) if one)
    name = said(kind.wording)
    seen_by = premise.seen_by.display_name if premise.seen_by else ""
    row: list[object] = [
        f"{name} ({details})" if details else name,
        said(listed.evidence.get(premise.evidence, Wording(premise.evidence, premise.evidence))),
        _validity(premise, on=on),
        " · ".join(filter(None, (formats.day(premise.seen_on), seen_by))),
    ]
    if may_edit:
        url = reverse("participants:end-premise", args=[premise.participation_id, premise.pk])
        row.append(Cell(_("end or remove"), url=url))
    return row


def _validity(premise: Premise, *, on: date) -> Cell:
    until = premise.valid_to
    words = " – ".join(filter(None, (formats.day(premise.valid_from), formats.day(until))))
    if until is None:
        return Cell(words or _("without an end"))
    if until < on:
        return Cell(words, tag=_("over"))
    days = (until - on).days
    soon = days <= rules.RENEWAL_DAYS
    return Cell(words, tag=_("ends soon") if soon else "")


@dataclass(frozen=True)
class NoticeText:
    """The notice of RODO as it is given in a project, with its version and legal basis."""

    version: str
    valid_from: date
    basis: str
    paragraphs: list[str]


def notice(project: Project, *, on: date) -> NoticeText:
    found = notices.in_force(project.rule_set, on=on)
    paragraphs = found.paragraphs(polish=formats.is_polish(), controller=project.leader_name)
    return NoticeText(found.version, found.valid_from, found.basis, paragraphs)
