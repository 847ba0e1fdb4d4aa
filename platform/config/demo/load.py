"""Loads the demo through the real operations: tenants, staff, projects, people, figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from django.utils import timezone

from accounts import operations as accounts
from config.demo import (
    advised,
    brought,
    cast,
    connected,
    drafted,
    enlisted,
    forgotten,
    listed,
    noted,
    organised,
    plan,
    planned,
    population,
    promised,
    published,
    reported,
    served,
    settled,
    supported,
    watched,
    yearly,
)
from config.demo.scenes import playing
from config.demo.staff import who_may
from core import audit, polish, tenancy
from core.ledger.models import Member
from core.permissions import Permission, System
from core.platform_ledger.models import PlatformAuditEvent
from dashboards.metropolis import releasing
from indicators.facts import tasks as publishing
from indicators.targets import operations as targets
from projects.agreements import operations as agreements
from projects.agreements.models import Project, ProjectPartner
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.vocabulary import EvidenceKind, OutcomeKind
from tenants import operations as tenants
from tenants import provisioning, queries
from tenants.models import Tenant

BY = System("demo")
LOADED = "loaded the demonstration"
Say = Callable[[str], None]
EVIDENCE = {
    OutcomeKind.EMPLOYMENT: EvidenceKind.CONTRACT,
    OutcomeKind.QUALIFICATION: EvidenceKind.CERTIFICATE,
    OutcomeKind.JOB_SEARCH: EvidenceKind.STATEMENT,
    OutcomeKind.EDUCATION: EvidenceKind.SCHOOL,
    OutcomeKind.LASTING_WORK: EvidenceKind.EMPLOYER,
}
FUNDS = {"P2014": "RPO_WP", "P2021": "FEP"}


def is_loaded() -> bool:
    return queries.tenants().filter(is_demo=True).exists()


def is_whole() -> bool:
    """Whether a load came to its end; one that a crash cut short is no demonstration."""
    return PlatformAuditEvent.objects.filter(verb=LOADED).exists()


def load(*, today: date, say: Say) -> None:
    """Load everything once; about half a minute."""
    opened = _open_tenants()
    say(f"{len(opened)} tenants opened")
    _hire(queries.metropolis(), cast.METROPOLIS)
    busy = {each.tenant for each in plan.projects()}
    for position, (slug, tenant) in enumerate(opened.items()):
        _hire(tenant, cast.of_tenant(position, has_projects=slug in busy))
        _hire(tenant, cast.SECOND.get(slug, ()))
    say("staff signed up")
    entered = _enter_everything(opened, today=today)
    say(f"{entered} participations entered")
    with tenancy.inside(opened[playing.TENANT]):
        say(f"{playing.play(today=today)} scenes of a working day played")
    advised_count = advised.advise(opened[advised.TENANT], today=today)
    say(f"{advised_count} participants advised on work")
    helped_count = supported.support(opened, today=today, but_for=playing.TENANT)
    say(f"groups of {helped_count} more participants held")
    say(f"{yearly.plan_the_year(opened, today=today, by=BY)} targets of the year set")
    say(f"{listed.list_up(opened[playing.TENANT], today=today)} rows of a spreadsheet wait")
    say(f"{noted.note_down(opened[playing.TENANT], today=today)} rows about people who are here")
    say(f"{enlisted.enlist(opened[playing.TENANT], today=today)} rows of applications wait")
    sent_count = connected.connect(opened[connected.TENANT], today=today)
    say(f"{sent_count} requests of a partner's program answered")
    seen_count = organised.organise(opened, today=today, by=BY)
    say(f"{seen_count} tokens of one organisation in several units")
    settled.leave_open(opened, today=today)
    with tenancy.acting_as(tenancy.Role.WEB):
        promised.set_programme_targets(on=today, by=BY)
        everyone = list(Tenant.objects.open())
    for tenant in everyone:
        publishing.publish_tenant(tenant)
    say("facts published")
    moment = {"today": today, "at": timezone.now()}
    forgotten.remove_people(opened[forgotten.TENANT], **moment, by=BY)
    say("people of a unit removed after retention, figures kept")
    drafted.draft_a_version(at=timezone.now(), by=BY)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        # Also those who had nothing to publish are counted in.
        releasing.renew_totals()
        release = releasing.release_breakdowns()
    say(f"breakdowns released, {release.hidden_count} of {release.cells_count} cells hidden")
    pages = published.publish(opened, **moment, by=BY)
    say(f"a public edition approved and another waiting, {pages} projects have a page")
    say(f"{served.serve()} requests of an office for released figures answered")
    say(f"{watched.watch(opened, today=today)} warnings of projects in trouble, units asked")
    say(f"{reported.report(opened[playing.TENANT], today=today)} reports made")
    audit.record(LOADED, Tenant, by=BY)


def _open_tenants() -> dict[str, Tenant]:
    """Every tenant of the plan by its slug; the operations worker's own code opens them."""
    opened = {}
    for each in plan.tenants():
        job = tenants.ask_to_open(
            slug=each.slug,
            name=each.name,
            short_name=each.short_name,
            kind=each.kind,
            unit_code=each.unit,
            teryt_code=each.teryt,
            is_demo=True,
            by=BY,
        )
        provisioning.open_tenant(str(job.pk))
        opened[each.slug] = Tenant.objects.get(pk=job.arguments["tenant"])
    return opened


