"""A strategy as the panel shows it: its rule, its market, its books and what it decided last."""

from collections.abc import Mapping
from decimal import Decimal
import json
from typing import Any

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr

from ..coordinator import AuronoCoordinator
from ..devices import strategy_identifier
from ..engine.book import Book
from ..engine.events import Evaluated
from ..engine.market import Tick
from ..engine.numbers import ZERO, plain
from ..engine.order import Order
from ..engine.portfolio import StrategyState
from ..engine.strategy import BookKind
from ..exchange.protocol import Market
from ..status import Status
from ..store.codec import encode
from ..views.journal_json import with_readable_times
from ..views.parameters_json import parameters_json
from ..views.strategy_view import View

type Json = dict[str, Any]
type OpenedAt = Mapping[tuple[str, BookKind], int]
"""When (ms) the books of a strategy were opened."""


@callback
def strategy_json(
    coordinator: AuronoCoordinator, state: StrategyState, opened: OpenedAt, entities: Mapping[str, str]
) -> Json:
    """A strategy of a loaded account."""
    pair = state.parameters.pair
    seen, market = coordinator.prices.get(pair), coordinator.trader.market(pair)
    price = None if seen is None else seen.value
    entry_id = coordinator.config_entry.entry_id
    device = dr.async_get(coordinator.hass).async_get_device_by_identifier(
        strategy_identifier(entry_id, state.id), entry_id
    )
    book = state.book
    return {
        "id": state.id,
        "name": state.name,
        "device_id": None if device is None else device.id,
        "entities": entities,
        "version": state.version,
        "mode": state.mode.value,
        "active_book": state.active_book.value,
        "parameters": parameters_json(state.parameters),
        "market": None if market is None else market_json(market),
        "status": (Status.STARTING if book is None else View(coordinator, state, book).status).value,
        "price": optional(price),
        "price_ms": None if seen is None else seen.time,
        "books": {
            kind.value: book_json(kept, price, opened.get((state.id, kind))) for kind, kept in state.books.items()
        },
        "orders": [] if book is None else [_order(order) for order in book.orders],
        "last_evaluation": None if state.last_evaluation is None else _evaluation(state.last_evaluation),
        "next_evaluation": next_evaluation_json(coordinator, state.id),
    }


def optional(value: Decimal | None) -> str | None:
    """A decimal as a plain string, None where it is not known."""
    return None if value is None else plain(value)


@callback
def next_evaluation_json(coordinator: AuronoCoordinator, strategy_id: str | None = None) -> Json | None:
    """The close that is evaluated next, of a strategy or of any, and when that is by the clock of the house."""
    trader = coordinator.trader
    ids = trader.portfolio.strategies if strategy_id is None else (strategy_id,)
    closes = [close for known in ids if (close := trader.next_evaluation(known)) is not None]
    at = coordinator.next_evaluation(strategy_id)
    return None if at is None or not closes else {"close_ms": min(closes), "at": at.isoformat()}


def market_json(market: Market) -> Json:
    """A market's rules and whether it takes orders; of the two price fields the one that the exchange uses is set."""
    rules = market.rules
    grid = rules.price_grid
    return {
        "pair": str(rules.pair),
        "price_step": plain(grid.step) if isinstance(grid, Tick) else None,
        "price_digits": None if isinstance(grid, Tick) else grid.digits,
        "amount_step": plain(rules.amount_step),
        "min_amount": plain(rules.min_amount),
        "min_cost": plain(rules.min_cost),
        "settlement_step": optional(rules.settlement_step),
        "taker_fee": plain(rules.taker_fee),
        "maker_fee": plain(rules.maker_fee),
        "status": market.status.value,
    }


def book_json(book: Book, price: Decimal | None, opened: int | None) -> Json:
    """Books valued at a price; without a position any price gives the same, so none is needed."""
    counting = price if book.position else ZERO
    return {
        "allocated": plain(book.allocated),
        "free": plain(book.free),
        "reserved": plain(book.reserved),
        "position": plain(book.position),
        "reserved_position": plain(book.reserved_position),
        "cost": plain(book.cost),
        "average_cost": optional(book.average_cost),
        "realized": plain(book.realized),
        "unrealized": None if counting is None else plain(book.unrealized(counting)),
        "value": None if counting is None else plain(book.value(counting)),
        "profit": None if counting is None else plain(book.profit(counting)),
        "profit_percent": None if counting is None else optional(book.profit_percent(counting)),
        "fees": plain(book.fees),
        "trades": book.trades,
        "opened_ms": opened,
    }


def _order(order: Order) -> Json:
    return {
        "id": order.id,
        "side": order.side.value,
        "limit": plain(order.limit),
        "amount": plain(order.amount),
        "filled": plain(order.filled),
        "reserved": plain(order.reserved),
        "status": order.status.value,
        "version": order.version,
        "submitted_ms": order.submitted_at,
        "ends_ms": order.life_ends,
        "candle_close_ms": order.candle_close,
        "exchange_order": order.exchange_order,
    }


def _evaluation(evaluated: Evaluated) -> Json:
    return {
        "time_ms": evaluated.time,
        "candle_ms": evaluated.candle,
        "close_ms": evaluated.close_time,
        "reason": evaluated.reason.value,
        "version": evaluated.version,
        "book": evaluated.book.value,
        "count": evaluated.count,
        "detail": evaluated.detail,
        "numbers": with_readable_times(json.loads(encode(evaluated.numbers))),
    }
