"""The invented people: as many as promised, nobody twice, and nothing the checks would refuse."""

import time
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from config.demo import journeys, plan, planned, population, stays
from core import pesel
from projects.participants import rule_sets, rules, vocabulary

TODAY = plan.PLANNED_FOR
PROJECTS = {each.key: each for each in plan.projects()}


@pytest.fixture(scope="module")
def people():
    return population.people()


@pytest.fixture(scope="module")
def participations():
    return population.participations(today=TODAY)


def paths(participations):
    """Participations by person, each in the order in which they began."""
    found = defaultdict(list)
    for each in participations:
        found[each.person].append(each)
    return found


def problems(person, participation, *, today):
    project = PROJECTS[participation.project_key]
    rule_set = rule_sets.rule_set(project.rule_set)
    start = population.start_of(person, participation)
    return [
        *rules.problems_at_start(
            start,
            project_starts_on=project.starts_on,
            project_ends_on=project.ends_on,
            gmina_known=participation.gmina in project.gminas,
            today=today,
            rule_set=rule_set,
        ),
        *rules.problems_at_leave(
            start, population.leave_of(participation), today=today, rule_set=rule_set
        ),
    ]


def test_five_thousand_people_took_part_5240_times(people, participations):
    times = Counter(len(path) for path in paths(participations).values())

    assert len(people) == 5_000
    assert len(participations) == 5_240
    assert times == {1: 4_773, 2: 214, 3: 13}


def test_1487_people_have_disabilities(people):
    assert sum(person.disability == "YES" for person in people) == 1_487


def test_no_row_breaks_a_rule_that_blocks(people, participations):
    found = Counter(
        (problem.check, problem.severity)
        for each in participations
        for problem in problems(people[each.person], each, today=TODAY)
    )

    assert set(found) == {("L02", "W"), ("L03", "W"), ("V30", "Q")}


def test_the_records_of_everybody_hold_what_the_checks_ask_for(people, participations):
    found = Counter(
        problem.check
        for each in participations
        for problem in rules.problems_on_file(
            population.start_of(people[each.person], each),
            population.on_file_of(each),
            ended_on=each.ended_on,
            project_ends_on=PROJECTS[each.project_key].ends_on,
            group=rules.TargetGroupRules(reintegration_unit="CIS"),
            today=TODAY,
            rule_set=rule_sets.rule_set(PROJECTS[each.project_key].rule_set),
        )
        if problem.facts.get("reason") != "degurba"
    )

    # Only certificates of people who are still in run out.
    assert set(found) <= {"L08"}


@pytest.mark.parametrize("today", [TODAY, date(2027, 6, 1), date(2030, 1, 1)])
@pytest.mark.parametrize("seed", [population.SEED, 7])
def test_another_day_or_seed_breaks_no_rule_either(today, seed):
    people = population.people(seed)
    found = population.participations(today=today, seed=seed)

    severities = {
        problem.severity
        for each in found
        for problem in problems(people[each.person], each, today=today)
    }
    assert severities == {"W", "Q"}


@pytest.mark.parametrize("key", PROJECTS)
def test_the_results_of_a_project_are_those_of_the_plan(people, participations, key):
    here = [each for each in participations if each.project_key == key]
    kinds = Counter(kind for each in here for kind, _ in each.outcomes)
    cells = Counter(
        (people[each.person].sex, people[each.person].disability == "YES") for each in here
    )
    result = PROJECTS[key].result

    assert cells == plan.cells(result)
    assert kinds["EMPLOYMENT"] == result.employed
    assert kinds["QUALIFICATION"] == result.qualified
    assert kinds["JOB_SEARCH"] == result.job_seeking
    assert sum(bool(each.completed_path) for each in here) == result.completed
    assert sum(each.ended_on is not None for each in here) == PROJECTS[key].left


def test_nobody_is_twice_in_one_project_and_none_begins_before_the_last_has_ended(participations):
    for path in paths(participations).values():
        keys = [each.project_key for each in path]
        assert len(set(keys)) == len(keys)
        for earlier, later in zip(path, path[1:], strict=False):
            assert earlier.ended_on < later.started_on


