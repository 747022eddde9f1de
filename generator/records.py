"""``dataclass`` as in the standard library, made in a quarter of the time.

The standard one writes six functions for each class and compiles them, nearly a millisecond for each of the
87 classes that every command needs. Here only ``__init__`` is compiled; what compares, hashes,
prints and pickles is one function for all. ``frozen`` is what the type checker holds the program to, and is
not looked at when something is assigned.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(cls: type | None = None, /, **said: bool) -> Any:  # noqa: ANN401
        """As ``dataclasses.dataclass``: the class, or what makes it.

        As there where it is not ``frozen``, or anything is ``said`` but that and ``slots``.
        """
        if cls is None:
            return lambda cls: dataclass(cls, **said)
        if not said.get("frozen") or not said.keys() <= {"frozen", "slots"}:
            return dataclasses.dataclass(cls, **said)
        return _compared(dataclasses.dataclass(cls, slots=said.get("slots", False), eq=False, repr=False))


_C = TypeVar("_C", bound=type[Any])


def _compared(cls: _C) -> _C:
    """Give ``cls`` what it does not say itself: to compare, hash, print and pickle it by its fields."""
    fields = cls.__dataclass_fields__.values()
    compared = _values([field.name for field in fields if field.compare])
    every = _values([field.name for field in fields])
    printed = [field.name for field in fields if field.repr]
    own = vars(cls)

    def __eq__(self: Any, other: object) -> bool:  # noqa: ANN401, N807
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: ANN401, N807
        return hash(compared(self))

    @recursive_repr("...")
    def __repr__(self: Any) -> str:  # noqa: ANN401, N807
        parts = (f"{name}={getattr(self, name)!r}" for name in printed)
        return f"{type(self).__qualname__}({', '.join(parts)})"

    def __reduce__(self: Any) -> tuple[type[Any], tuple[object, ...]]:  # noqa: ANN401, N807
        return type(self), every(self)

    for function in (__eq__, __hash__, __repr__):
        if own.get(function.__name__) is None:  # what compares leaves None for what hashes
            setattr(cls, function.__name__, function)
    if "__slots__" in own and all(field.init for field in fields) and "__reduce__" not in own:
        setattr(cls, "__reduce__", __reduce__)  # noqa: B010 - no type checker likes it said
    return cls


def _values(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    """What gives the values of ``names``."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple(getattr(item, name) for name in names)
