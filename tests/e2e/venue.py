"""What a test can make of the venue's process: prices, time, faults, and a look at what the venue holds."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import ZERO, plain
from custom_components.aurono.exchange.venue import VenueOrder
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.points import Points
from tests.bitvavo.server import BitvavoServer, serve, system_clock

from .market import HourlyMarket, MarketClock

COINS = ("CALM", "LOST", "LATE", "BUSY", "BANNED", "SWEPT", "KILLED")
"""One for each story, so that none gets in another's way."""

type Arguments = Mapping[str, Any]


class Venue:
    """A server in Bitvavo's dialect over markets that stand still, and the commands that move them.

    The market's clock runs ahead of the machine's, but signatures and limits are judged by the machine's: a client
    signs with its own clock, whatever hour the market has.
    """

    def __init__(self) -> None:
        self._key = ApiKey.of("e2e")
        self._behind = 0
        self._clock = MarketClock(system_clock)
        self._market = HourlyMarket(self._clock, [Pair(coin, "EUR") for coin in COINS])
        self.server: BitvavoServer = serve(self._market.engine, self._market, self._clock.now)
        self.server.wall_clock = self._wall
        # An hour passes in seconds here, and every hour has its requests.
        self.server.points = Points(limit=10_000)
        self.server.add_key(self._key)
        self._commands: Mapping[str, Callable[[Arguments], object]] = {
            "advance": self._advance,
            "ban": self._ban,
            "cancel_all": self._cancel_all,
            "close_candle": self._close_candle,
            "deposit": self._deposit,
            "fail": self._fail,
            "heal": self._heal,
            "look": self._look,
            "run_behind": self._run_behind,
            "trade": self._trade,
        }

    def address(self) -> Mapping[str, str]:
        """Where the server listens, and the key that it accepts."""
        return {"url": self.server.url, "api_key": self._key.key, "api_secret": self._key.secret}

    def do(self, name: str, arguments: Arguments) -> object:
        """Carry out a command; what it answers can be written as JSON."""
        return self._commands[name](arguments)

    def _wall(self) -> int:
        return system_clock() - self._behind

    # -- what happens ------------------------------------------------------------------------------------------------

    def _deposit(self, given: Arguments) -> None:
        self._market.engine.deposit(self._key.account, given["currency"], Decimal(given["amount"]))

    def _trade(self, given: Arguments) -> None:
        amount = given.get("amount")
        amount = None if amount is None else Decimal(amount)
        self._market.engine.trade(_pair(given), Decimal(given["price"]), amount, self._clock.now())

    def _close_candle(self, given: Arguments) -> int:
        """Let the running hour of a market end at ``close``, its last trade at ``ticker``; the candle's open time."""
        self._market.move(_pair(given), Decimal(given["close"]))
        self._market.engine.trade(_pair(given), Decimal(given["ticker"]), None, self._clock.now())
        return self._clock.skip_to_close()

    def _advance(self, given: Arguments) -> None:
        self._clock.skip(given["milliseconds"])

    def _run_behind(self, given: Arguments) -> None:
        """Let the machine's clock, by which the venue judges signatures, be late."""
        self._behind = given["milliseconds"]

    def _fail(self, given: Arguments) -> None:
        fault = Fault(Kind[given["kind"]], **{key: given[key] for key in ("status", "code", "delay") if key in given})
        self.server.faults.add(given["route"], fault, given.get("times", 1))

    def _heal(self, _: Arguments) -> None:
        self.server.faults.clear()

    def _ban(self, given: Arguments) -> None:
        now = self._wall()
        self.server.points._meter(self._key.key, now).banned_until = now + given["milliseconds"]

    def _cancel_all(self, given: Arguments) -> int:
        return len(self._market.engine.cancel_all(self._clock.now(), given["reason"], pair=_pair(given)))

    # -- what there is -----------------------------------------------------------------------------------------------

    def _look(self, _: Arguments) -> object:
        engine, account, now = self._market.engine, self._key.account, self._wall()
        seen = self.server.seen
        return {
            "time": self._clock.now(),
            "orders": [_shown(order) for pair in engine.markets for order in engine.orders(account, pair)],
            "balances": {
                currency: plain(held.available + held.in_orders) for currency, held in engine.balances(account).items()
            },
            "requests": {route: self.server.count(route) for route in {request.route for request in seen}},
            "is_banned": now < self.server.points._meter(self._key.key, now).banned_until,
            "refused": self.server.points.refused,
        }


def _pair(given: Arguments) -> Pair:
    return Pair(given["coin"], "EUR")


def _shown(order: VenueOrder) -> Mapping[str, object]:
    return {
        "id": order.id,
        "client_order": order.client_order,
        "market": str(order.pair),
        "side": order.side.value,
        "limit": plain(order.limit),
        "amount": plain(order.amount),
        "status": order.status.value,
        "trades": {
            trade.id: [plain(value) for value in (trade.price, trade.amount, trade.fee)] for trade in order.trades
        },
        "filled": plain(sum((trade.amount for trade in order.trades), ZERO)),
    }
