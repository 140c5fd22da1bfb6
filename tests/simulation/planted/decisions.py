"""Bugs in deciding: time, candles, rules and limits."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from custom_components.aurono.engine import evaluation
from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.portfolio import Portfolio
from custom_components.aurono.engine.pricing import Floor
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Reference
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.exchange.paper import PaperExchange
from custom_components.aurono.execution import evaluator as evaluator_module
from custom_components.aurono.execution.closes import Closes
from custom_components.aurono.execution.evaluator import Evaluator, Outcome
from custom_components.aurono.execution.market_watch import MarketWatch
from custom_components.aurono.execution.trader import Trader
from tests.simulation.audit import EXACT

from .bug import Bug, returning


def _local_day(open_at: Any) -> Any:
    """Days that begin at midnight in Amsterdam."""
    return lambda self, time: open_at(self, time + HOUR) - HOUR if self is Timeframe.D1 else open_at(self, time)


def _local_four_hours(open_at: Any) -> Any:
    return lambda self, time: open_at(self, time + HOUR) - HOUR if self is Timeframe.H4 else open_at(self, time)


def _running_candle(last_closed: Any) -> Any:
    return lambda self, time: self.open_at(time)


def _last_row(_: Any) -> Any:
    return lambda candles, open_time: candles[-1] if candles else None


def _next_row(find: Any) -> Any:
    def changed(candles: Any, open_time: int) -> Any:
        return find(candles, open_time) or next((c for c in reversed(candles) if c.open_time < open_time), None)

    return changed


def _always_in_time(_: Any) -> Any:
    return lambda self: 1 << 50


def _missed_are_traded(last_closed: Any) -> Any:
    """The candle before the last one is taken for the last one."""
    return lambda self, time: last_closed(self, time) - self.length


def _clock_of_the_house(_: Any) -> Any:
    return lambda self: self._clock.now()


def _clock_read_once(contact: Any) -> Any:
    async def changed(self: Any) -> bool:
        return True if self._offset is not None else bool(await contact(self))

    return changed


def _clock_in_the_middle(contact: Any) -> Any:
    """The exchange's clock is taken to have been read half way between asking and hearing."""

    async def changed(self: Any) -> bool:
        asked = self._clock.now()
        answered = bool(await contact(self))
        if answered:
            self._offset += (self._clock.now() - asked) // 2
        return answered

    return changed


def _clock_trusted_for_an_hour(contact: Any) -> Any:
    read: dict[int, int] = {}

    async def changed(self: Any) -> bool:
        now = self._clock.now()
        if now - read.get(id(self), -HOUR) < HOUR and self._offset is not None:
            return True
        answered = bool(await contact(self))
        if answered:
            read[id(self)] = now
        return answered

    return changed


def _nothing_on_failure(conclude: Any) -> Any:
    async def changed(self: Any, state: Any, candle: int, outcome: Any) -> None:
        if outcome.plan is not None:
            await conclude(self, state, candle, outcome)

    return changed


def _evaluated_again(watched_until: Any) -> Any:
    return lambda self, strategy: watched_until(self, strategy) - HOUR


def _only_the_first_strategy(for_each: Any) -> Any:
    async def changed(self: Any, step: Any, asks: Any) -> None:
        for state in tuple(self.portfolio.strategies.values())[:1]:
            if asks(state):
                await self._contained(state, step)

    return changed


def _wrong_reference(check: Any) -> Any:
    def changed(strategy: Any, candle: Any, previous: Any, **named: Any) -> Any:
        return check(replace(strategy, reference=Reference.OPEN), candle, previous, **named)

    return changed


def _ticker_decides(decide: Any) -> Any:
    def changed(strategy: Any, rules: Any, book: Any, closed: Any, **named: Any) -> Any:
        candle = closed.candle
        moved = replace(candle, close=EXACT.divide(EXACT.add(candle.high, candle.low), Decimal(2)))
        return decide(strategy, rules, book, replace(closed, candle=moved), **named)

    return changed


