"""Bitvavo's error envelope."""

from collections.abc import Mapping

from custom_components.aurono.exchange.venue import RefusalCode


class ApiError(Exception):
    """An answer that is an error."""

    def __init__(self, code: int, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status if status is not None else status_of(code)


def status_of(code: int) -> int:
    """The HTTP status that Bitvavo sends with a code."""
    if code in {101, 400}:
        return 500
    if code in {103, 104, 105, 112}:
        return 429
    if code in {107, 108, 109, 111, 419, 430}:
        return 503
    if code in {110, 240}:
        return 404
    if code == 431:
        return 409
    return 403 if 300 <= code < 330 else 400


REFUSALS: Mapping[RefusalCode, tuple[int, str]] = {
    RefusalCode.NO_SUCH_MARKET: (205, "market parameter is invalid."),
    RefusalCode.MARKET_HALTED: (423, "Market is halted."),
    RefusalCode.MARKET_CANCEL_ONLY: (424, "Market is in cancelOnly."),
    RefusalCode.MARKET_AUCTION: (425, "Market is in auction."),
    RefusalCode.PRICE_NOT_POSITIVE: (213, "Price is below the minimum allowed amount (0.000000000000001)."),
    RefusalCode.AMOUNT_NOT_POSITIVE: (212, "Amount is below the minimum allowed amount for this asset."),
    RefusalCode.PRICE_OFF_GRID: (422, "Price is not a multiple of the tick size."),
    RefusalCode.AMOUNT_OFF_STEP: (429, "Amount has too many decimals."),
    RefusalCode.AMOUNT_BELOW_MINIMUM: (212, "Amount is below the minimum allowed amount for this asset."),
    RefusalCode.COST_BELOW_MINIMUM: (217, "Minimum order size in quote currency is 5 EUR or 0.001 BTC."),
    RefusalCode.DUPLICATE_CLIENT_ORDER: (220, "There is a conflict on clientOrderId within the market."),
    RefusalCode.TOO_MANY_OPEN_ORDERS: (235, "You can only have 100 open orders on each book."),
    RefusalCode.INSUFFICIENT_BALANCE: (216, "You do not have sufficient balance to complete this operation."),
    RefusalCode.NO_SUCH_ORDER: (
        240,
        "No order found. Please be aware that simultaneously updating the same order may return this error.",
    ),
}
