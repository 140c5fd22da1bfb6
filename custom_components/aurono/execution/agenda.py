"""What every wake asks of a portfolio, worked out once for each: most wakes find the one that the wake before left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from ..engine.market import Pair
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.strategy import BookKind, Mode


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to look at as long as no event changes the portfolio.

    ``watched`` are the strategies that are neither paused nor stopped with all others; ``first_closes`` has, by
    strategy, the close time (ms) of the first candle of theirs that has no outcome yet. ``live`` are the strategies
    with live books, ``live_pairs`` their markets in order, ``pairs`` all markets.
    """

    watched: tuple[StrategyState, ...]
    first_closes: Mapping[str, int]
    live: tuple[StrategyState, ...]
    live_pairs: tuple[Pair, ...]
    pairs: tuple[Pair, ...]
    has_orders: bool
    has_unacknowledged_orders: bool

    @classmethod
    def of(cls, portfolio: Portfolio) -> Self:
        """That of a portfolio."""
        states, orders = portfolio.strategies.values(), portfolio.open_orders
        live = tuple([state for state in states if BookKind.LIVE in state.books])
        watched = () if portfolio.stopped else tuple([state for state in states if state.mode is not Mode.PAUSED])
        return cls(
            watched=watched,
            first_closes={
                state.id: state.parameters.timeframe.next_close(portfolio.watched_until(state.id)) for state in watched
            },
            live=live,
            live_pairs=_pairs_of(live),
            pairs=_pairs_of(states),
            has_orders=bool(orders),
            has_unacknowledged_orders=None in [order.exchange_order for order in orders],
        )


def _pairs_of(states: Iterable[StrategyState]) -> tuple[Pair, ...]:
    return tuple(sorted({state.parameters.pair for state in states}))