def _limit_rounded_up(_: Any) -> Any:
    return lambda strategy, rules, reference: rules.price_grid.up(
        EXACT.multiply(reference, EXACT.add(Decimal(100), strategy.buy_trigger)), Decimal(100)
    )


def _limit_without_floor(_: Any) -> Any:
    return lambda strategy, rules, reference, floor: rules.price_grid.up(
        EXACT.multiply(reference, EXACT.add(Decimal(100), strategy.sell_trigger)), Decimal(100)
    )


def _floor_without_fee(_: Any) -> Any:
    def changed(strategy: Any, rules: Any, book: Any) -> Any:
        protected = EXACT.multiply(book.cost, EXACT.add(Decimal(100), strategy.loss_protection))
        return Floor(numerator=protected, denominator=EXACT.multiply(book.position, Decimal(100)))

    return changed


def _no_loss_protection(floor: Any) -> Any:
    return lambda strategy, rules, book: floor(replace(strategy, loss_protection=ZERO), rules, replace(book, cost=ZERO))


def _minimum_position_ignored(plan: Any) -> Any:
    return lambda strategy, *rest: plan(replace(strategy, minimum_position=Decimal("1e-30")), *rest)


def _open_orders_ignored(decide: Any) -> Any:
    def changed(strategy: Any, rules: Any, book: Any, closed: Any, **named: Any) -> Any:
        return decide(strategy, rules, replace(book, orders=()), closed, **named)

    return changed


def _reinvests_always(plan: Any) -> Any:
    return lambda strategy, *rest: plan(replace(strategy, reinvest_profits=True), *rest)


def _capital_unlimited(plan: Any) -> Any:
    return lambda strategy, rules, book, *rest: plan(strategy, rules, replace(book, free=Decimal(10**9)), *rest)


def _buys_too_much(amount: Any) -> Any:
    return lambda strategy, rules, ticker: amount(replace(strategy, buy_amount=strategy.buy_amount * 2), rules, ticker)


def _sells_everything(_: Any) -> Any:
    return lambda strategy, rules, book, ticker, limit: rules.amount_down(book.free_position)


def _cooldown_from_any_side(_: Any) -> Any:
    def changed(strategy: Any, book: Any, side: Any) -> Any:
        last = max((time for time in (book.last_buy, book.last_sell) if time is not None), default=None)
        if strategy.cooldown == 0 or last is None:
            return None
        return last + strategy.cooldown * strategy.timeframe.length

    return changed


def _cooldown_one_short(until: Any) -> Any:
    def changed(strategy: Any, book: Any, side: Any) -> Any:
        found = until(strategy, book, side)
        return None if found is None else found - 1

    return changed


def _breaker_never_closes(_: Any) -> Any:
    return lambda self: None if self.failures < 3 else 1 << 60


def _paper_forgotten(_: Any) -> Any:
    return lambda *_: None


def _balance_ignored(_: Any) -> Any:
    return lambda *_: Decimal(10**12)


