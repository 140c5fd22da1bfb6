"""One value has one text, the text gives the value back, and anything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
import json
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import (
    CapitalDeposited,
    Event,
    OrderEnded,
    StrategyRemoved,
)
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import Fill, Order, OrderStatus
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, fold
from custom_components.aurono.engine.strategy import BookKind, RuleStrategy, StartingPosition
from custom_components.aurono.store.codec import EVENTS, KINDS, Entry, EventCodec, decode, encode, kind_of, kind_of_type
from custom_components.aurono.store.errors import CodecError
from custom_components.aurono.store.replay import LoadedAccount

from .build import ADMIN, SHADOW, START, STRATEGY, added, evaluated, parameters, random_events

forced: Any = replace
"""Changes a record without asking what the types say."""

DEPOSIT = CapitalDeposited(START, STRATEGY, BookKind.SHADOW, Decimal("5.50"))

numbers = st.builds(
    lambda sign, digits, exponent: Decimal((sign, tuple(int(digit) for digit in str(digits)), exponent)),
    st.sampled_from((0, 1)),
    st.integers(0, 10**30),
    st.integers(-30, 12),
)
positive = numbers.map(Decimal.copy_abs).filter(bool)
texts = st.text(st.characters(codec="utf-8"))
rules = st.builds(
    replace,
    st.just(parameters()),
    buy_amount=positive,
    minimum_position=numbers.map(Decimal.copy_abs),
    cooldown=st.integers(0, 9),
    rsi_period=st.integers(2, 100),
    rsi_max_for_buy=st.none() | st.decimals(0, 100),
    starting_position=st.none() | st.builds(StartingPosition, positive, positive),
)
SCALARS: Mapping[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: numbers,
    Pair: st.sampled_from((Pair("SOL", "EUR"), Pair("1INCH", "USDC"))),
    RuleStrategy: rules,
    StartingPosition: st.builds(StartingPosition, positive, positive),
    Fill: st.builds(
        Fill, texts, st.integers(0, 2**53), price=positive, amount=positive, fee=numbers, fee_currency=texts
    ),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type as the engine declares it."""
    if (known := SCALARS.get(hint)) is not None:
        return known
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from([*hint])
    if isinstance(hint, type) and is_dataclass(hint):
        return records(hint)
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    return st.one_of([st.none() if part is type(None) else values(part) for part in arguments])


