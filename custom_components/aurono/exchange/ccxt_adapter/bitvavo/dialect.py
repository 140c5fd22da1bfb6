"""Bitvavo's endpoints, their points, its error envelope and its limit on requests."""

from collections.abc import Mapping
import re
from typing import override

from ..client import TIMEOUT, Dialect, Endpoint, VenueError
from ..limits import Points
from ..reading import Unreadable, as_integer

ACCESS_WINDOW = 10_000
"""Milliseconds after its timestamp in which Bitvavo still accepts a signed request."""

SEND_WITHIN = 5_000
"""Milliseconds after we decided to send an order within which it leaves this machine, or does not leave at all."""

_MARGIN = 5_000

PROOF_DELAY = SEND_WITHIN + TIMEOUT + ACCESS_WINDOW + _MARGIN
"""Milliseconds after which an order that Bitvavo does not know can never arrive any more.

It is signed and sent within ``SEND_WITHIN``, and Bitvavo takes it within the access window of its timestamp. That is
by our clock, which may be ahead of Bitvavo's by as much as the window; the timeout is as long. What was taken in time
may still wait for the matching engine; the margin is for that.
"""

OPERATOR_ID = 41_001
"""Marks our orders in the account's records. Bitvavo demands a number, the same for every order of one program."""

TIME = Endpoint("publicGetTime", "GET /time")
MARKETS = Endpoint("publicGetMarkets", "GET /markets")
TICKER = Endpoint("publicGetTicker24h", "GET /ticker/24h")
CANDLES = Endpoint("publicGetMarketCandles", "GET /candles")
BALANCE = Endpoint("privateGetBalance", "GET /balance", cost=5, signed=True)
FEES = Endpoint(  # known to ccxt since 4.5.57
    "privateGetAccountFees", "GET /account/fees", signed=True, path="account/fees", like="privateGetAccount"
)
PLACE = Endpoint("privatePostOrder", "POST /order", signed=True, essential=True)
CANCEL = Endpoint("privateDeleteOrder", "DELETE /order", signed=True, essential=True)
ORDER = Endpoint("privateGetOrder", "GET /order", signed=True, essential=True)
ORDERS_OPEN = Endpoint("privateGetOrdersOpen", "GET /ordersOpen", signed=True)
ORDERS = Endpoint("privateGetOrders", "GET /orders", cost=5, signed=True, essential=True)

_BAN = 105
_BAN_ENDS = re.compile(r"expires at (\d{13})\b")


class _Bitvavo(Dialect):
    @property
    @override
    def exchange_id(self) -> str:
        return "bitvavo"

    @property
    @override
    def endpoints(self) -> frozenset[Endpoint]:
        return frozenset({TIME, MARKETS, TICKER, CANDLES, BALANCE, FEES, PLACE, CANCEL, ORDER, ORDERS_OPEN, ORDERS})

    @property
    @override
    def options(self) -> Mapping[str, object]:
        return {"operatorId": OPERATOR_ID, "BITVAVO-ACCESS-WINDOW": ACCESS_WINDOW}

    @override
    def base_urls(self, base_url: str) -> dict[str, str]:
        return {"public": base_url, "private": base_url}

    @override
    def read_error(self, status: int, data: object) -> VenueError | None:
        if not isinstance(data, Mapping) or "errorCode" not in data:
            return None
        message = str(data.get("error", ""))
        try:
            code = as_integer(data["errorCode"])
        except Unreadable:
            return None
        ends = _BAN_ENDS.search(message) if code == _BAN else None
        return VenueError(code, message, int(ends[1]) if ends else None)

    @override
    def read_points(self, headers: Mapping[str, str]) -> Points | None:
        try:
            return Points(
                as_integer(headers.get("bitvavo-ratelimit-remaining")),
                as_integer(headers.get("bitvavo-ratelimit-resetat")),
            )
        except Unreadable:
            return None

    @override
    def ban_length(self, *, signed: bool) -> int:
        return 60_000 if signed else 900_000


BITVAVO: Dialect = _Bitvavo()