DECISIONS: tuple[Bug, ...] = (
    Bug("local_day", "days begin at local midnight", Timeframe, "open_at", _local_day),
    Bug("local_four_hours", "4h candles follow local time", Timeframe, "open_at", _local_four_hours),
    Bug("running_candle", "the candle that still runs is evaluated", Timeframe, "last_closed", _running_candle),
    Bug(
        "missed_are_traded", "a candle that is over for long is evaluated", Timeframe, "last_closed", _missed_are_traded
    ),
    Bug("last_row", "the last row served counts as the candle", evaluator_module, "find_candle", _last_row),
    Bug("row_before", "a missing candle is replaced by the one before", evaluator_module, "find_candle", _next_row),
    Bug("always_in_time", "there is no grace: nothing is too late", Timeframe, "grace", _always_in_time),
    Bug("clock_of_the_house", "our clock is taken for the exchange's", MarketWatch, "now", _clock_of_the_house),
    Bug("clock_read_once", "the exchange's clock is read once only", MarketWatch, "contact", _clock_read_once),
    Bug("clock_in_the_middle", "the clock is taken from half way", MarketWatch, "contact", _clock_in_the_middle),
    Bug(
        "clock_trusted",
        "a clock that was read is trusted for an hour",
        MarketWatch,
        "contact",
        _clock_trusted_for_an_hour,
        among=frozenset({"suspended"}),
    ),
    Bug(
        "late_answer_trusted",
        "a clock whose answer took hours is trusted",
        MarketWatch,
        "_passed_since",
        returning(0),
        among=frozenset({"suspended_in_request"}),
    ),
    Bug(
        "sent_however_late",
        "nobody looks at the time again before an order leaves",
        MarketWatch,
        "latest",
        returning(0),
        among=frozenset({"suspended_in_write"}),
    ),
    Bug("nothing_recorded", "an outcome without an order is not recorded", Closes, "_conclude", _nothing_on_failure),
    Bug("evaluated_again", "a candle is evaluated again", Portfolio, "watched_until", _evaluated_again),
    Bug("only_the_first", "only one strategy is looked after", Trader, "_for_each", _only_the_first_strategy),
    Bug(
        "wrong_reference",
        "the change is always measured from the open",
        evaluator_module,
        "check_candle",
        _wrong_reference,
    ),
    Bug("other_price_decides", "another price than the close decides", evaluator_module, "decide", _ticker_decides),
    Bug("cooldown_ignored", "there is no cooldown", evaluation, "cooldown_until", returning(None)),
    Bug(
        "cooldown_from_any_side",
        "a sell starts the cooldown of buys",
        evaluation,
        "cooldown_until",
        _cooldown_from_any_side,
    ),
    Bug("cooldown_one_short", "the cooldown ends a candle early", evaluation, "cooldown_until", _cooldown_one_short),
    Bug("breaker_never_closes", "the breaker never closes", Book, "breaker_open_until", _breaker_never_closes),
    Bug(
        "open_orders_ignored",
        "a second order is placed beside an open one",
        evaluator_module,
        "decide",
        _open_orders_ignored,
    ),
    Bug("limit_rounded_up", "a buy limit is rounded up", evaluation, "buy_limit", _limit_rounded_up),
    Bug("limit_without_floor", "a sell may rest below cost", evaluation, "sell_limit", _limit_without_floor),
    Bug("floor_without_fee", "the floor forgets the sell's fee", evaluation, "floor_price", _floor_without_fee),
    Bug("no_loss_protection", "there is no floor", evaluation, "floor_price", _no_loss_protection),
    Bug(
        "minimum_position_ignored",
        "a sell may take what must remain",
        evaluation,
        "_plan_sell",
        _minimum_position_ignored,
    ),
    Bug("reinvests_always", "profits are reinvested against the rule", evaluation, "_plan_buy", _reinvests_always),
    Bug("capital_unlimited", "free capital is not looked at", evaluation, "_plan_buy", _capital_unlimited),
    Bug("buys_too_much", "a buy is twice as large", evaluation, "buy_amount", _buys_too_much),
    Bug("sells_everything", "a sell takes all", evaluation, "sell_amount", _sells_everything),
    Bug("rsi_ignored", "the RSI gate is always open", evaluation, "_rsi_allows", returning(True)),
    Bug("paper_forgotten", "paper orders are forgotten at a restart", PaperExchange, "adopt", _paper_forgotten),
    Bug("balance_ignored", "the exchange's balance is not looked at", evaluator_module, "spendable", _balance_ignored),
    Bug("never_evaluates", "nothing is evaluated", Evaluator, "evaluate", lambda _: _unreachable),
)


async def _unreachable(*_: Any, **__: Any) -> Any:
    return Outcome(Reason.NO_SIGNAL)
