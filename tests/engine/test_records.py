"""Records made fast are those that their classes make."""

import copy
from dataclasses import FrozenInstanceError, dataclass, field
import pickle
from typing import Any

import pytest

from custom_components.aurono.engine.records import maker, replace


@dataclass(frozen=True, slots=True)
class Plain:
    first: int
    second: str = "two"


@dataclass(frozen=True, slots=True)
class Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is above {self.high}")


@dataclass(frozen=True, slots=True)
class Inheriting(Plain):
    third: tuple[int, ...] = field(default=(3,))


@dataclass(frozen=True)
class Unslotted:
    first: int
    second: str = "two"


@pytest.mark.parametrize("kind", [Plain, Inheriting, Unslotted])
def test_given_a_kind_when_a_record_is_made_then_it_is_the_one_that_the_class_makes(kind: type[Plain]) -> None:
    values: list[Any] = [1, "b", (4,)] if kind is Inheriting else [1, "b"]
    made, known = maker(kind)(*values), kind(*values)

    assert type(made) is kind
    assert made == known
    assert hash(made) == hash(known)
    assert repr(made) == repr(known)
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == known
    with pytest.raises(FrozenInstanceError):
        made.first = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        made.other = 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [Plain, Inheriting, Unslotted])
def test_given_a_record_when_a_field_is_replaced_then_the_others_stay_and_the_record_too(kind: type[Plain]) -> None:
    before = kind(1, "b")

    after = replace(before, first=5)

    assert (type(after), after, before) == (kind, kind(5, "b"), kind(1, "b"))


def test_given_values_that_the_class_refuses_when_made_or_replaced_then_they_are_refused() -> None:
    assert maker(Checked)(1, 2) == Checked(1, 2)
    with pytest.raises(ValueError, match="3 is above 2"):
        maker(Checked)(3, 2)
    with pytest.raises(ValueError, match="3 is above 2"):
        replace(Checked(1, 2), low=3)
