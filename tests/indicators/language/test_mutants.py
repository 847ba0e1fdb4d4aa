"""Mistakes planted in the readings, one at a time: the hand-written cases notice every one.

A mutant that survives is a hole in `rules.JUDGED` or `standings.STANDINGS`, and is mended there.
"""

import inspect
from types import ModuleType

import pytest

from indicators.language import as_python, as_sql, contradictions, opening, opening_as_sql
from tests.indicators.language.agreement import wrong_in_python, wrong_in_sql
from tests.indicators.language.contradicting import misread
from tests.indicators.language.standings import misplaced_by_python, misplaced_by_sql

# What goes wrong, what is written in the source, and what stands there instead.
Mutant = tuple[str, str, str]

IN_PYTHON: list[Mutant] = [
    ("unknown treated as true", "_is_known(value) and _answer", "not _is_known(value) or _answer"),
    ("nobody asked taken for an answer", 'value is not None and value != ""', "value is not None"),
    ("refused taken for yes", "bool(value == wanted)", 'value in (wanted, "REFUSED")'),
    ("at least without its border", '"at_least": operator.ge', '"at_least": operator.gt'),
    ("at most without its border", '"at_most": operator.le', '"at_most": operator.lt'),
    ("less than with its border", '"less_than": operator.lt', '"less_than": operator.le'),
    ("more than with its border", '"more_than": operator.gt', '"more_than": operator.ge'),
    ("hours rounded", "[comparison](value, number)", "[comparison](round(value), number)"),
    ("only the first of a list", "value in wanted", "value == wanted[0]"),
    ("any for all", "settles = isinstance(group, nodes.AnyOf)", "settles = True"),
    ("all for any", "settles = isinstance(group, nodes.AnyOf)", "settles = False"),
    ("not dropped", "holds=not judged.holds", "holds=judged.holds"),
    ("day 29 for day 28", "timedelta(days=span.count)", "timedelta(days=span.count + 1)"),
    ("day 27 for day 28", "timedelta(days=span.count)", "timedelta(days=span.count - 1)"),
    ("months of thirty days", "add_months(day, span.count)", "day + timedelta(30 * span.count)"),
    ("before the exit accepted", "day_after(anchor, window.first) if window.first else", ""),
    ("after the window accepted", "day_after(anchor, window.last) if window.last else", ""),
    ("always from the exit", "row[fields.ANCHORS[window.after]]", 'row["ended_on"]'),
    ("still here taken for left", "anchor = row[", 'anchor = row["started_on"] or row['),
    ("the first day left out", "first <= day", "first < day"),
    ("the last day left out", "day <= last", "day < last"),
    (
        "kinds for areas",
        "row[fields.FIELDS[branch.field].name]\n",
        'row[fields.FIELDS[branch.field].name.replace("areas", "kinds")]\n',
    ),
]

IN_SQL: list[Mutant] = [
    ("not of unknown is unknown", 'f"({sql}) is not true"', 'f"not ({sql})"'),
    ("not dropped", 'f"({sql}) is not true"', 'f"({sql}) is true"'),
    ("unknown treated as true", "holds, params = _condition(", "holds, params = _unless_false("),
    ("at least without its border", '"at_least": ">="', '"at_least": ">"'),
    ("at most without its border", '"at_most": "<="', '"at_most": "<"'),
    ("less than with its border", '"less_than": "<"', '"less_than": "<="'),
    ("more than with its border", '"more_than": ">"', '"more_than": ">="'),
    ("any for all", '_group(" and ", branches)', '_group(" or ", branches)'),
    ("all for any", '_group(" or ", branches)', '_group(" and ", branches)'),
    ("refused taken for yes", 'f"{column} = %s", [value]', 'f"{column} >= %s", [value]'),
    ("only the first of a list", "[list(values)]", "[list(values[:1])]"),
    ("nobody asked taken for an answer", 'f"{column} <> %s", [""]', 'f"{column} is not null", []'),
    ("known for unknown", 'f"{column} is not null", []', 'f"{column} is null", []'),
    ("day 29 for day 28", 'f"{column} + %s", [span.count]', 'f"{column} + %s", [span.count + 1]'),
    ("day 27 for day 28", 'f"{column} + %s", [span.count]', 'f"{column} + %s", [span.count - 1]'),
    ("months of thirty days", "make_interval(months => %s)", "make_interval(days => 30 * %s)"),
    ("before the exit accepted", '(">=", window.first)', '(">=", _far(window.first, -999))'),
    ("after the window accepted", '("<=", window.last)', '("<=", _far(window.last, 999))'),
    ("always from the exit", "p.{fields.ANCHORS[window.after]}", "p.ended_on"),
    ("the first day left out", 'ends = [(">=", first)', 'ends = [(">", first)'),
    ("the last day left out", '("<=", last)]', '("<", last)]'),
    ("hours rounded", 'column = f"p.{field.name}"', 'column = _rounded(f"p.{field.name}")'),
    (
        "kinds for areas",
        'column = f"p.{field.name}"',
        'column = f"p.{field.name}".replace("areas", "kinds")',
    ),
]

