"""The entries of a report's lists in words: strategies, trades, what came to nothing, money, milestones, health."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..engine.liquidity import CurrencyRole, Liquidity
from ..engine.performance import Performance
from ..engine.reason import Side
from ..engine.strategy import BookKind, Mode
from .material import Blocked, Booked, Fruitless, Missed, PurseResult, Reached, Report, StrategyResult
from .words import Words

SEPARATOR = " · "
_LONGEST_NAME = 60


class Tone(StrEnum):
    """How something is to be read; never the only sign of it, since the words say it too."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list: what it is with notes below, and on the right its figure with notes below that."""

    text: str
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    right: str = ""
    right_notes: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN
    """Of the first note on the right, or of the figure where there is none."""


def short(name: str) -> str:
    """A name as far as a line has room for it, on one line."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def paper(kind: BookKind, words: Words) -> tuple[str, ...]:
    """The mark that keeps anybody from taking this for real money."""
    return (words.text("mark_shadow"),) if kind is BookKind.SHADOW else ()


def change(result: PurseResult | StrategyResult, words: Words) -> str:
    """What was earned, in money and in percent."""
    if result.result is None:
        return words.text("unknown")
    money = words.numbers.money(result.result, result.purse.currency, signed=True)
    return money if result.percent is None else f"{money} ({words.numbers.percent(result.percent, signed=True)})"


def tone_of(value: Decimal | None) -> Tone:
    """Whether a sum is a gain or a loss."""
    if not value:
        return Tone.PLAIN
    return Tone.GOOD if value > 0 else Tone.BAD


def strategy_line(one: StrategyResult, words: Words) -> Line:
    """How a strategy stands and what it did."""
    pair, currency = one.pair, one.purse.currency
    traded = [words.count("buys", one.buys), words.count("sells", one.sells)] if one.buys + one.sells else []
    notes = [SEPARATOR.join((str(pair), one.timeframe.value, *traded))]
    fees = words.text("fees", fees=words.numbers.money(one.fees, currency)) if traded else ""
    book = one.book
    if book is None:
        left = "removed" if one.is_gone else one.purse.kind.value
        notes.append(SEPARATOR.join(filter(None, (words.text(f"left_{left}"), fees))))
        return Line(
            short(one.name),
            tuple(notes),
            paper(one.purse.kind, words),
            right_notes=(change(one, words),),
            tone=tone_of(one.result),
        )
    if book.position:
        average_cost = book.average_cost
        notes.append(
            words.text(
                "holds",
                amount=words.numbers.coins_worth(book.position, pair.base, price=average_cost, quote=pair.quote),
                price="–" if average_cost is None else words.numbers.price(average_cost, pair.quote),
            )
        )
    free = words.text("free", amount=words.numbers.money(book.free, currency))
    notes.append(SEPARATOR.join(filter(None, (free, fees))))
    if one.performance is not None:
        notes += _record(one.performance, words)
    paused = (words.text("mark_paused"),) if one.mode is Mode.PAUSED else ()
    return Line(
        short(one.name),
        tuple(notes),
        (*paper(one.purse.kind, words), *paused),
        words.text("unknown") if one.value is None else words.numbers.money(one.value, currency),
        (change(one, words),),
        tone_of(one.result),
    )


def _record(performance: Performance, words: Words) -> Iterable[str]:
    """How the strategy did since its beginning, as far as there is anything to tell."""
    tally, currency = performance.tally, performance.currency
    if tally.win_rate is not None:
        yield words.text(
            "record",
            wins=words.numbers.count(tally.wins),
            sells=words.numbers.count(tally.sells),
            rate=words.numbers.percent(tally.win_rate, 0),
            realized=words.numbers.money(tally.realized, currency, signed=True),
        )
    if tally.trades and performance.profit is not None:
        hold = performance.buy_and_hold
        yield words.text(
            "compared",
            profit=words.numbers.money(performance.profit, currency, signed=True),
            hold=words.text("unknown") if hold is None else words.numbers.money(hold.profit, currency, signed=True),
            fall=words.numbers.percent(performance.drawdown),
        )


def trade_line(one: Booked, report: Report, words: Words) -> Line:
    """One fill, with its fee and what a sell brought."""
    order, fill = one.order, one.fill
    pair = order.pair
    is_buy = order.side is Side.BUY
    fee_in_money = fill.fee_currency == pair.quote
    fee = (
        words.numbers.money(fill.fee, fill.fee_currency)
        if fee_in_money
        else words.numbers.coins(fill.fee, fill.fee_currency)
    )
    right_notes = [words.text("fee", fee=fee)]
    if one.realized is not None:
        right_notes.insert(0, words.text("profit", profit=words.numbers.money(one.realized, pair.quote, signed=True)))
    return Line(
        words.text(
            "bought" if is_buy else "sold",
            amount=words.numbers.coins_worth(fill.amount, pair.base, price=fill.price, quote=pair.quote),
            price=words.numbers.price(fill.price, pair.quote),
        ),
        (SEPARATOR.join((short(report.names.get(one.strategy, one.name)), words.moment(fill.time))),),
        paper(one.book, words),
        words.numbers.money(-fill.paid(pair) if is_buy else fill.received(pair), pair.quote, signed=True),
        tuple(right_notes),
        tone_of(one.realized),
    )


def blocked_line(one: Blocked, words: Words) -> Line:
    """Signals that something kept from trading."""
    notes = [words.texts[f"reason_{one.reason.value.lower()}"]]
    change = "" if one.change is None else words.numbers.percent(one.change, signed=True)
    last = words.text("last", time=words.moment(one.last))
    return Line(
        words.text(f"blocked_{one.side}", name=short(one.name)),
        (*notes, SEPARATOR.join(part for part in (last, change) if part)),
        paper(one.book, words),
        f"{one.count} ×",
    )


def fruitless_line(one: Fruitless, words: Words) -> Line:
    """Orders that traded nothing, and what became of them."""
    fate = words.text(f"order_{one.fate}")
    return Line(
        words.text(f"blocked_{one.side}", name=short(one.name)),
        (
            words.text("order_because", fate=fate, detail=one.detail.removesuffix(".")) if one.detail else fate,
            words.text("last", time=words.moment(one.last)),
        ),
        paper(one.book, words),
        f"{one.count} ×",
    )


def missed_line(one: Missed, words: Words) -> Line:
    """Candles that were not decided on."""
    return Line(
        short(one.name),
        (words.texts[f"reason_{one.reason.value.lower()}"], words.text("last", time=words.moment(one.last))),
        paper(one.book, words),
        words.count("candles", one.count),
    )


def liquidity_line(line: Liquidity, report: Report, words: Words) -> Line:
    """What is on the exchange, and whether it is enough."""
    if line.gap > 0:
        gap = gap_sentence(line, report, words)
        return Line(line.currency, (gap,), right=_sum(line.actual, line, words), tone=Tone.BAD)
    return Line(
        line.currency,
        (words.text("liquidity_covered", expected=_sum(line.expected, line, words)),),
        right=_sum(line.actual, line, words),
    )


def gap_sentence(line: Liquidity, report: Report, words: Words) -> str:
    """What is missing, and what to do about it."""
    gap = _sum(line.gap, line, words)
    if line.role is CurrencyRole.BASE:
        return words.text("liquidity_short_base", gap=gap, exchange=report.exchange)
    return words.text(
        "liquidity_short_quote",
        expected=_sum(line.expected, line, words),
        actual=_sum(line.actual, line, words),
        gap=gap,
        exchange=report.exchange,
    )


def _sum(value: Decimal, line: Liquidity, words: Words) -> str:
    if line.role is CurrencyRole.QUOTE:
        return words.numbers.money(value, line.currency)
    return words.numbers.coins(value, line.currency)


def milestone_line(one: Reached, report: Report, words: Words) -> Line:
    """What a strategy reached, and when."""
    name = short(report.names.get(one.strategy, one.strategy))
    return Line(words.text(f"milestone_{one.milestone.kind}"), (name,), right=words.day(one.milestone.time))


def health_lines(report: Report, words: Words) -> Iterable[Line]:
    """How the machinery is."""
    health = report.health
    journal = "damaged" if not health.sound else "sound" if health.events else "empty"
    yield Line(
        words.text("health_journal"),
        (words.count("entries", health.events),) if journal == "sound" else (),
        right=words.text(f"health_journal_{journal}"),
        tone=Tone.PLAIN if health.sound else Tone.BAD,
    )
    connected = "unknown" if health.connected is None else "yes" if health.connected else "no"
    yield Line(
        words.text("health_exchange", exchange=report.exchange),
        right=words.text(f"health_connected_{connected}"),
        tone=Tone.BAD if health.connected is False else Tone.PLAIN,
    )
    yield Line(
        words.text("health_trading"),
        right=words.text("health_trading_stopped" if health.stopped else "health_trading_on"),
        tone=Tone.BAD if health.stopped else Tone.PLAIN,
    )
    yield Line(words.text("health_decided"), right=words.numbers.count(report.decided))
    yield Line(
        words.text("health_questions"),
        right=words.numbers.count(len(health.questions)),
        tone=Tone.BAD if health.questions else Tone.PLAIN,
    )
