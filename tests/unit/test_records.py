"""A class made here is what the standard library makes of it, but that assigning is not watched."""

import copy
import dataclasses
import pickle
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import records


class Plain:
    """Of each kind of field."""

    number: int
    text: str = "x"
    beside: tuple = dataclasses.field(default=(), compare=False)
    hidden: list = dataclasses.field(default_factory=list, compare=False, repr=False)


class Single:
    value: object


class Empty:
    """Nothing at all."""


class Said:
    """What it says of itself stands."""

    number: int

    def __eq__(self, other):
        return isinstance(other, Said) and self.number % 10 == other.number % 10

    def __repr__(self):
        return "said"

    def __hash__(self):
        return 7


class Compared:  # noqa: PLW1641 - the decorator gives what hashes
    """It says only how it compares."""

    number: int

    def __eq__(self, other):
        return other is not None


def both(cls, **more):
    """``cls`` as made here, and as the standard library makes it."""
    made = []
    for dataclass in (records.dataclass, dataclasses.dataclass):
        own = {name: part for name, part in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
        made.append(dataclass(type(cls.__name__, (), own), **more))
    return made


VALUES = st.one_of(st.integers(0, 3), st.text(max_size=1), st.none(), st.floats(0, 1))
GIVEN = {
    Plain: st.fixed_dictionaries(
        {"number": VALUES}, optional={"text": VALUES, "beside": VALUES, "hidden": VALUES}
    ),
    Single: st.fixed_dictionaries({"value": VALUES}),
    Empty: st.just({}),
    Said: st.fixed_dictionaries({"number": st.integers(0, 30)}),
    Compared: st.fixed_dictionaries({"number": VALUES}),
}


@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("cls", GIVEN)
@given(data=st.data())
def test_it_is_what_the_standard_library_makes(cls, slots, data):
    ours, theirs = both(cls, frozen=True, slots=slots)
    one, other = data.draw(GIVEN[cls]), data.draw(GIVEN[cls])
    assert (ours(**one) == ours(**other)) == (theirs(**one) == theirs(**other))
    assert (ours(**one) != ours(**other)) == (theirs(**one) != theirs(**other))
    assert hash(ours(**one)) == hash(theirs(**one))
    assert repr(ours(**one)) == repr(theirs(**one))
    assert dataclasses.asdict(ours(**one)) == dataclasses.asdict(theirs(**one))
    assert repr(dataclasses.replace(ours(**one), **other)) == repr(
        dataclasses.replace(theirs(**one), **other)
    )
    assert ours(**one) != theirs(**one) or cls in {Said, Compared}
    assert hasattr(ours(**one), "__dict__") != slots
    assert ours.__match_args__ == theirs.__match_args__


@records.dataclass(frozen=True, slots=True)
class Above:
    """One that is inherited from."""

    number: int


@records.dataclass(frozen=True, slots=True)
class Below(Above):
    """One that has a field more."""

    text: str
    parts: tuple = ()


class Beneath(Below):
    """One that is no dataclass of its own."""

    __slots__ = ()


@records.dataclass(frozen=True)
class Cached:
    """One that remembers."""

    number: int

    @cached_property
    def doubled(self):
        return self.number * 2


@records.dataclass(frozen=True, slots=True)
class Late:
    """One with a field that is not given."""

    number: int
    doubled: int = dataclasses.field(init=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "doubled", self.number * 2)


def pickled(item):
    return pickle.loads(pickle.dumps(item, 5))  # noqa: S301


def cached():
    item = Cached(3)
    assert item.doubled == 6
    return item


@pytest.mark.parametrize(
    "item", [Above(1), Below(1, "a", (Above(2),)), Beneath(1, "b"), cached(), Late(4)], ids=repr
)
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_it_comes_back_from_a_copy(item, again):
    back = again(item)
    assert type(back) is type(item)
    assert back == item
    assert hash(back) == hash(item)
    assert getattr(back, "doubled", None) == getattr(item, "doubled", None)


def test_classes_of_other_names_are_not_equal():
    assert Above(1) != Below(1, "a")
    assert Below(1, "a") != Beneath(1, "a")


def test_one_that_holds_itself_can_be_printed():
    item = Below(1, "a", [])
    item.parts.append(item)
    assert repr(item) == "Below(number=1, text='a', parts=[...])"


@pytest.mark.parametrize("said", [{}, {"slots": True}, {"frozen": True, "order": True}, {"eq": False}])
def test_any_other_is_the_standard_librarys(said):
    ours, theirs = both(Single, **said)
    assert (ours.__eq__ is object.__eq__) == (theirs.__eq__ is object.__eq__)
    assert (ours.__lt__ is object.__lt__) == (theirs.__lt__ is object.__lt__)
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
