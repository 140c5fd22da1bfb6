"""A report in words: what stands in the mail, whether it is shown as HTML or as plain text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..engine.liquidity import CurrencyRole, Liquidity
from ..engine.performance import Performance
from ..engine.reason import Side
from ..engine.records import replace
from ..engine.strategy import BookKind, Mode
from .material import Blocked, Booked, Fruitless, Missed, PurseResult, Reached, Report, StrategyResult
from .period import Period, PeriodKind
from .words import Words

MOST_LINES = 40
"""Of a longer list the newest are shown, and how many more there are."""
_LONGEST_NAME = 60
_SEPARATOR = " · "


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


@dataclass(frozen=True, slots=True)
class Section:
    """A list under a title; ``more`` says how much was left out."""

    title: str
    lines: tuple[Line, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """One purse: what it is worth and what it earned, and the name of its chart, if there is one, with its words."""

    title: str
    marks: tuple[str, ...]
    value: str
    change: str
    tone: Tone
    notes: tuple[str, ...]
    chart: str | None = None
    alt: str = ""
    bounds: str = ""
    """The lowest and the highest value, to stand above the chart, and times to stand below it: left, middle, right."""
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A whole report, as it is read from top to bottom."""

    language: str
    subject: str
    title: str
    subtitle: str
    marks: tuple[str, ...]
    alerts_title: str
    alerts: tuple[str, ...]
    totals: tuple[Total, ...]
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    summary: str


def tell(report: Report, words: Words, *, most: int = MOST_LINES, test: bool = False) -> Story:
    """Put a report into words, with at most so many lines in each list."""
    alerts = (*_alerts(report, words),)
    totals = tuple(_total(purse, report, words) for purse in report.purses)
    sections = (
        _section("strategies", words, report.strategies, most, lambda one: _strategy(one, words)),
        _section("trades", words, report.trades[::-1], most, lambda one: _trade(one, report, words)),
        _section("blocked", words, report.blocked, most, lambda one: _blocked(one, words)),
        _section("fruitless", words, report.fruitless, most, lambda one: _fruitless(one, words)),
        _without_decision(report, words, most),
        _section("liquidity", words, report.liquidity, most, lambda one: _liquidity(one, report, words)),
        _section("milestones", words, report.milestones, most, lambda one: _milestone(one, report, words)),
        Section(words.text("health"), (*_health(report, words),)),
    )
    marks = (*_marks(report, words),)
    subject = _subject(report, words, alerts)
    if test:
        subject = words.text("subject_test", subject=subject)
    kind = report.period.kind
    return Story(
        language=words.language,
        subject=" ".join((*(f"[{mark}]" for mark in marks), subject)),
        title=words.text(f"title_{kind}"),
        subtitle=_SEPARATOR.join((_short(report.account), _when(report, words))),
        marks=marks,
        alerts_title=words.text("needs_you"),
        alerts=alerts,
        totals=totals,
        sections=tuple(section for section in sections if section.lines),
        footer=(
            words.text("footer", time=words.moment(report.made_at), zone=words.zone.key),
            words.text("footer_period"),
        ),
        summary=_summary(report, words, alerts),
    )


def _section[T](key: str, words: Words, entries: Sequence[T], most: int, line: Callable[[T], Line]) -> Section:
    """A list; where nothing happened that one would look for, it says so."""
    if not entries and key in {"trades", "blocked", "missed"}:
        return Section(words.text(key), (Line(words.text(f"{key}_none")),))
    left = len(entries) - most
    return Section(
        words.text(key),
        tuple(line(entry) for entry in entries[:most]),
        words.count("more", left) if left > 0 else "",
    )


def _without_decision(report: Report, words: Words, most: int) -> Section:
    """The candles that were missed; where none closed, none was decided on either."""
    if not report.missed and not report.decided:
        return Section(words.text("missed"), (Line(words.text("missed_nothing")),))
    return _section("missed", words, report.missed, most, lambda one: _missed(one, words))


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _when(report: Report, words: Words) -> str:
    period = report.period
    if period.kind is PeriodKind.DAILY:
        return words.date(period.start)
    return words.text("week", first=words.day(period.start), last=words.day_of_year(period.end - 1))


def _marks(report: Report, words: Words) -> Iterable[str]:
    """What keeps anybody from taking this for real money."""
    if report.is_demo:
        yield words.text("mark_demo")
    elif report.purses and all(purse.purse.kind is BookKind.SHADOW for purse in report.purses):
        yield words.text("mark_shadow")


