"""What stays in memory for as long as the journal is open, in a fifth of the room that its records would take.

Trades, and how books stood after each, are as many as ever happened. They are kept as the text of their values and made
again when they are asked for, the same to the last digit: the text of a decimal says its digits and its exponent.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
import json
from typing import Any

from ..engine.curve import Standing
from ..engine.market import Pair
from ..engine.numbers import ZERO
from ..engine.order import Fill, Order, OrderStatus
from ..engine.performance import Booked
from ..engine.reason import Side
from .trades import Trade, TradeQuery


@dataclass(frozen=True, slots=True)
class Step:
    """How books stood from an event on, by its position and time (ms).

    ``standing`` is None from the removal of the strategy on. ``active`` while they are those that the strategy uses.
    """

    position: int
    time: int
    standing: Standing | None
    active: bool


class PackedSteps:
    """The steps of one set of books, in the order of their ``positions``; ``times`` are theirs (ms)."""

    def __init__(self) -> None:
        self.positions = array("q")
        self.times = array("q")
        self.last: Step | None = None
        self._active = bytearray()
        self._standings: list[bytes | None] = []

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, number: int) -> Step:
        packed = self._standings[number]
        standing = None if packed is None else Standing(*map(Decimal, packed.decode().split()))
        return Step(self.positions[number], self.times[number], standing, bool(self._active[number]))

    def append(self, step: Step) -> None:
        """Keep one more."""
        self.positions.append(step.position)
        self.times.append(step.time)
        self._active.append(step.active)
        self._standings.append(None if step.standing is None else _text_of(step.standing))
        self.last = step

    def first_from(self, time: int) -> int:
        """The number of the first step at or after a time (ms); how many there are, if none is."""
        return next((number for number, each in enumerate(self.times) if each >= time), len(self))


def _text_of(standing: Standing) -> bytes:
    return f"{standing.cash} {standing.position} {standing.basis} {standing.allocated}".encode()


class PackedTrades:
    """The trades of an account in the order of the journal, each known by its number."""

    def __init__(self) -> None:
        self._positions = array("q")
        self._times = array("q")
        self._owners = array("q")
        # Apart from the rest, because statistics go through all of it again and again.
        self._results: list[bytes] = []
        self._details: list[bytes] = []
        # What many trades have in common is kept once, and known by its number.
        self._shared: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def append(self, trade: Trade) -> None:
        """Keep one more."""
        order, fill, share = trade.order, trade.fill, self._share
        self._positions.append(trade.position)
        self._times.append(fill.time)
        self._owners.append(share((trade.strategy, trade.book)))
        terms = share((order.side, order.pair, fill.fee_currency))
        self._results.append(f"{terms} {fill.fee} {trade.realized} {order.id}".encode())
        details = (
            share(trade.name),
            (order.version, str(order.limit), str(order.amount), str(order.reserved)),
            (order.candle_close, order.submitted_at, order.life_ends),
            (order.status.value, order.exchange_order, str(order.filled), order.trades),
            (fill.trade, str(fill.price), str(fill.amount)),
        )
        self._details.append(json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode())

    def matching(self, query: TradeQuery, *, newest_first: bool = False) -> Iterator[int]:
        """The numbers of the trades that pass every filter, in the order of the journal or the other way."""
        end = len(self._positions) if query.before is None else bisect_left(self._positions, query.before)
        owners = {number for number in set(self._owners) if query.is_about(*self._shared[number])}
        for number in range(end - 1, -1, -1) if newest_first else range(end):
            if self._owners[number] in owners and query.includes(self._times[number]):
                yield number

    def booked(self, number: int) -> tuple[str, Booked]:
        """A trade as far as statistics need it, after the currency that it was paid in."""
        (side, pair, fee_currency), fee, realized, order = self._result(number)
        charged = fee if fee_currency == pair.quote else ZERO
        return pair.quote, Booked(self._positions[number], self._times[number], order, side, charged, realized)

    def trade(self, number: int) -> Trade:
        """The whole trade."""
        (side, pair, fee_currency), fee, realized, order_id = self._result(number)
        name, terms, times, progress, filling = json.loads(self._details[number])
        version, limit, ordered, reserved = terms
        candle_close, submitted_at, life_ends = times
        status, exchange_order, filled, trades = progress
        trade_id, price, amount = filling
        strategy, book = self._shared[self._owners[number]]
        order = Order(
            id=order_id,
            version=version,
            pair=pair,
            side=side,
            limit=Decimal(limit),
            amount=Decimal(ordered),
            reserved=Decimal(reserved),
            candle_close=candle_close,
            submitted_at=submitted_at,
            life_ends=life_ends,
            status=OrderStatus(status),
            exchange_order=exchange_order,
            filled=Decimal(filled),
            trades=tuple(trades),
        )
        fill = Fill(trade_id, self._times[number], Decimal(price), Decimal(amount), fee, fee_currency)
        return Trade(self._positions[number], strategy, self._shared[name], book, order, fill, realized)

    def _result(self, number: int) -> tuple[tuple[Side, Pair, str], Decimal, Decimal | None, str]:
        """Side, market and currency of the fee; the fee; what was realized; the id of the order."""
        terms, fee, realized, order = self._results[number].decode().split(" ", 3)
        return self._shared[int(terms)], Decimal(fee), None if realized == "None" else Decimal(realized), order

    def _share(self, value: Any) -> int:
        number = self._numbers.setdefault(value, len(self._shared))
        if number == len(self._shared):
            self._shared.append(value)
        return number
