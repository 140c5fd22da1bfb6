"""A report in words: what stands in the mail, whether it is shown as HTML or as plain text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..engine.records import replace
from ..engine.strategy import BookKind
from .lines import (
    SEPARATOR,
    Line,
    Tone,
    blocked_line,
    change,
    fruitless_line,
    gap_sentence,
    health_lines,
    liquidity_line,
    milestone_line,
    missed_line,
    paper,
    short,
    strategy_line,
    tone_of,
    trade_line,
)
from .material import PurseResult, Report
from .period import Period, PeriodKind
from .words import Words

MOST_LINES = 40
"""Of a longer list the newest are shown, and how many more there are."""


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
        _section("strategies", words, report.strategies, most, lambda one: strategy_line(one, words)),
        _section("trades", words, report.trades[::-1], most, lambda one: trade_line(one, report, words)),
        _section("blocked", words, report.blocked, most, lambda one: blocked_line(one, words)),
        _section("fruitless", words, report.fruitless, most, lambda one: fruitless_line(one, words)),
        _without_decision(report, words, most),
        _section("liquidity", words, report.liquidity, most, lambda one: liquidity_line(one, report, words)),
        _section("milestones", words, report.milestones, most, lambda one: milestone_line(one, report, words)),
        Section(words.text("health"), (*health_lines(report, words),)),
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
        subtitle=SEPARATOR.join((short(report.account), _when(report, words))),
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
    return _section("missed", words, report.missed, most, lambda one: missed_line(one, words))


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


# -- the top ---------------------------------------------------------------------------------------------------------


def _subject(report: Report, words: Words, alerts: Sequence[str]) -> str:
    account, day = short(report.account), words.day(report.period.end - 1)
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
    parts = [SEPARATOR.join((*(f"[{mark}]" for mark in _marks(report, words)), _when(report, words))) + "."]
    for purse in report.purses:
        value = words.text("unknown") if purse.value is None else words.numbers.money(purse.value, purse.purse.currency)
        parts.append(words.text(f"summary_{purse.purse.kind}", value=value, change=change(purse, words)))
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
            yield gap_sentence(line, report, words)
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
        marks=paper(purse.purse.kind, words),
        value=words.text("unknown") if purse.value is None else words.numbers.money(purse.value, currency),
        change=change(purse, words),
        tone=tone_of(purse.result),
        notes=(SEPARATOR.join(notes),),
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