OF_VERSIONS_IN_SQL: list[Mutant] = [
    ("rule set ignored", "definition.rule_set or None", "None"),
    ("first day of a version left out", '(f"{day} >= %s"', '(f"{day} > %s"'),
    ("first day of the next included", '(f"{day} < %s"', '(f"{day} <= %s"'),
    ("beginning ignored", "definition.since)", "None)"),
    ("end ignored", "definition.until)", "None)"),
    ("no day needed", "p.{counting_day(definition)} is not null and ", ""),
]

OF_OPENING_IN_PYTHON: list[Mutant] = [
    ("window open a day longer", "if on <= closes_on else", "if on <= closes_on + _ONE_DAY else"),
    ("window closed a day early", "if on <= closes_on else", "if on < closes_on else"),
    ("all windows needed for any", "is wanted)\n        case", "is not wanted)\n        case"),
    ("not dropped", "row, not wanted)", "row, wanted)"),
    (
        "outcomes never open",
        "if isinstance(tree, nodes.Observed) and wanted and not is_true",
        "if 0",
    ),
    ("always from the exit", "row[fields.ANCHORS[window.after]]", 'row["ended_on"]'),
    ("who left may still change", 'if row["ended_on"] is not None:', "if False:"),
    ("the path stays as it is", '("ended_on", "completed_path")', '("ended_on",)'),
    ("the exit stays as it is", '("ended_on", "completed_path")', '("completed_path",)'),
    (
        "leaving soon is settled",
        "case nodes.Within():\n            return True",
        "case int(): pass",
    ),
    ("support shrinks", "is_true is (comparison", "is_true is not (comparison"),
    ("more of what is exceeded", "bool(value <= wanted)", "True"),
    ("what is reached never changes", "bool(value <= wanted)", "bool(value < wanted)"),
    ("the shortest of a list", "max(map(int, listed))", "min(map(int, listed))"),
    ("rule set ignored", '("", row["rule_set"])', '("", version.rule_set)'),
    ("beginning ignored", "version.since <= day", "True"),
    ("first day of a version left out", "version.since <= day", "version.since < day"),
    ("first day of the next included", "day < version.until", "day <= version.until"),
    ("open in the next version, too", "version.until - _ONE_DAY", "version.until"),
    ("open before its version", "version.since <= last", "True"),
    ("no day needed", "day is not None and _judges", "_judges"),
]

OF_OPENING_IN_SQL: list[Mutant] = [
    ("all windows needed for any", "isinstance(tree, nodes.AllOf) is wanted", "True"),
    ("any window is enough for all", "isinstance(tree, nodes.AllOf) is wanted", "False"),
    ("not dropped", "wanted=not wanted", "wanted=wanted"),
    ("outcomes never open", "if isinstance(question, nodes.Observed) and wanted:", "if 0:"),
    ("always from the exit", "p.{fields.ANCHORS[window.after]}", "p.ended_on"),
    ("open without an exit is closed", "coalesce({day}, {_ALWAYS})", "coalesce({day}, {_NEVER})"),
    ("who left may still change", '_HAS_NOT_LEFT = "p.ended_on is null"', '_HAS_NOT_LEFT = "true"'),
    ("support shrinks", "if comparison in SHRINKING", "if comparison not in SHRINKING"),
    ("what is reached never changes", 'f"{column} <= %s", [wanted]', 'f"{column} < %s", [wanted]'),
    ("the shortest of a list", "max(map(int, listed))", "min(map(int, listed))"),
    ("open in the next version, too", "%s::date - 1", "%s::date"),
    ("open before its version", "if version.since is None:", "if True:"),
    ("another version's participations", "({judged}) is false", "({judged}) and false"),
    ("hits are open, too", "({hits}) is not true", "({hits}) is not null"),
]