def _hire(tenant: Tenant, people: Iterable[cast.Actor]) -> None:
    """Sign up staff under the web role, as the invitation page would."""
    for person in people:
        with tenancy.acting_as(tenancy.Role.WEB):
            account = accounts.create_account(
                email=_email(person.name, tenant), display_name=person.name, is_demo=True, by=BY
            )
            tenants.grant(account=account, tenant=tenant, role=person.role, by=BY)


def _email(name: str, tenant: Tenant) -> str:
    who = polish.folded(name).replace(" ", ".")
    return f"{who}@{tenant.schema_name.replace('_', '-')}.example.org"


def _enter_everything(opened: dict[str, Tenant], *, today: date) -> int:
    people = population.people()
    rows: dict[str, list[population.DemoParticipation]] = defaultdict(list)
    for row in population.participations(today=today):
        rows[row.project_key].append(row)
    _leave_room(rows, people, today=today)
    kept = brought.hold_back(rows[brought.KEY], people)
    entered = 0
    for each in plan.projects():
        with tenancy.inside(opened[each.tenant]):
            by = who_may(Permission.EDIT_PROJECTS)
            project = _enter_project(each, by=by)
            made = participants.enter_many(
                project=project,
                entries=[_entry(people[row.person], row) for row in rows[each.key]],
                on=today,
                by=by,
            )
            entered += len(made)
            if each.key == brought.KEY:
                known = [_entry(people[row.person], row) for row in kept]
                entered += brought.bring(project, known, today=today)
    return entered


def _leave_room(
    rows: dict[str, list[population.DemoParticipation]],
    people: list[population.DemoPerson],
    *,
    today: date,
) -> None:
    """Take out as many as the scenes enter themselves, so that the published sums still hold."""
    stays = Counter(row.person for each in rows.values() for row in each)
    running = next(
        each.key
        for each in plan.projects()
        if each.tenant == playing.TENANT and each.starts_on <= today <= each.ends_on
    )
    for disability in playing.ENTERED_DISABILITIES:
        rows[running].remove(
            next(
                row
                for row in rows[running]
                if row.ended_on is None
                and stays[row.person] == 1
                and people[row.person].disability == disability
            )
        )


def _enter_project(each: planned.PlannedProject, *, by: Member) -> Project:
    project = agreements.enter_project(
        title=each.title,
        edition_no=each.edition,
        agreement_number=each.agreement_number,
        fund=FUNDS[each.rule_set],
        measure=each.measure,
        rule_set=each.rule_set,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        leader_name=each.leader,
        total_amount=each.total_value,
        eu_amount=each.eu_funding,
        own_amount=each.own_contribution,
        published_note=" ".join(filter(None, [*_dates_as_published(each), each.note])),
        source=each.source,
        invented=sorted(_invented_fields(each)),
        partners=_partners(each),
        by=by,
    )
    targets.set_targets(project=project, entries=_targets(each), by=by)
    return project


PRINTED = {"starts_on": "Początek według źródła", "ends_on": "Koniec według źródła"}


def _dates_as_published(each: planned.PlannedProject) -> list[str]:
    return [f"{PRINTED[name]}: {text}." for name, text in each.as_published.items()]