def _paper(kind: BookKind, words: Words) -> tuple[str, ...]:
    return (words.text("mark_shadow"),) if kind is BookKind.SHADOW else ()


# -- the top ---------------------------------------------------------------------------------------------------------


def _subject(report: Report, words: Words, alerts: Sequence[str]) -> str:
    account, day = _short(report.account), words.day(report.period.end - 1)
    key = f"subject_{report.period.kind}"
    main = _main_purse(report)
    if main is None or main.result is None:
        subject = words.text(f"{key}_plain", account=account, day=day)
    else:
        result = words.numbers.money(main.result, main.purse.currency, signed=True)
        subject = words.text(key, account=account, day=day, result=result)
    return words.text("subject_needs_you", subject=subject) if alerts else subject


def _main_purse(report: Report) -> PurseResult | None:
    """The one that a single sentence tells of: real money before paper."""
    live = [purse for purse in report.purses if purse.purse.kind is BookKind.LIVE]
    return next(iter(live or report.purses), None)


def _summary(report: Report, words: Words, alerts: Sequence[str]) -> str:
    parts = [_SEPARATOR.join((*(f"[{mark}]" for mark in _marks(report, words)), _when(report, words))) + "."]
    for purse in report.purses:
        value = words.text("unknown") if purse.value is None else words.numbers.money(purse.value, purse.purse.currency)
        parts.append(words.text(f"summary_{purse.purse.kind}", value=value, change=_change(purse, words)))
    parts.append(words.count("summary_trades", len(report.trades)))
    if blocked := sum(one.count for one in report.blocked):
        parts.append(words.count("summary_blocked", blocked))
    if fruitless := sum(one.count for one in report.fruitless):
        parts.append(words.count("summary_fruitless", fruitless))
    if missed := sum(one.count for one in report.missed):
        parts.append(words.count("summary_missed", missed))
    parts.append(words.count("summary_needs_you", len(alerts)) if alerts else words.text("summary_fine"))
    return " ".join(parts)


def _alerts(report: Report, words: Words) -> Iterable[str]:
    health = report.health
    if not health.sound:
        yield words.text("journal_damaged")
    yield from health.questions
    for line in report.liquidity:
        if line.gap > 0:
            yield _gap(line, report, words)
    if health.stopped:
        yield words.text("stopped")
    if health.connected is False:
        yield words.text("disconnected", exchange=report.exchange)


# -- totals ----------------------------------------------------------------------------------------------------------


def chart_name(purse: PurseResult) -> str:
    """What the chart of a purse is called within its mail."""
    return f"value-{purse.purse.kind}-{purse.purse.currency.lower()}"


def has_chart(purse: PurseResult) -> bool:
    """Whether there is a line to draw."""
    return len(purse.curve) >= 2


def _total(purse: PurseResult, report: Report, words: Words) -> Total:
    currency = purse.purse.currency
    notes = [words.count("trades_count", purse.trades)]
    if purse.trades:
        notes.append(words.text("fees", fees=words.numbers.money(purse.fees, currency)))
        notes.append(words.text("realized", realized=words.numbers.money(purse.realized, currency, signed=True)))
    total = Total(
        title=words.text(f"value_{purse.purse.kind}", currency=currency),
        marks=_paper(purse.purse.kind, words),
        value=words.text("unknown") if purse.value is None else words.numbers.money(purse.value, currency),
        change=_change(purse, words),
        tone=_tone(purse.result),
        notes=(_SEPARATOR.join(notes),),
    )
    return _with_chart(total, purse, report.period, words) if has_chart(purse) else total


def _with_chart(total: Total, purse: PurseResult, period: Period, words: Words) -> Total:
    values = [words.numbers.money(sample.value, purse.purse.currency) for sample in purse.curve]
    low = min(purse.curve, key=lambda sample: sample.value)
    high = max(purse.curve, key=lambda sample: sample.value)
    bounds = {
        name: words.numbers.money(sample.value, purse.purse.currency) for name, sample in (("low", low), ("high", high))
    }
    middle = (period.start + period.end) // 2
    if period.kind is PeriodKind.DAILY:
        times = (words.clock(period.start), words.clock(middle), "24:00")
    else:
        times = (words.day(period.start), words.day(middle), words.day(period.end - 1))
    return replace(
        total,
        chart=chart_name(purse),
        alt=words.text("chart", first=values[0], last=values[-1], **bounds),
        bounds=words.text("bounds", **bounds),
        times=times,
    )


