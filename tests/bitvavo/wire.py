"""The venue's records as Bitvavo writes them: money in strings, times in whole milliseconds."""

from decimal import Decimal

from custom_components.aurono.engine.market import MarketRules, Pair, Tick
from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.exchange.protocol import Market, MarketStatus
from custom_components.aurono.exchange.venue import VenueOrder, VenueTrade

type Json = dict[str, object]

_MARKET_STATUSES = {
    MarketStatus.TRADING: "trading",
    MarketStatus.HALTED: "halted",
    MarketStatus.CANCEL_ONLY: "cancelOnly",
    MarketStatus.AUCTION: "auction",
}
_ORDER_STATUSES = {
    OrderStatus.OPEN: "new",
    OrderStatus.PARTIALLY_FILLED: "partiallyFilled",
    OrderStatus.FILLED: "filled",
    OrderStatus.CANCELLED: "canceled",
    OrderStatus.EXPIRED: "expired",
    OrderStatus.REJECTED: "rejected",
}


def market_name(pair: Pair) -> str:
    return f"{pair.base}-{pair.quote}"


def market(listed: Market, fee_category: str) -> Json:
    rules = listed.rules
    assert isinstance(rules.price_grid, Tick)
    return {
        "market": market_name(rules.pair),
        "status": _MARKET_STATUSES[listed.status],
        "base": rules.pair.base,
        "quote": rules.pair.quote,
        "pricePrecision": None,
        "minOrderInBaseAsset": f"{rules.min_amount:.8f}",
        "minOrderInQuoteAsset": f"{rules.min_cost:.2f}",
        "maxOrderInBaseAsset": "1000000000.00000000",
        "maxOrderInQuoteAsset": "1000000000.00",
        "quantityDecimals": _decimals(rules.amount_step),
        "notionalDecimals": _decimals(rules.money_step),
        "tickSize": f"{rules.price_grid.step:f}",
        "maxOpenOrders": 100,
        "feeCategory": fee_category,
        "orderTypes": ["market", "limit", "stopLoss", "stopLossLimit", "takeProfit", "takeProfitLimit"],
    }


def asset(symbol: str, *, fiat: bool) -> Json:
    return {
        "symbol": symbol,
        "name": symbol,
        "decimals": 2 if fiat else 8,
        "depositFee": "0",
        "depositConfirmations": 0 if fiat else 10,
        "depositStatus": "OK",
        "withdrawalFee": "0",
        "withdrawalMinAmount": "0",
        "withdrawalStatus": "OK",
        "networks": ["Mainnet"],
        "message": "",
    }


def fees(rules: MarketRules) -> Json:
    return {"tier": "0", "volume": "0.00", "taker": plain(rules.taker_fee), "maker": plain(rules.maker_fee)}


def order(placed: VenueOrder, operator: int) -> Json:
    """An order; its fills without a fee while they are not settled."""
    quote = placed.pair.quote
    return {
        "orderId": placed.id,
        **({"clientOrderId": placed.client_order} if placed.client_order else {}),
        "market": market_name(placed.pair),
        "created": placed.created,
        "updated": placed.updated,
        "status": _ORDER_STATUSES[placed.status],
        "side": placed.side.value,
        "orderType": "limit",
        "amount": plain(placed.amount),
        "amountRemaining": plain(placed.remaining),
        "price": plain(placed.limit),
        "onHold": plain(placed.hold),
        "onHoldCurrency": placed.hold_currency,
        "filledAmount": plain(placed.filled),
        "filledAmountQuote": plain(placed.filled_quote),
        "feePaid": plain(placed.fee_paid),
        "feeCurrency": quote,
        "fills": [fill(trade) for trade in placed.trades],
        "selfTradePrevention": "decrementAndCancel",
        "visible": True,
        "timeInForce": "GTC",
        "postOnly": False,
        "operatorId": operator,
        **({"restatementReason": placed.restatement} if placed.restatement else {}),
    }


def fill(trade: VenueTrade) -> Json:
    return {
        "id": trade.id,
        "timestamp": trade.time,
        "amount": plain(trade.amount),
        "price": plain(trade.price),
        "taker": trade.taker,
        **({"fee": plain(trade.fee), "feeCurrency": trade.fee_currency} if trade.settled else {}),
        "settled": trade.settled,
    }


def own_trade(trade: VenueTrade) -> Json:
    named = {"clientOrderId": trade.client_order} if trade.client_order else {}
    of = {"orderId": trade.order, **named, "market": market_name(trade.pair), "side": trade.side.value}
    return {**fill(trade), **of}


def _decimals(step: Decimal) -> int:
    exponent = step.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)
