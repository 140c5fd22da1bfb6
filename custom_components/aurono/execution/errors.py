"""What the trader refuses or cannot do, with a key that the face translates."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from ..engine.numbers import plain


class TradingProblem(StrEnum):
    """Key of a message to the user."""

    ACCOUNT_UNLOADED = "account_unloaded"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    CAPITAL_NOT_FREE = "capital_not_free"
    DIFFERENCE_TOO_LARGE = "difference_too_large"
    EXCHANGE_SILENT = "exchange_silent"
    HISTORY_READABLE = "history_readable"
    JOURNAL_BUSY = "journal_busy"
    JOURNAL_HALTED = "journal_halted"
    LIVE_NEEDS_PREFLIGHT = "live_needs_preflight"
    MARKET_STILL_LISTED = "market_still_listed"
    NO_LIVE_BOOKS = "no_live_books"
    ORDER_DIFFERS = "order_differs"
    ORDER_NOT_FOUND = "order_not_found"
    ORDER_NOT_OPEN = "order_not_open"
    ORDER_ON_ITS_WAY = "order_on_its_way"
    ORDER_PROVEN = "order_proven"
    PAIR_FIXED = "pair_fixed"
    STRATEGY_UNKNOWN = "strategy_unknown"


class TradingError(Exception):
    """A request that was refused; nothing was changed. ``values`` fill the placeholders of the translated message."""

    def __init__(self, problem: TradingProblem, **values: Decimal | str) -> None:
        texts = {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}
        super().__init__(f"{problem}: {texts}")
        self.problem = problem
        self.values: Mapping[str, str] = texts