def records(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    found = {field.name: values(hints[field.name]) for field in fields(kind)}
    if kind is OrderEnded:
        found["status"] = st.sampled_from([status for status in OrderStatus if status.is_final])
    return st.builds(kind, **found)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_given_any_event_when_written_and_read_then_it_is_equal_and_writes_the_same_text(
    kind: str, data: st.DataObject
) -> None:
    event = data.draw(records(KINDS[kind]))
    entry = Entry(data.draw(texts), data.draw(st.integers(1, 2**62)), event)

    text = EVENTS.encode(entry)
    again = EVENTS.decode(text.encode())

    assert again == entry
    assert EVENTS.encode(again) == text
    assert json.loads(text)["kind"] == kind


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_given_any_portfolio_when_written_and_read_then_it_is_equal_and_writes_the_same_text(seed: int) -> None:
    portfolio = fold(random_events(seed, 40))

    text = encode(portfolio)
    again = decode(Portfolio, text)

    assert again == portfolio
    assert encode(again) == text
    assert list(again.strategies) == list(portfolio.strategies)


def test_given_equal_decimals_when_written_then_their_texts_are_equal() -> None:
    assert (
        encode(DEPOSIT)
        == encode(replace(DEPOSIT, amount=Decimal("5.5")))
        == encode(replace(DEPOSIT, amount=Decimal("55E-1")))
    )
    assert encode(replace(DEPOSIT, amount=Decimal("-0.0"))).endswith('"amount":"0"}')
    assert encode(replace(DEPOSIT, amount=Decimal("1E+3"))).endswith('"amount":"1000"}')


GOLDEN = {
    "evaluated": (
        f'{{"stream":"{SHADOW}","version":3,"kind":"evaluated","schema":1,"event":{{"time":1704070803071,'
        f'"strategy":"{STRATEGY}","book":"shadow","version":1,"timeframe":"1h","candle":1704067200000,'
        '"reason":"NO_SIGNAL","numbers":{"open":"120","close":"119.5","change":"-0.4","rsi":43.25},"count":1,"detail":""}}'
    ),
    "strategy_added": (
        f'{{"stream":"{ADMIN}","version":1,"kind":"strategy_added","schema":1,"event":{{"time":1704067200000,'
        f'"strategy":"{STRATEGY}","name":"Sölänä","mode":"shadow","parameters":{{"pair":"SOL/EUR","timeframe":"1h",'
        '"buy_trigger":"-2.5","sell_trigger":"2.1","buy_amount":"20","sell_amount":"20","allocated_capital":"200",'
        '"reference":"open","cooldown":0,"cooldown_reset":true,"minimum_position":"0","loss_protection":"0.5",'
        '"reinvest_profits":true,"order_timeout":4}}}'
    ),
}


def test_given_the_texts_that_are_on_disks_when_written_today_then_they_are_the_same() -> None:
    assert EVENTS.encode(Entry(SHADOW, 3, evaluated(0))) == GOLDEN["evaluated"]
    assert EVENTS.encode(Entry(ADMIN, 1, added())) == GOLDEN["strategy_added"]


def test_given_the_names_that_are_on_disks_when_listed_today_then_they_are_the_same() -> None:
    fields_on_disk = {kind: " ".join(field.name for field in fields(event_type)) for kind, event_type in KINDS.items()}
    assert fields_on_disk == {
        "strategy_added": "time strategy name mode parameters",
        "strategy_revised": "time strategy name version parameters",
        "mode_changed": "time strategy mode",
        "trading_stopped": "time strategy cancel_orders",
        "trading_resumed": "time strategy",
        "strategy_removed": "time strategy",
        "book_opened": "time strategy book allocated starting_position",
        "capital_deposited": "time strategy book amount",
        "capital_withdrawn": "time strategy book amount",
        "position_adopted": "time strategy book position note",
        "difference_written_off": "time strategy book base quote note",
        "evaluated": "time strategy book version timeframe candle reason numbers count detail",
        "order_planned": ("time strategy book order version candle_close pair side limit amount reserved life_ends"),
        "order_opened": "time strategy book order exchange_order",
        "order_unknown": "time strategy book order detail",
        "order_fill": "time strategy book order fill",
        "order_ended": "time strategy book order status detail failure",
    }


def test_given_something_else_than_an_event_when_its_kind_is_asked_then_it_is_refused() -> None:
    not_an_event: Any = Order
    with pytest.raises(CodecError, match="Order is not a kind of event"):
        kind_of_type(not_an_event)
    assert kind_of(added()) == "strategy_added"


@pytest.mark.parametrize(
    "event",
    [
        forced(DEPOSIT, amount=Decimal("NaN")),
        forced(DEPOSIT, amount=Decimal("Infinity")),
        forced(DEPOSIT, amount=Decimal("1E+500")),
        forced(DEPOSIT, amount=5),
        forced(DEPOSIT, amount=5.5),
        forced(DEPOSIT, amount=None),
        forced(DEPOSIT, time=True),
        forced(DEPOSIT, time=1.0),
        forced(DEPOSIT, time=2**64),
        forced(DEPOSIT, book="shadow"),
        forced(DEPOSIT, strategy="\ud800"),
        forced(evaluated(0), numbers=Numbers(rsi=float("nan"))),
        forced(evaluated(0), numbers=Numbers(rsi=float("inf"))),
        forced(evaluated(0), numbers=Numbers(rsi=50)),
        forced(evaluated(0), numbers=DEPOSIT),
        forced(added(), parameters=forced(parameters(), pair="SOL/EUR")),
    ],
)
def test_given_a_field_that_holds_what_it_must_not_when_written_then_it_is_refused(event: Event) -> None:
    with pytest.raises(CodecError):
        EVENTS.encode(Entry(SHADOW, 1, event))


def changed(record: str, **changes: Any) -> str:
    return json.dumps(json.loads(record) | changes, ensure_ascii=False, separators=(",", ":"))


def with_event(**changes: Any) -> str:
    event = json.loads(GOLDEN["evaluated"])["event"]
    return changed(
        GOLDEN["evaluated"], event={name: value for name, value in (event | changes).items() if value != "-"}
    )


@pytest.mark.parametrize(
    "record",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        b"\xff\xfe",
        changed(GOLDEN["evaluated"], extra=1),
        changed(GOLDEN["evaluated"], kind="evaluation"),
        changed(GOLDEN["evaluated"], schema=0),
        changed(GOLDEN["evaluated"], schema=2),
        changed(GOLDEN["evaluated"], schema="1"),
        changed(GOLDEN["evaluated"], version="3"),
        changed(GOLDEN["evaluated"], event=None),
        changed(GOLDEN["evaluated"], event=[]),
        with_event(extra=1),
        with_event(time="-"),
        with_event(time=None),
        with_event(time="1704070803071"),
        with_event(time=1704070803071.5),
        with_event(time=True),
        with_event(book="paper"),
        with_event(book=["shadow"]),
        with_event(reason="no_signal"),
        with_event(numbers={"open": "120", "volume": "1"}),
        with_event(numbers={"open": None}),
        with_event(numbers={"open": 120}),
        with_event(numbers={"open": "120.0"}),
        with_event(numbers={"open": "-0"}),
        with_event(numbers={"open": "0120"}),
        with_event(numbers={"open": "1e3"}),
        with_event(numbers={"open": " 120"}),
        with_event(numbers={"open": "120\n"}),
        with_event(numbers={"open": "NaN"}),
        with_event(numbers={"rsi": 50}),
        changed(GOLDEN["strategy_added"], event=json.loads(GOLDEN["strategy_added"])["event"] | {"parameters": {}}),
        GOLDEN["strategy_added"].replace("SOL/EUR", "SOLEUR"),
        GOLDEN["strategy_added"].replace('"SOL/EUR"', "7"),
        GOLDEN["strategy_added"].replace('"-2.5"', '"2.5"'),
    ],
)
def test_given_a_text_that_no_event_has_when_read_then_it_is_refused(record: str | bytes) -> None:
    with pytest.raises(CodecError):
        EVENTS.decode(record)


