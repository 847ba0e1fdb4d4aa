"""Rules that nobody can fulfil, with the branch to name, and rules that only look like them."""

from types import ModuleType

from indicators.language import contradictions, tree

WOMAN, MAN = {"field": "sex", "is": "F"}, {"field": "sex", "is": "M"}
ADULT, MINOR = {"field": "age", "at_least": 18}, {"field": "age", "less_than": 18}
LEFT = {"field": "ended_on", "known": True}


def hours(**asked: int) -> dict[str, object]:
    return {"field": "support_hours", **asked}


def left(**period: str) -> dict[str, object]:
    return {"field": "ended_on", **{end.strip("_"): day for end, day in period.items()}}


def work(**window: object) -> dict[str, object]:
    return {"outcome": "EMPLOYMENT", "window": {end.strip("_"): n for end, n in window.items()}}


IMPOSSIBLE = [
    ("all[1]", {"all": [WOMAN, MAN]}),
    ("all[2]", {"all": [WOMAN, ADULT, MAN]}),
    ("all[1].all[0]", {"all": [WOMAN, {"all": [MAN, ADULT]}]}),
    ("all[1].not.any[1]", {"all": [WOMAN, {"not": {"any": [MINOR, WOMAN]}}]}),
    ("not.any[1].not", {"not": {"any": [WOMAN, {"not": WOMAN}]}}),
    ("not.not.all[1]", {"not": {"not": {"all": [WOMAN, MAN]}}}),
    ("all[1]", {"all": [{"field": "age", "at_least": 30}, MINOR]}),
    ("all[1]", {"all": [ADULT, {"field": "age", "is": 17}]}),
    ("all[1]", {"all": [{"field": "age", "more_than": 17}, {"field": "age", "less_than": 18}]}),
    ("all[1]", {"all": [hours(more_than=20), hours(at_most=20)]}),
    ("all[1]", {"all": [hours(at_least=20), hours(less_than=20)]}),
    ("all[1]", {"all": [{"field": "isced", "in": [0, 1, 2]}, {"field": "isced", "in": [3, 4]}]}),
    ("all[1]", {"all": [{"field": "isced", "in": [0, 1]}, {"field": "isced", "at_least": 2}]}),
    ("all[3]", {"all": [
        {"field": "isced", "in": [1, 2]}, {"field": "isced", "in": [2, 3]}, ADULT,
        {"field": "isced", "in": [1, 3]},
    ]}),
    ("all[1].not", {"all": [{"field": "disability", "is": "YES"},
                            {"not": {"field": "disability", "known": True}}]}),
    ("all[1]", {"all": [{"not": LEFT}, LEFT]}),
    ("all[1]", {"all": [{"not": LEFT}, work(to=28)]}),
    ("all[1]", {"all": [{"not": LEFT}, {"field": "ended_on", "window": {"after": "start", "to": 9}}]}),
    ("all[3]", {"all": [
        {"not": WOMAN}, {"not": {"field": "sex", "in": ["F"]}}, {"not": MAN},
        {"field": "sex", "known": True},
    ]}),
    ("all[1]", {"all": [left(to="2021-06-30"), left(from_="2021-07-01")]}),
    ("all[1].not", {"all": [left(to="2021-06-30"), {"not": left(to="2021-07-31")}]}),
    ("all[1]", {"all": [work(_from=0, to=10), work(_from=11, to=20)]}),
    ("all[1]", {"all": [work(_from=0, to=27), work(from_months=1, to_months=2)]}),
    ("all[1].not", {"all": [work(to=28), {"not": work(to=28)}]}),
    ("", {"any": [{"all": [WOMAN, MAN]}, {"all": [ADULT, MINOR]}]}),
    ("all[1]", {"all": [WOMAN, {"any": [MAN, {"all": [ADULT, MINOR]}]}]}),
    ("all[0]", {"all": [{"any": [MAN, {"not": WOMAN}]}, WOMAN, {"field": "sex", "in": ["F"]}]}),
    ("not", {"not": {"all": [{"any": [ADULT, MINOR, {"not": {"field": "age", "known": True}}]}]}}),
]  # fmt: skip

POSSIBLE = [
    {"any": [{"all": [WOMAN, MAN]}, ADULT]},
    {"all": [WOMAN, {"any": [MAN, ADULT]}]},
    {"not": {"all": [WOMAN, MAN]}},
    {"all": [{"field": "age", "more_than": 17}, {"field": "age", "less_than": 19}]},
    {"all": [hours(more_than=20), hours(less_than=21)]},
    {"all": [hours(at_least=20), hours(at_most=20)]},
    {"all": [{"not": {"field": "isced", "at_least": 3}}, {"not": {"field": "isced", "at_most": 2}}]},
    {"all": [left(to="2021-06-30"), left(from_="2021-06-30")]},
    {"all": [work(_from=0, to=10), work(_from=10, to=20)]},
    {"all": [work(_from=0, to=28), work(from_months=1, to_months=2)]},
    {"all": [work(to_months=1), work(_from=31, to=40)]},
    {"all": [work(to=10), work(after="start", from_=11, to=20)]},
    {"all": [work(to=28), {"not": work(to=10)}]},
    {"all": [WOMAN, WOMAN]},
]  # fmt: skip


def misread(reading: ModuleType = contradictions) -> list[object]:
    """The rules that are refused without reason, taken without reason, or named elsewhere."""
    cases = [*IMPOSSIBLE, *((None, rule) for rule in POSSIBLE)]
    return [rule for path, rule in cases if reading.found(tree.read(rule)) != path]