IN_CONTRADICTIONS: list[Mutant] = [
    ("unknown if one branch is", "self.unknown and by.unknown", "self.unknown or by.unknown"),
    ("ends taken from one branch", "least=max((", "least=min(("),
    ("more than with its border", "Left(least=number + 1)", "Left(least=number)"),
    ("less than with its border", "Left(most=number - 1)", "Left(most=number)"),
    ("hours without hundredths", "_HUNDREDTHS = 100", "_HUNDREDTHS = 1"),
    ("not never known", "_UNKNOWN if turned else _KNOWN", "_KNOWN"),
    ("one alternative is enough", "if all(_impossible(", "if any(_impossible("),
    ("alternatives seen alone", "is_turned, left)", "is_turned, {})"),
    ("not dropped", "not turned)\n    elif", "turned)\n    elif"),
    ("a month of 31 days", "window.first.fewest_days", "window.first.most_days"),
    ("a month of 28 days", "window.last.most_days", "window.last.fewest_days"),
    ("the exit need not be known", "yield fields.ANCHORS[window.after], _KNOWN", "pass"),
    ("the opposite of itself", "only=frozenset({not turned})", "only=frozenset({True})"),
]

# What some of the planted mistakes call.
EXTRAS = """

def _unless_false(branch):
    sql, params = _condition(branch)
    return f"({sql}) is not false", params


def _rounded(column):
    return f"round({column})" if column.endswith("_hours") else column


def _far(span, days):
    return span and nodes.Span(days, "days")
"""


def mutated(module: ModuleType, mutant: Mutant) -> ModuleType:
    """The module with one fragment of its source replaced, and the real one left alone."""
    name, written, instead = mutant
    source = inspect.getsource(module)
    assert source.count(written) == 1, f"{name}: planted nowhere, or in two places"
    changed = ModuleType(module.__name__)
    code = compile(source.replace(written, instead) + EXTRAS, f"<{name}>", "exec")
    exec(code, changed.__dict__)
    return changed


def names(mutants: list[Mutant]) -> list[str]:
    return [name for name, *_ in mutants]


@pytest.mark.parametrize("mutant", IN_PYTHON, ids=names(IN_PYTHON))
def test_a_mistake_in_the_reading_by_python_is_noticed(mutant):
    assert wrong_in_python(mutated(as_python, mutant))


@pytest.mark.parametrize("mutant", IN_SQL, ids=names(IN_SQL))
def test_a_mistake_in_the_reading_by_sql_is_noticed(scratch_connection, mutant):
    assert wrong_in_sql(scratch_connection, mutated(as_sql, mutant))


@pytest.mark.parametrize("mutant", OF_VERSIONS_IN_SQL, ids=names(OF_VERSIONS_IN_SQL))
def test_a_mistake_about_versions_is_noticed(scratch_connection, mutant):
    assert misplaced_by_sql(scratch_connection, hits=mutated(as_sql, mutant))


@pytest.mark.parametrize("mutant", OF_OPENING_IN_PYTHON, ids=names(OF_OPENING_IN_PYTHON))
def test_a_mistake_in_python_about_who_may_still_count_is_noticed(mutant):
    assert misplaced_by_python(mutated(opening, mutant))


@pytest.mark.parametrize("mutant", OF_OPENING_IN_SQL, ids=names(OF_OPENING_IN_SQL))
def test_a_mistake_in_sql_about_who_may_still_count_is_noticed(scratch_connection, mutant):
    assert misplaced_by_sql(scratch_connection, still=mutated(opening_as_sql, mutant))


@pytest.mark.parametrize("mutant", IN_CONTRADICTIONS, ids=names(IN_CONTRADICTIONS))
def test_a_mistake_in_finding_contradictions_is_noticed(mutant):
    assert misread(mutated(contradictions, mutant))


def test_without_a_mistake_nothing_is_noticed(scratch_connection):
    unchanged = ("nothing", "Identifiers come", "Identifiers come")

    assert not wrong_in_sql(scratch_connection, mutated(as_sql, unchanged))
    assert not misplaced_by_sql(scratch_connection, hits=mutated(as_sql, unchanged))
