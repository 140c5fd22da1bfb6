"""What happens at moments of its own: to the venue, to the account, to the computer."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from uuid import UUID

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import exactly, round_down
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.protocol import MarketStatus, OrderRequest

from .faults import BY_NAME, Faults, Per
from .host import Host
from .venue import Venue
from .world import World


class Happenings:
    """Lets every fault that has a rate per day happen, each at moments from its own randomness."""

    def __init__(self, world: World, faults: Faults, venue: Venue, host: Host) -> None:
        self._world = world
        self._faults = faults
        self._venue = venue
        self._host = host
        self.restart_due = False
        """An orderly restart is asked for."""
        for name in faults.on:
            if BY_NAME[name].per is Per.DAY:
                self._next(name)

    def _next(self, name: str) -> None:
        rate = self._faults.per_day(name)
        if rate:
            pause = int(self._faults.random(name).expovariate(rate) * DAY)
            self._world.at(self._world.now + pause, lambda: self._happens(name))

    def _happens(self, name: str) -> None:
        if not self._faults.per_day(name):
            return
        act: Callable[[Random], bool | None] = getattr(self, f"_{name}")
        if act(self._faults.random(name)) is not False:
            self._faults.count(name)
        self._next(name)

    def _some_pair(self, random: Random) -> Pair:
        return random.choice(list(self._venue.tapes))

    # The venue

    def _banned(self, random: Random) -> None:
        self._venue.closed.banned = self._world.now + random.choice((1, 15)) * MINUTE

    def _maintenance(self, random: Random) -> None:
        """Across the close of a candle."""
        now = self._world.now
        close = now + HOUR - now % HOUR
        ends = close + random.randrange(20 * MINUTE)

        def begin() -> None:
            self._venue.closed.maintenance = ends
            if random.random() < 0.5:
                self._venue.engine.cancel_all(self._world.now, "cancelOnMaintenance")

        self._world.at(close - random.randrange(10 * MINUTE), begin)

    def _outage(self, random: Random) -> None:
        self._venue.closed.outage = self._world.now + random.choice((MINUTE, 10 * MINUTE, HOUR, 6 * HOUR))

    def _key_revoked(self, random: Random) -> None:
        self._venue.closed.key_revoked = self._world.now + random.choice((10 * MINUTE, 5 * HOUR, 2 * DAY))

    def _orders_turned_away(self, random: Random) -> None:
        self._venue.closed.ordering = self._world.now + random.choice((2 * HOUR, DAY, 4 * DAY))

    def _field_missing(self, random: Random) -> None:
        self._venue.closed.field_missing = self._world.now + random.choice((HOUR, DAY))

    def _halted(self, random: Random) -> bool:
        pair = self._some_pair(random)
        if pair in self._venue.delisted:
            return False
        status = random.choice((MarketStatus.HALTED, MarketStatus.CANCEL_ONLY, MarketStatus.AUCTION))
        ends = self._world.now + random.choice((10 * MINUTE, 2 * HOUR, DAY))
        self._venue.set_status(pair, status)
        self._venue.tapes[pair].silence(self._world.now, ends)
        if random.random() < 0.3:
            self._venue.engine.cancel_all(self._world.now, "market halted", pair=pair)
        self._world.at(ends, lambda: self._venue.set_status(pair, MarketStatus.TRADING))
        return True

    def _delisted(self, random: Random) -> bool:
        pair = self._some_pair(random)
        if pair in self._venue.delisted:
            return False
        self._venue.delist(pair)
        return True

    def _rules_changed(self, random: Random) -> None:
        self._venue.change_rules(self._some_pair(random))

    def _fees_changed(self, random: Random) -> None:
        self._venue.change_fees()

    # The account

    def _cancelled_by_hand(self, random: Random) -> bool:
        orders = self._venue.our_open_orders()
        if not orders:
            return False
        self._venue.cancel(random.choice(orders))
        return True

    def _traded_by_hand(self, random: Random) -> bool:
        return self._trade(random, "")

    def _second_bot(self, random: Random) -> bool:
        for order in self._venue.foreign_open_orders():
            if random.random() < 0.5:
                self._venue.cancel(order)
        return self._trade(random, str(UUID(int=random.getrandbits(128))))

    @exactly
    def _trade(self, random: Random, client_order: str) -> bool:
        pair = self._some_pair(random)
        rules, price = self._venue.rules[pair], self._venue.engine.price(pair)
        if pair in self._venue.delisted or price is None:
            return False
        side = random.choice((Side.BUY, Side.SELL))
        limit = rules.price_grid.down(price * random.choice((97, 99, 100, 101, 103)), Decimal(100))
        held = (
            self._venue.available(pair.quote) / 4 if side is Side.BUY else self._venue.available(pair.base) / 2 * limit
        )
        amount = rules.amount_down(round_down(held, Decimal("0.000001")), limit) if limit else Decimal(0)
        if amount <= 0:
            return False
        return self._venue.trade_by_hand(OrderRequest(client_order, pair, side, amount, limit))

    def _moved_by_hand(self, random: Random) -> None:
        pair = self._some_pair(random)
        currency = random.choice((pair.base, pair.quote))
        if random.random() < 0.5:
            self._venue.deposit(currency, Decimal(random.randrange(1, 10_000)) / 100)
        else:
            share = random.choice((1, Decimal("0.5")))
            self._venue.withdraw(currency, round_down(self._venue.available(currency) * share, Decimal("0.000001")))

    # The computer

    def _wall_clock_jump(self, random: Random) -> None:
        host, now = self._host, self._world.now
        host.wall_error = random.choice((SECOND, -SECOND, 5 * SECOND, -5 * SECOND, HOUR, -HOUR, DAY, -DAY, -now))
        # Sooner or later the network sets it right.
        self._world.at(now + random.choice((MINUTE, HOUR, 6 * HOUR)), lambda: setattr(host, "wall_error", 0))

    def boot_in_the_past(self) -> None:
        """A computer without a clock battery starts with an old time, until the network tells it the right one."""
        host, random, now = self._host, self._faults.random("boots_in_the_past"), self._world.now
        host.wall_error = random.choice((-now, -DAY, -HOUR, -10 * MINUTE, 10 * MINUTE))
        self._world.at(now + random.choice((20 * SECOND, 3 * MINUTE, HOUR)), lambda: setattr(host, "wall_error", 0))

    def _suspended(self, random: Random) -> bool:
        """While nothing runs; a sleep in the middle of a request is a fault of its own."""
        self.sleep_due = random.choice((10 * SECOND, 10 * MINUTE, 3 * HOUR, 2 * DAY))
        return True

    sleep_due = 0

    def _backup_restored(self, random: Random) -> None:
        self.restore_due = True

    restore_due = False

    def _restarted(self, random: Random) -> None:
        self.restart_due = True
