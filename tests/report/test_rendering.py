"""What a report says, in every language and form, within what mail programs show, with hostile names made harmless."""

from dataclasses import replace
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from io import BytesIO
import re
from typing import override

from PIL import Image
import pytest

from custom_components.aurono.engine.events import StrategyRevised
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.report.gather import gather
from custom_components.aurono.report.mail import MOST_BYTES, Rendered, compose, is_address, render
from custom_components.aurono.report.material import Fate, Material, Purse, Sample, Span, Unfilled, Worth
from custom_components.aurono.report.period import PeriodKind

from .sample import NOW, evaluated, material, period_of, quiet, strategies, trade, words

LANGUAGES = ("de", "en", "fr", "nl")
HOSTILE = '<script>alert("x")</script>&<b>{{ 7*7 }}'


def made(given: Material, language: str = "en") -> Rendered:
    return render(gather(given), words(language))


def html_of(rendered: Rendered) -> str:
    return rendered.html({name: f"cid:{name}" for name in rendered.charts})


class Tags(HTMLParser):
    """Every tag with its attributes, and whether all are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br"}:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        self.text += data


# -- what it says --------------------------------------------------------------------------------------------------


def test_given_a_day_then_results_leave_deposits_out_and_add_up() -> None:
    report = gather(material())

    live, paper = report.purses
    assert (live.purse, paper.purse) == (Purse(BookKind.LIVE, "EUR"), Purse(BookKind.SHADOW, "EUR"))
    assert (live.value, live.result) == (Decimal("1524.65"), Decimal("12.31"))
    assert live.percent == Decimal("0.813970403481")
    # One of the two began within the day: what it was given is no gain, and counts for no percent.
    assert (paper.value, paper.result) == (Decimal("1293.64"), Decimal("-7.08"))
    assert paper.percent == Decimal("-1.080751030377")
    assert (live.trades, live.realized, live.fees) == (2, Decimal("0.38"), Decimal("0.10"))
    assert [(one.name, one.buys, one.sells) for one in report.strategies] == [
        ("SOL dips", 1, 1),
        ("Slow & steady BTC", 1, 0),
        ("ADA nights", 0, 0),
    ]


def test_given_capital_that_came_in_then_the_curve_does_not_jump() -> None:
    given = material()
    dips, *others = given.spans
    start = given.period.start
    came_in = replace(
        dips,
        start=Worth(Decimal(500), Decimal(0)),
        end=Worth(Decimal(1510), Decimal(10)),
        curve=(
            Sample(start + HOUR, Decimal(1500), Decimal(0)),
            Sample(start + 2 * HOUR, Decimal(1510), Decimal(10)),
        ),
    )

    live, _ = gather(replace(given, spans=(came_in, *others))).purses

    assert [sample.value for sample in live.curve] == [1500, 1500, 1510]


def test_given_books_that_were_there_before_but_not_used_at_the_start_then_they_count_for_no_percent() -> None:
    given = material()
    dips, *others = given.spans

    report = gather(replace(given, spans=(replace(dips, used_at_start=False), *others)))

    assert (report.purses[0].result, report.purses[0].percent) == (Decimal("12.31"), None)
    assert report.strategies[0].percent is None


def test_given_two_moves_at_one_time_then_the_curve_ends_with_the_later_one() -> None:
    given = material()
    dips, *others = given.spans
    at = given.period.start + HOUR
    curve = (Sample(at, Decimal(520), Decimal(20)), Sample(at, Decimal("1524.65"), Decimal("24.65")))

    live, _ = gather(replace(given, spans=(replace(dips, curve=curve), *others))).purses
    falling, _ = gather(
        replace(
            given,
            spans=(replace(dips, end=Worth(Decimal(520), Decimal(20)), curve=curve[::-1]), *others),
        )
    ).purses

    assert live.curve[-1].value == live.value == Decimal("1524.65")
    assert falling.curve[-1].value == falling.value == Decimal(520)


def test_given_a_price_that_is_not_known_then_the_sum_is_not_known_either() -> None:
    given = material()
    dips, slow, ada = given.spans
    unknown = Worth(None, None)

    live, paper = gather(replace(given, spans=(dips, replace(slow, end=unknown), ada))).purses

    assert live.value is not None
    assert (paper.value, paper.result, paper.percent, paper.curve) == (None, None, None, ())

    _, paper = gather(replace(given, spans=(dips, replace(slow, start=unknown), ada))).purses

    assert (paper.value, paper.result, paper.percent) == (Decimal("1293.64"), None, None)


def test_given_a_strategy_that_went_live_within_the_day_then_what_it_earned_on_paper_stays_there() -> None:
    given = material()
    dips, slow, ada = given.spans
    start = given.period.start
    on_paper = replace(
        dips,
        book=BookKind.SHADOW,
        start=Worth(Decimal(510), Decimal(10)),
        end=Worth(Decimal(514), Decimal(14)),
        used_at_end=False,
        curve=(Sample(start + HOUR, Decimal(514), Decimal(14)),),
    )
    since = replace(
        dips,
        start=None,
        end=Worth(Decimal(499), Decimal(-1)),
        used_at_start=False,
        curve=(Sample(start + 5 * HOUR, Decimal(499), Decimal(-1)),),
    )
    later = Sample(start + 9 * HOUR, Decimal("648.02"), Decimal("3.02"))
    slow = replace(slow, curve=(Sample(start + 2 * HOUR, Decimal(650), Decimal(5)), later))

    report = gather(replace(given, spans=(on_paper, slow, ada, since)))

    live, paper = report.purses
    assert (live.value, live.result, live.percent) == (Decimal(499), Decimal(-1), None)
    assert [sample.value for sample in live.curve] == [499]
    # Its value has left, and its 4 are earned; of the others nothing changes.
    assert (paper.value, paper.result) == (Decimal("1293.64"), Decimal("-3.08"))
    assert paper.percent == Decimal("-0.264354990988")
    assert [sample.value for sample in paper.curve] == [
        Decimal("1296.72"),
        Decimal("1300.72"),
        Decimal("1295.62"),
        Decimal("1293.64"),
    ]
    assert [(one.name, one.purse.kind, one.result, one.book is None) for one in report.strategies] == [
        ("SOL dips", BookKind.LIVE, Decimal(-1), False),
        ("SOL dips", BookKind.SHADOW, Decimal(4), True),
        ("Slow & steady BTC", BookKind.SHADOW, Decimal("-7.08"), False),
        ("ADA nights", BookKind.SHADOW, Decimal(0), False),
    ]


@pytest.mark.parametrize(
    ("kind", "gone", "said"),
    [
        (BookKind.SHADOW, False, "until it went live"),
        (BookKind.LIVE, False, "until it went back to paper"),
        (BookKind.LIVE, True, "until it was removed"),
    ],
)
def test_given_books_that_were_left_within_the_day_then_it_is_said_until_when_they_count(
    kind: BookKind, gone: bool, said: str
) -> None:
    given = material()
    dips, *others = given.spans
    after = given.after
    if gone:
        after = replace(after, strategies={id_: state for id_, state in after.strategies.items() if id_ != "dips"})

    rendered = render(
        gather(replace(given, after=after, spans=(replace(dips, book=kind, used_at_end=False), *others))), words()
    )

    assert said in rendered.text
    assert "SOL dips" in rendered.text


def test_given_a_fee_in_coins_then_it_counts_at_the_price_of_its_trade() -> None:
    given = material()
    booked = given.trades[0]
    in_coins = replace(booked, fill=replace(booked.fill, fee=Decimal("0.001"), fee_currency="SOL"))

    live, _ = gather(replace(given, trades=(in_coins,))).purses

    assert live.fees == Decimal("0.117")


def test_given_blocked_and_missed_candles_then_they_are_grouped_by_reason_the_latest_first() -> None:
    report = gather(material())

    assert [(one.name, one.side, one.reason, one.count) for one in report.blocked] == [
        ("SOL dips", Side.SELL, Reason.BELOW_COST, 1),
        ("Slow & steady BTC", Side.BUY, Reason.COOLDOWN, 2),
        ("ADA nights", Side.BUY, Reason.CAPITAL_INSUFFICIENT, 1),
    ]
    assert [(one.name, one.reason, one.count) for one in report.missed] == [
        ("ADA nights", Reason.MISSED_OFFLINE, 2),
        ("Slow & steady BTC", Reason.TOO_LATE, 1),
    ]


def test_given_a_blocked_rise_then_it_was_a_sell() -> None:
    given = replace(material(), decisions=(evaluated("dips", Reason.COOLDOWN, NOW, change="3.3"),))

    (blocked,) = gather(given).blocked

    assert (blocked.side, blocked.change) == (Side.SELL, Decimal("3.3"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(PeriodKind))
def test_given_any_language_then_every_form_says_the_same(language: str, kind: PeriodKind) -> None:
    rendered = made(material(kind), language)
    text, html = rendered.text, Tags(html_of(rendered)).text
    flat = " ".join(text.split())

    for part in ("SOL dips", "Slow & steady BTC", "ADA nights", "An order of “SOL dips” is not certain"):
        assert part in flat
        assert part in html
    for section in rendered.story.sections:
        assert section.title in text
        assert section.title in html
    assert "{" not in text + html
    assert "None" not in text


def test_given_the_languages_then_numbers_and_dates_are_theirs() -> None:
    assert "€1,524.65   +€12.31 (+0.81%)" in made(material()).text
    assert "€ 1.524,65   € +12,31 (+0,81%)" in made(material(), "nl").text
    assert "1.524,65 €   +12,31 € (+0,81 %)" in made(material(), "de").text
    assert "1 524,65 €   +12,31 € (+0,81 %)" in made(material(), "fr").text
    assert made(material(), "de").story.subtitle == "Bitvavo · Mittwoch, 25. November 2026"
    assert made(material(), "nl").story.subtitle == "Bitvavo · woensdag 25 november 2026"
    weeks = {language: made(material(PeriodKind.WEEKLY), language).story.subtitle for language in LANGUAGES}
    assert weeks == {
        "en": "Bitvavo · 16 November to 22 November 2026",
        "nl": "Bitvavo · 16 november tot en met 22 november 2026",
        "de": "Bitvavo · 16. November bis 22. November 2026",
        "fr": "Bitvavo · du 16 novembre au 22 novembre 2026",
    }


def test_given_a_gap_then_the_sentence_is_exact_and_the_subject_says_that_somebody_is_needed() -> None:
    rendered = made(material())

    sentence = "Your strategies expect €93.22 but your Bitvavo account has €53.73 — deposit €39.49 to cover the gap."
    assert sentence in rendered.story.alerts
    assert rendered.subject == "Needs you – Bitvavo: +€12.31 on 25 November"
    assert "2 things need you." in rendered.story.summary


def test_given_more_taken_out_than_keeping_would_have_had_then_it_says_that_this_is_not_known() -> None:
    given = material()
    ((key, did),) = given.performances.items()
    tally = replace(did.tally, sells=1400, wins=1200)
    undefined = replace(given, performances={key: replace(did, tally=tally, buy_and_hold=None)})

    def text(given: Material) -> str:
        return " ".join(made(given).text.split())

    assert "since its start +€24.65, buying and holding -€12.50; deepest fall 3.21%" in text(given)
    assert "since its start +€24.65, buying and holding not known; deepest fall 3.21%" in text(undefined)
    assert "since its start: 1,200 of 1,400 sells with a profit (86%)" in text(undefined)


def test_given_orders_that_traded_nothing_then_each_kind_says_what_became_of_it_in_every_language() -> None:
    rendered = made(material())
    (section,) = [section for section in rendered.story.sections if section.title == "Orders that traded nothing"]

    assert [(line.text, line.notes[0], line.right, line.marks) for line in section.lines] == [
        ("Slow & steady BTC: sell", "Its price was not reached in its time", "1 ×", ("On paper",)),
        ("SOL dips: buy", "The exchange refused it: insufficient balance", "2 ×", ()),
    ]
    assert "3 orders that traded nothing." in rendered.story.summary
    assert "traded nothing" not in made(quiet()).text
    given = material()
    for language in LANGUAGES:
        for fate in Fate:
            order = Unfilled(NOW - 20 * HOUR, "dips", BookKind.LIVE, Side.BUY, fate)
            assert words(language).text(f"order_{fate}") in made(replace(given, unfilled=(order,)), language).text


def test_given_a_quiet_day_then_it_says_that_nothing_happened() -> None:
    rendered = made(quiet())

    for sentence in ("Nothing was bought or sold.", "No signal was blocked.", "Every candle was decided on."):
        assert sentence in rendered.text
    assert rendered.story.summary.endswith("0 trades. Nothing needs you.")
    assert rendered.charts == {}


def test_given_a_journal_that_was_empty_when_it_was_last_verified_then_nothing_is_called_verified() -> None:
    given = quiet()
    assert "120 entries" in made(given).text

    text = made(replace(given, health=replace(given.health, events=0))).text

    assert "empty at the last check" in text
    assert "verified" not in text
    assert "0 entries" not in text


def test_given_a_day_on_which_no_candle_was_due_then_it_does_not_say_that_all_were_decided_on() -> None:
    rendered = made(replace(quiet(), decided=0))

    assert "There was nothing to decide." in rendered.text
    assert "Every candle was decided on." not in rendered.text


def test_given_a_day_of_missed_candles_alone_then_they_are_told() -> None:
    missed = evaluated("slow", Reason.MISSED_OFFLINE, NOW, count=6)

    rendered = made(replace(quiet(), decided=0, decisions=(missed,)))

    assert "6 candles" in rendered.text
    for sentence in ("There was nothing to decide.", "Every candle was decided on."):
        assert sentence not in rendered.text
    assert rendered.story.summary.endswith("6 candles without a decision. Nothing needs you.")


def test_given_trouble_then_it_is_told_at_the_top() -> None:
    given = material()
    health = replace(given.health, sound=False, connected=False, stopped=True, questions=())

    alerts = " ".join(made(replace(given, health=health)).story.alerts)

    for words_of_it in ("journal is damaged", "Trading is stopped", "Bitvavo does not answer"):
        assert words_of_it in alerts


# -- paper and demo are never taken for real money -------------------------------------------------------------------


def test_given_a_demo_then_subject_head_and_summary_say_so() -> None:
    rendered = made(material(is_demo=True))

    assert rendered.subject.startswith("[Demo] ")
    assert rendered.text.startswith("AURONO Your day [Demo]")
    assert rendered.story.summary.startswith("[Demo] ")


def test_given_paper_only_then_subject_and_head_say_so_and_each_entry_too() -> None:
    rendered = made(quiet())

    assert rendered.subject.startswith("[On paper] ")
    assert "Slow & steady BTC [On paper]" in rendered.text


def test_given_paper_beside_real_money_then_each_paper_entry_is_marked_and_no_live_one() -> None:
    text = made(material()).text

    assert "ADA nights [On paper] [Paused]" in text
    assert "SOL dips [On paper]" not in text.split("Signals")[0]
    assert "Value on paper (EUR) [On paper]" in text
    assert not made(material()).subject.startswith("[")


# -- HTML ------------------------------------------------------------------------------------------------------------


def renamed(given: Material, name: str) -> Material:
    """The strategy ``dips`` and the account under another name."""
    parameters = given.after.strategy("dips").parameters
    revised = StrategyRevised(NOW, "dips", name, 2, parameters)
    return replace(given, account=name, after=fold([revised], given.after), names={})


def test_given_a_name_with_markup_then_it_is_text() -> None:
    given = renamed(material(), HOSTILE)
    given = replace(given, health=replace(given.health, questions=(HOSTILE,)))
    html = html_of(made(given))

    assert "<script" not in html
    assert "49" not in re.findall(r"&lt;b&gt;(.{0,12})", html)[0]
    assert HOSTILE in Tags(html).text
    assert HOSTILE in made(given).subject


@pytest.mark.parametrize("name", ["Two\r\nBcc: other@example.org", "Two\nlines", "x" * 300])
def test_given_a_name_with_line_breaks_or_no_end_then_no_header_comes_of_it(name: str) -> None:
    rendered = made(renamed(material(), name))

    message = compose(rendered, "a@example.org", ("b@example.org",), identity="x", now=NOW)

    parsed = message_from_bytes(message.as_bytes(policy=SMTP), policy=default)
    assert parsed["Bcc"] is None
    assert parsed["To"] == "b@example.org"
    assert len(rendered.subject) < 200


def test_given_a_narrow_page_then_no_sign_is_parted_from_its_sum() -> None:
    html = html_of(made(renamed(material(), "<b>+1 & -2")))

    for one in ("+€24.65,", "-€12.50;"):
        assert f'<span style="white-space:nowrap;">{one}</span>' in html
    assert "<b>+1" not in html


@pytest.mark.parametrize("given", [material(), material(PeriodKind.WEEKLY, is_demo=True), quiet()])
def test_given_any_report_then_its_html_stays_within_what_mail_programs_show(given: Material) -> None:
    rendered = made(given)
    html = html_of(rendered)
    tags = Tags(html)

    assert len(html.encode()) <= MOST_BYTES
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "style", "link", "svg", "iframe", "form", "video", "object", "button", "input"}
    assert not re.search(r"flex|grid|position:|@media|url\(|https?:|//", html)
    for tag, attributes in tags.seen:
        assert not {name for name in attributes if name.startswith("on") or name in {"class", "id"}}
        width = attributes.get("width") or ""
        assert not width.isdigit() or int(width) <= 600
        if tag == "img":
            assert attributes["alt"]
            assert (attributes["src"] or "").startswith("cid:")
        if tag == "table":
            assert attributes["role"] == "presentation"
    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in tags.seen
    # No background of its own: what is written stays readable on the reader's, light or dark.
    assert "background" not in html
    assert set(re.findall(r"[^-]color:(#\w+)", html)) <= {"#158a48", "#d8433b", "#a5700a", "#3079d1"}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_given_the_colours_then_each_is_readable_on_light_and_on_dark() -> None:
    from custom_components.aurono.report.palette import COLOURS  # noqa: PLC0415 - only here

    for colour in COLOURS.values():
        for background in ("#ffffff", "#121212"):
            light, dark = sorted((luminance(colour), luminance(background)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4


def test_given_30_strategies_and_a_thousand_trades_then_the_mail_is_not_cut_off() -> None:
    period = period_of(PeriodKind.WEEKLY)
    names = [(f"s{number}", f"Strategy {number} " + "ü" * 80, "SOL/EUR") for number in range(30)]
    sides = (Side.BUY, Side.SELL)
    given = replace(
        material(PeriodKind.WEEKLY),
        before=fold(strategies(names, period)),
        after=fold(strategies(names, period)),
        names={},
        spans=tuple(
            Span(
                f"s{number}",
                BookKind.SHADOW,
                Pair.parse("SOL/EUR"),
                Worth(Decimal(900), Decimal(1)),
                Worth(Decimal(901), Decimal(2)),
                used_at_start=True,
                used_at_end=True,
            )
            for number in range(30)
        ),
        trades=tuple(
            trade(f"s{number % 30}", "SOL/EUR", sides[number % 2], period.start + number, "0.17", "117.01")
            for number in range(1000)
        ),
        decisions=tuple(
            evaluated(f"s{number % 30}", reason, period.start + number * HOUR // 10)
            for number in range(1000)
            for reason in (Reason.COOLDOWN, Reason.BELOW_COST, Reason.TOO_LATE)
        ),
    )
    for language in LANGUAGES:
        rendered = made(given, language)
        assert len(html_of(rendered).encode()) <= MOST_BYTES

    trades = next(section for section in made(given).story.sections if section.title == "Trades")
    assert trades.more == f"and {1000 - len(trades.lines)} more, in the panel under Activity".replace("1000", "1,000")
    assert trades.lines[0].notes[0].startswith("Strategy 9")
    assert "1,000 trades" in made(given).story.summary


def test_given_a_chart_then_it_is_a_picture_without_a_background() -> None:
    rendered = made(material())

    assert rendered.charts.keys() == {"value-live-eur", "value-shadow-eur"}
    for png in rendered.charts.values():
        image = Image.open(BytesIO(png))
        assert image.size == (1120, 260)
        corner = image.convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert corner[3] == 0
        assert len(png) < 60_000


def test_given_values_that_never_changed_then_the_chart_is_a_line_all_the_same() -> None:
    given = material()
    period = given.period
    dips, *others = given.spans
    same = Worth(Decimal(5), Decimal(0))
    flat = tuple(Sample(period.start + hour * HOUR, Decimal(5), Decimal(0)) for hour in (0, 5, 30))

    rendered = made(replace(given, spans=(replace(dips, start=same, end=same, curve=flat), *others)))

    assert Image.open(BytesIO(rendered.charts["value-live-eur"])).size == (1120, 260)


# -- the mail --------------------------------------------------------------------------------------------------------


def test_given_a_mail_then_text_html_and_pictures_are_where_mail_programs_look_for_them() -> None:
    rendered = made(material(), "fr")

    message = compose(rendered, "a@example.org", ("b@example.org", "c@example.org"), identity="one", now=NOW)

    parsed = message_from_bytes(message.as_bytes(policy=SMTP), policy=default)
    assert parsed.get_content_type() == "multipart/alternative"
    plain, related = parsed.iter_parts()
    assert isinstance(plain, EmailMessage)
    assert isinstance(related, EmailMessage)
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    assert plain.get_content().replace("\r\n", "\n") == rendered.text
    html, *pictures = related.iter_parts()
    assert isinstance(html, EmailMessage)
    content = html.get_content()
    ids = {str(picture["Content-ID"])[1:-1] for picture in pictures}
    assert len(ids) == 2
    assert set(re.findall(r'src="cid:([^"]+)"', content)) == ids
    assert {picture.get_content_type() for picture in pictures} == {"image/png"}
    assert (parsed["From"], parsed["To"]) == ("Aurono <a@example.org>", "b@example.org, c@example.org")
    assert parsed["Date"].datetime.timestamp() * 1000 == NOW
    assert all(len(line) <= 998 for line in message.as_bytes(policy=SMTP).split(b"\r\n"))


def test_given_the_same_report_again_then_it_is_the_same_message() -> None:
    rendered = made(quiet())
    ids = [
        compose(rendered, "a@example.org", ("b@example.org",), identity=identity, now=NOW)["Message-ID"]
        for identity in ("one", "one", "two")
    ]

    assert ids[0] == ids[1] != ids[2]


def test_given_the_page_then_nothing_comes_from_elsewhere() -> None:
    sources = [attributes["src"] or "" for tag, attributes in Tags(made(material()).page()).seen if tag == "img"]

    assert [source[:22] for source in sources] == ["data:image/png;base64,"] * 2


@pytest.mark.parametrize(
    "text", ["a@example.org", "first.last+tag@sub.example.co", "o'hara@example.org", "a@localhost"]
)
def test_given_an_address_then_it_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@",
        "@example.org",
        "a@b@c",
        "a b@example.org",
        "a@example.org\nBcc: x@example.org",
        "A <a@example.org>",
        "a@example.org, b@example.org",
        "a@exämple.org",
        "a@example..org",
        "a@.org",
    ],
)
def test_given_anything_else_then_it_is_no_address(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(ValueError, match="not a mail address"):
        compose(made(quiet()), text, ("b@example.org",), identity="x", now=NOW)


def test_given_none_of_something_then_french_counts_it_as_one() -> None:
    assert words("fr").count("trades_count", 0) == "0 transaction"
    assert words("en").count("trades_count", 0) == words("en").text("trades_count_other", count="0")
