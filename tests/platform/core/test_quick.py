"""A dataclass that is made quickly is the same dataclass."""

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from core.quick import quickly_made


@dataclass(frozen=True, kw_only=True)
class Slow:
    name: str
    flat: str = ""
    floor: int | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Quick:
    name: str
    flat: str = ""
    floor: int | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Quicker(Quick):
    lift: bool


@pytest.mark.parametrize("given", [{"name": "a"}, {"name": "a", "floor": 2, "flat": "b"}])
def test_it_holds_what_a_slow_one_holds(given):
    assert vars(Quick(**given)) == vars(Slow(**given))
    assert Quick(**given) == Quick(**given) == replace(Quick(name="x", **{}), **given)
    assert hash(Quick(**given)) == hash(Quick(**given))


def test_what_it_inherits_is_set_too():
    assert vars(Quicker(name="a", lift=True)) == {
        "name": "a",
        "flat": "",
        "floor": None,
        "lift": True,
    }


@pytest.mark.parametrize("given", [{}, {"flat": "b"}, {"name": "a", "roof": 1}, {"roof": 1}])
def test_what_is_missing_or_unknown_is_refused_as_ever(given):
    with pytest.raises(TypeError):
        Slow(**given)
    with pytest.raises(TypeError):
        Quick(**given)


def test_nothing_of_it_is_changed_afterwards():
    with pytest.raises(FrozenInstanceError):
        Quick(name="a").name = "b"  # type: ignore[misc]


@dataclass(frozen=True, kw_only=True)
class Listed:
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Derived:
    name: str
    length: int = field(init=False, default=0)


@dataclass(frozen=True, kw_only=True)
class Checked:
    name: str

    def __post_init__(self) -> None:
        raise ValueError(self.name)


@pytest.mark.parametrize("kind", [Listed, Derived, Checked])
def test_what_it_would_do_otherwise_than_a_slow_one_is_refused(kind):
    with pytest.raises(TypeError):
        quickly_made(kind)