def _change(result: PurseResult | StrategyResult, words: Words) -> str:
    """What was earned, in money and in percent."""
    if result.result is None:
        return words.text("unknown")
    money = words.numbers.money(result.result, result.purse.currency, signed=True)
    return money if result.percent is None else f"{money} ({words.numbers.percent(result.percent, signed=True)})"


def _tone(value: Decimal | None) -> Tone:
    if not value:
        return Tone.PLAIN
    return Tone.GOOD if value > 0 else Tone.BAD


# -- lists -----------------------------------------------------------------------------------------------------------


def _strategy(one: StrategyResult, words: Words) -> Line:
    pair, currency = one.pair, one.purse.currency
    traded = [words.count("buys", one.buys), words.count("sells", one.sells)] if one.buys + one.sells else []
    notes = [_SEPARATOR.join((str(pair), one.timeframe.value, *traded))]
    fees = words.text("fees", fees=words.numbers.money(one.fees, currency)) if traded else ""
    book = one.book
    if book is None:
        left = "removed" if one.is_gone else one.purse.kind.value
        notes.append(_SEPARATOR.join(filter(None, (words.text(f"left_{left}"), fees))))
        return Line(
            _short(one.name),
            tuple(notes),
            _paper(one.purse.kind, words),
            right_notes=(_change(one, words),),
            tone=_tone(one.result),
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
    notes.append(_SEPARATOR.join(filter(None, (free, fees))))
    if one.performance is not None:
        notes += _record(one.performance, words)
    paused = (words.text("mark_paused"),) if one.mode is Mode.PAUSED else ()
    return Line(
        _short(one.name),
        tuple(notes),
        (*_paper(one.purse.kind, words), *paused),
        words.text("unknown") if one.value is None else words.numbers.money(one.value, currency),
        (_change(one, words),),
        _tone(one.result),
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


def _trade(one: Booked, report: Report, words: Words) -> Line:
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
        (_SEPARATOR.join((_short(report.names.get(one.strategy, one.name)), words.moment(fill.time))),),
        _paper(one.book, words),
        words.numbers.money(-fill.paid(pair) if is_buy else fill.received(pair), pair.quote, signed=True),
        tuple(right_notes),
        _tone(one.realized),
    )


def _blocked(one: Blocked, words: Words) -> Line:
    notes = [words.texts[f"reason_{one.reason.value.lower()}"]]
    change = "" if one.change is None else words.numbers.percent(one.change, signed=True)
    last = words.text("last", time=words.moment(one.last))
    return Line(
        words.text(f"blocked_{one.side}", name=_short(one.name)),
        (*notes, _SEPARATOR.join(part for part in (last, change) if part)),
        _paper(one.book, words),
        f"{one.count} ×",
    )


def _fruitless(one: Fruitless, words: Words) -> Line:
    fate = words.text(f"order_{one.fate}")
    return Line(
        words.text(f"blocked_{one.side}", name=_short(one.name)),
        (
            words.text("order_because", fate=fate, detail=one.detail.removesuffix(".")) if one.detail else fate,
            words.text("last", time=words.moment(one.last)),
        ),
        _paper(one.book, words),
        f"{one.count} ×",
    )


def _missed(one: Missed, words: Words) -> Line:
    return Line(
        _short(one.name),
        (words.texts[f"reason_{one.reason.value.lower()}"], words.text("last", time=words.moment(one.last))),
        _paper(one.book, words),
        words.count("candles", one.count),
    )


def _liquidity(line: Liquidity, report: Report, words: Words) -> Line:
    if line.gap > 0:
        return Line(line.currency, (_gap(line, report, words),), right=_sum(line.actual, line, words), tone=Tone.BAD)
    return Line(
        line.currency,
        (words.text("liquidity_covered", expected=_sum(line.expected, line, words)),),
        right=_sum(line.actual, line, words),
    )


def _gap(line: Liquidity, report: Report, words: Words) -> str:
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


def _milestone(one: Reached, report: Report, words: Words) -> Line:
    name = _short(report.names.get(one.strategy, one.strategy))
    return Line(words.text(f"milestone_{one.milestone.kind}"), (name,), right=words.day(one.milestone.time))


def _health(report: Report, words: Words) -> Iterable[Line]:
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
