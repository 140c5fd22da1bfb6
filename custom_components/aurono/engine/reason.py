"""The outcome of an evaluation (SEMANTICS section 4). Every evaluation ends in exactly one of these."""

from enum import StrEnum


class Side(StrEnum):
    """Which way an order trades."""

    BUY = "buy"
    SELL = "sell"


class Reason(StrEnum):
    """Why an evaluation traded or did not; the order of the members is the order of the checks."""

    # Layer 1, timing
    MISSED_OFFLINE = "MISSED_OFFLINE"
    TOO_LATE = "TOO_LATE"
    # Layer 2, candle
    EXCHANGE_UNREACHABLE = "EXCHANGE_UNREACHABLE"
    CANDLE_NOT_CLOSED = "CANDLE_NOT_CLOSED"
    CANDLE_MISSING = "CANDLE_MISSING"
    CANDLE_INVALID = "CANDLE_INVALID"
    # Layer 3, strategy
    NO_SIGNAL = "NO_SIGNAL"
    BUY_DISABLED = "BUY_DISABLED"
    SELL_DISABLED = "SELL_DISABLED"
    RSI_NOT_OVERSOLD = "RSI_NOT_OVERSOLD"
    RSI_NOT_OVERBOUGHT = "RSI_NOT_OVERBOUGHT"
    COOLDOWN = "COOLDOWN"
    ORDER_OPEN = "ORDER_OPEN"
    BREAKER_OPEN = "BREAKER_OPEN"
    NO_POSITION = "NO_POSITION"
    BELOW_COST = "BELOW_COST"
    TICKER_UNAVAILABLE = "TICKER_UNAVAILABLE"
    MINIMUM_POSITION = "MINIMUM_POSITION"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    CAPITAL_INSUFFICIENT = "CAPITAL_INSUFFICIENT"
    BALANCE_INSUFFICIENT = "BALANCE_INSUFFICIENT"
    # Orders
    BUY = "BUY"
    SELL = "SELL"

    @property
    def side(self) -> Side | None:
        """The side of the order that this outcome places, None where nothing is ordered."""
        return _SIDES.get(self)

    @property
    def is_blocked(self) -> bool:
        """Whether the rule fired on a side that is switched on, and something kept it from trading."""
        return self in _BLOCKED

    @property
    def is_decision(self) -> bool:
        """Whether the rule was applied to the candle: it was seen in time, and it was a sound one."""
        return self not in _UNDECIDED


_UNDECIDED = frozenset(
    {
        Reason.MISSED_OFFLINE,
        Reason.TOO_LATE,
        Reason.EXCHANGE_UNREACHABLE,
        Reason.CANDLE_NOT_CLOSED,
        Reason.CANDLE_MISSING,
        Reason.CANDLE_INVALID,
    }
)
_BLOCKED = frozenset(
    {
        Reason.RSI_NOT_OVERSOLD,
        Reason.RSI_NOT_OVERBOUGHT,
        Reason.COOLDOWN,
        Reason.ORDER_OPEN,
        Reason.BREAKER_OPEN,
        Reason.NO_POSITION,
        Reason.BELOW_COST,
        Reason.TICKER_UNAVAILABLE,
        Reason.MINIMUM_POSITION,
        Reason.BELOW_MINIMUM,
        Reason.CAPITAL_INSUFFICIENT,
        Reason.BALANCE_INSUFFICIENT,
    }
)
_SIDES = {Reason.BUY: Side.BUY, Reason.SELL: Side.SELL}
