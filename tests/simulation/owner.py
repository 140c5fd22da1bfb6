"""The owner: what a person does with the strategies, at moments of its own, and how questions are answered."""

from collections.abc import Coroutine
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from custom_components.aurono.engine.portfolio import StrategyState
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import DAY, Timeframe
from custom_components.aurono.execution.questions import Question, QuestionKind
from custom_components.aurono.execution.trader import Trader

from .venue import Venue
from .world import World

type Wish = Coroutine[Any, Any, object]


class Owner:
    """Wishes something now and then. ``rate`` is how often a day; 0 for an owner who leaves everything alone."""

    def __init__(self, world: World, venue: Venue, rate: float) -> None:
        self._world = world
        self._venue = venue
        self._random = world.random("owner")
        self._rate = rate
        self.leaves_all_alone = not rate
        """Whether there never is a wish or an answer."""
        self._next = self._later()
        self._added = 0

    def _later(self) -> int | None:
        return None if not self._rate else self._world.now + int(self._random.expovariate(self._rate) * DAY)

    def wish(self, trader: Trader) -> tuple[str, Wish] | None:
        """What the owner wants now, if anything: its name and the request."""
        if self._next is None or self._world.now < self._next or not trader.portfolio.strategies:
            return None
        self._next = self._later()
        random = self._random
        state = random.choice(list(trader.portfolio.strategies.values()))
        amount = Decimal(random.randrange(100, 5_000)) / 100
        match random.randrange(13):
            case 0:
                return f"deposits {amount}", trader.deposit(state.id, amount)
            case 1:
                return f"withdraws {amount}", trader.withdraw(state.id, amount)
            case 2 | 3:
                return "revises", trader.revise_strategy(state.id, state.name, _revised(random, state))
            case 4:
                return "pauses", trader.set_mode(state.id, Mode.PAUSED)
            case 5 | 6:
                return "goes live", trader.live.go_live(state.id, confirmed=True)
            case 7:
                return "stops trading", trader.live.stop(cancel_orders=random.random() < 0.5)
            case 8 | 9:
                return "resumes trading", trader.live.resume()
            case 11 if len(trader.portfolio.strategies) > 1:
                return "removes", trader.remove_strategy(state.id)
            case 10:
                return "cancels all orders", trader.live.cancel_all()
            case _:
                orders = [order for book in state.books.values() for order in book.orders]
                if not orders:
                    return None
                return "cancels an order", trader.live.cancel_order(state.id, random.choice(orders).id)

    def answer(self, trader: Trader) -> tuple[str, Wish] | None:
        """An answer, true as far as the owner can see it at the exchange, to an open question."""
        if not self._rate or self._random.random() > 0.05:
            return None
        for question in trader.live.questions:
            wish = self._answer(trader, question)
            if wish is not None:
                return f"answers {question.kind}", wish
        return None

    def _answer(self, trader: Trader, question: Question) -> Wish | None:
        live, strategy, order = trader.live, question.strategy, question.order
        if strategy is None:
            return None
        if question.kind is QuestionKind.MARKET_GONE:
            return live.retire_market(strategy)
        if order is None:
            return None
        ids = self._venue.ids.get(order, ())
        if ids:
            state = trader.portfolio.strategy(strategy)
            there = self._venue.order(state.parameters.pair, ids[-1])
            return live.link_order(strategy, order, self._venue.public_id(there))
        return None


def _revised(random: Random, state: StrategyState) -> Any:
    rule = state.parameters
    match random.randrange(4):
        case 0:
            capital = rule.allocated_capital + random.choice((50, -20, 100))
            return replace(rule, allocated_capital=max(capital, Decimal(20)))
        case 1:
            return replace(rule, timeframe=random.choice((Timeframe.H1, Timeframe.H4, Timeframe.D1)))
        case 2:
            return replace(
                rule, buy_trigger=(rule.buy_trigger * 2 / 3).quantize(Decimal("0.01")), cooldown=random.choice((0, 3))
            )
        case _:
            return replace(rule, buy_amount=rule.buy_amount + 7, order_timeout=random.choice((1, 2, 48)))