def test_given_a_value_that_the_engine_refuses_when_read_then_the_codec_says_so() -> None:
    fill = Fill("t", START, Decimal(1), Decimal(1), Decimal(0), "EUR")

    with pytest.raises(CodecError, match="a fill has a price"):
        decode(Fill, encode(fill).replace('"price":"1"', '"price":"-1"'))


def test_given_an_event_of_an_older_schema_when_read_then_it_is_lifted_step_by_step() -> None:
    def from_first(data: dict[str, Any]) -> dict[str, Any]:
        return {"name": "unnamed"} | data

    def from_second(data: dict[str, Any]) -> dict[str, Any]:
        name = data.pop("name")
        return data | {"strategy": f"{name}/{data['strategy']}"}

    codec = EventCodec({("strategy_removed", 1): from_first, ("strategy_removed", 2): from_second}, schema=4)
    event = {"time": 7, "strategy": "S"}
    record = {"stream": "A/strategies", "version": 1, "kind": "strategy_removed", "schema": 1, "event": event}

    assert codec.decode(json.dumps(record)).event == StrategyRemoved(7, "unnamed/S")
    assert codec.decode(json.dumps(record | {"schema": 3})).event == StrategyRemoved(7, "S")
    assert json.loads(codec.encode(Entry("A/strategies", 1, StrategyRemoved(7, "S"))))["schema"] == 4
    with pytest.raises(CodecError, match="schema 2 cannot be read"):
        codec.decode(json.dumps(record | {"schema": 2}))


@dataclass(frozen=True, kw_only=True)
class ByName:
    field: int


@dataclass(frozen=True)
class Either:
    field: int | str


@pytest.mark.parametrize("value", [{"a": 1}, ByName(field=1), Either(1)])
def test_given_a_type_without_a_canonical_text_when_written_then_it_is_refused(value: object) -> None:
    with pytest.raises(CodecError, match=r"no canonical text|not a plain positional field"):
        encode(value)


def test_given_a_mapping_with_keys_of_an_enum_when_written_then_their_values_are_the_keys() -> None:
    portfolio = fold([added()])
    loaded = LoadedAccount(portfolio, {"A/shadow": 3})

    assert '"versions":{"A/shadow":3}' in encode(loaded)
    assert decode(LoadedAccount, encode(loaded)) == loaded
    assert decode(LoadedAccount, encode(LoadedAccount())) == LoadedAccount(EMPTY, {})