FIELD_OF_CELL = {
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "total_value": "total_amount",
    "eu_funding": "eu_amount",
    "title": "title",
    "leader": "leader_name",
    "programme": "fund",
}


def _invented_fields(each: planned.PlannedProject) -> set[str]:
    fields = {FIELD_OF_CELL[cell] for cell in each.invented if cell in FIELD_OF_CELL}
    # The own contribution is what remains: made up as soon as one of the two is.
    return fields | ({"own_amount"} if fields & {"total_amount", "eu_amount"} else set())


# As partners.csv calls them.
LEADER = "lider"
# It helped, and the source does not name it among the partners.
NO_PARTY = "nie wymieniono jako strony"
ROLE = re.compile(rf"^({LEADER}|partnerzy|partner)\b\s*[:;]?\s*")


def _partners(each: planned.PlannedProject) -> list[agreements.PartnerEntry]:
    kinds = ProjectPartner.Kind.values
    return [
        agreements.PartnerEntry(
            name=partner.name,
            kind=partner.kind if partner.kind in kinds else ProjectPartner.Kind.OTHER,
            is_leader=partner.role.startswith(LEADER),
            task=_task_of(partner),
        )
        for partner in plan.partners()
        if partner.project_key == each.key and NO_PARTY not in partner.role
    ]


def _task_of(partner: planned.Partner) -> str:
    """What is told beside the role itself: 'lider: aktywizacja społeczna' tells the activation."""
    return ROLE.sub("", partner.role)


def _targets(each: planned.PlannedProject) -> list[targets.TargetEntry]:
    target, made_up = each.target, each.invented
    disabled = (target.disabled, ("disabled", "disabled_women", "disabled_men"))
    by_sex = {
        ("PEOPLE_AT_RISK", ""): (target.supported, ("total", "women", "men")),
        # Promised twice: among the people at risk, and as an indicator of its own.
        ("PEOPLE_AT_RISK", "DISABLED"): disabled,
        ("PEOPLE_WITH_DISABILITIES", ""): disabled,
    }
    found = [
        targets.TargetEntry(
            definition_code=code,
            subset=subset,
            total=count.total,
            women=count.women,
            men=count.men,
            invented=tuple(
                cell
                for cell, name in zip(("total", "women", "men"), names, strict=True)
                if f"target_{name}" in made_up
            ),
        )
        for (code, subset), (count, names) in by_sex.items()
    ]
    single = {
        "EMPLOYED_AFTER": (target.employed, "employed"),
        "QUALIFICATION_GAINED": (target.qualified, "qualified"),
        "SEEKING_WORK": (target.job_seeking, "job_seeking"),
    }
    for code, (count, name) in single.items():
        invented = ("total",) if f"target_{name}" in made_up else ()
        found.append(targets.TargetEntry(definition_code=code, total=count, invented=invented))
    return found


def _entry(
    person: population.DemoPerson, row: population.DemoParticipation
) -> entries.ParticipantEntry:
    return entries.ParticipantEntry(
        person=entries.PersonEntry(
            given_name=person.given_name,
            family_name=person.family_name,
            pesel=person.pesel,
            born_on=person.born_on,
            sex=person.sex,
            phone=person.phone,
            email=person.email,
            other_identifier=person.other_identifier,
            street=person.street,
            building=person.building,
            flat=person.flat,
            postal_code=row.postal_code,
            place=row.place,
            gmina=row.gmina,
        ),
        start=entries.StartEntry(
            started_on=row.started_on,
            labour_status=row.labour_status,
            isced=row.isced,
            disability=person.disability,
            long_term_unemployed=row.long_term_unemployed,
            months_out_of_work=row.months_out_of_work,
            at_risk=row.at_risk,
            **vars(row.answers),
        ),
        leave=_leave(row),
        premises=row.premises,
    )


def _leave(row: population.DemoParticipation) -> entries.LeaveEntry | None:
    if row.ended_on is None:
        return None
    return entries.LeaveEntry(
        ended_on=row.ended_on,
        completed_path=bool(row.completed_path),
        exit_situation=row.exit_situation,
        outcomes=tuple(
            entries.OutcomeEntry(kind=kind, observed_on=day, evidence=EVIDENCE[OutcomeKind(kind)])
            for kind, day in row.outcomes
        ),
    )