def test_numbers_are_valid_unique_and_those_of_their_people(people):
    numbers = [person.pesel for person in people if person.pesel]

    assert len(set(numbers)) == len(numbers) == 5_000 - sum(journeys.WITHOUT_PESEL.values())
    for person in people:
        if person.pesel:
            expected = pesel.Pesel(born_on=person.born_on, sex=person.sex)
            assert pesel.read(person.pesel) == expected


def test_foreigners_without_a_number_take_part_once(people, participations):
    for person, path in paths(participations).items():
        if people[person].pesel is None:
            assert len(path) == 1


def test_surnames_have_the_form_of_their_bearer(people):
    women = {person.family_name for person in people if person.sex == "F"}
    men = {person.family_name for person in people if person.sex == "M"}

    assert {"Kowalska", "Formela"} <= women
    assert {"Kowalski", "Formela"} <= men
    assert not any(part.endswith(("ski", "cki")) for name in women for part in name.split("-"))
    assert not any(part.endswith(("ska", "cka")) for name in men for part in name.split("-"))


def test_addresses_reach_nobody(people):
    mailboxes = [person.email for person in people if person.email]

    assert len(set(mailboxes)) == len(mailboxes) > 4_500
    assert all(mailbox.partition("@")[2] in population.DOMAINS for mailbox in mailboxes)
    assert all(person.phone.startswith("+48 10") for person in people if person.phone)


def test_everyone_lives_where_the_project_works(people, participations):
    last = {person: path[-1] for person, path in paths(participations).items()}

    for each in participations:
        assert each.gmina in PROJECTS[each.project_key].gminas
    assert all(people[person].gmina == each.gmina for person, each in last.items())


def test_every_gmina_of_the_plan_has_a_place_to_live():
    with_places = {row["gmina"] for row in planned.rows("residences")}

    assert {code for each in plan.projects() for code in each.gminas} <= with_places


def test_pracownia_had_493_people_by_the_end_of_2021(participations):
    by_then = [
        each
        for each in participations
        if each.project_key == "gdynia-pracownia" and each.started_on <= date(2021, 12, 31)
    ]

    assert len(by_then) == 493


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=100)])
def test_running_projects_have_work_today(today):
    closing, in_window = Counter(), Counter()
    still_in = Counter()
    for each in population.participations(today=today):
        if each.ended_on is None:
            still_in[each.project_key] += 1
        elif each.exit_situation == "BEING_MONITORED":
            in_window[each.project_key] += 1
            closes_on = each.ended_on + timedelta(days=stays.WINDOW_DAYS)
            assert today <= closes_on
            closing[each.project_key] += closes_on <= today + timedelta(days=6)

    running = {key: project for key, project in PROJECTS.items() if project.is_running}
    assert set(still_in) == set(in_window) == set(running)
    assert all(in_window[key] == project.pending for key, project in running.items())
    assert all(closing[key] for key in running)


def test_the_demo_knows_the_window_of_every_rule_set():
    windows = {rule_sets.rule_set(code).result_window_days for code in rule_sets.codes()}

    assert windows == {stays.WINDOW_DAYS}


def test_the_same_seed_draws_the_same_people_and_another_seed_others(people):
    journeys.journeys.cache_clear()
    population._residents.cache_clear()

    assert population.people() == people
    assert population.people(1) != people


def test_finished_projects_do_not_depend_on_the_day():
    of_today, of_next_year = (
        [
            each
            for each in population.participations(today=day)
            if PROJECTS[each.project_key].is_real
        ]
        for day in (TODAY, date(2027, 6, 1))
    )

    assert of_today == of_next_year


def test_generation_takes_less_than_two_seconds():
    # Of this process: a busy machine says nothing about the demo.
    began = time.process_time()
    population.people(42)
    population.participations(today=TODAY, seed=42)

    assert time.process_time() - began < 2


def test_every_code_the_demo_writes_is_in_a_vocabulary(people, participations):
    statuses = {each.labour_status for each in participations}
    situations = {each.exit_situation for each in participations} - {""}
    kinds = {kind for each in participations for kind, _ in each.outcomes}

    assert statuses == set(vocabulary.LabourStatus.values)
    assert situations <= set(vocabulary.ExitSituation.values)
    assert kinds == set(vocabulary.OutcomeKind.values)
    assert {person.disability for person in people} == set(vocabulary.Disability.values)
