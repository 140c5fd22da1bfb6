"""Assist answers what is asked about strategies that are exposed to it; what it hears is tested in tests/boot."""

from datetime import UTC, datetime
from decimal import Decimal
import re
from types import SimpleNamespace
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.aurono.assist import ASSISTANT, Question, async_answer, spoken_time
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.voice import Templates, Voice, read_templates, spoken
from custom_components.aurono.words import Words
from tests.execution.hub import SOL_EUR

from .house import House, new_subentry, subentry

FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"
TODAY = r"at \d\d:\d\d( on \d\d? \w+( \d{4})?)?\."


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    assert await async_setup_component(hass, "homeassistant", {})
    return House(hass, monkeypatch)


def expose(house: House, *strategies: str) -> None:
    for strategy in strategies:
        async_expose_entity(house.hass, ASSISTANT, house.entity_id("sensor", "status", strategy), True)


async def ask(house: House, question: Question, strategy: str | None = "dips", language: str = "en") -> str:
    whose = None if strategy is None else (strategy, strategy.capitalize())
    return (await async_answer(house.hass, question, language, whose)).replace("\u00a0", " ")


async def buy(house: House, hour: int = 0) -> None:
    house.candle(hour, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(hour + 1)


async def test_given_nothing_exposed_when_asked_then_it_says_what_to_do_and_tells_nothing(house: House) -> None:
    await house.move_in()
    await buy(house)

    for question in Question:
        assert await ask(house, question) == "Dips may not be told about. Expose its status to Assist first."
        told = await ask(house, question, None)
        assert told.startswith("No strategy may be told about yet.")


async def test_given_a_buy_on_paper_when_asked_then_value_reason_and_trade_are_told(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    await buy(house)

    assert await ask(house, Question.PORTFOLIO) == "On paper, Dips is worth €199.95, with a loss of €0.05."
    assert await ask(house, Question.PORTFOLIO, None) == "On paper, Dips is worth €199.95, with a loss of €0.05."
    assert re.fullmatch(f"Dips placed an order to buy, {TODAY}", await ask(house, Question.WHY))
    traded = await ask(house, Question.LAST_TRADE)
    assert re.fullmatch(f"Dips bought 0.17271 SOL for €20.05 at 115.80, on paper, {TODAY}", traded)
    assert await ask(house, Question.LAST_TRADE, None) == traded
    assert re.fullmatch(f"Dips decides next {TODAY}", await ask(house, Question.NEXT_EVALUATION))


async def test_given_another_language_when_asked_in_it_then_the_answer_is_in_it(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    house.candle(0, FLAT)
    await house.hour(1)

    assert (await ask(house, Question.WHY, language="nl")).startswith(
        "Dips handelde niet: de prijs veranderde te weinig, om "
    )
    assert (await ask(house, Question.WHY, language="de")).startswith(
        "Dips hat nicht gehandelt: der Kurs hat sich zu wenig bewegt, um "
    )


@pytest.mark.parametrize(
    ("language", "other_day", "other_year"),
    [
        ("en", "13:05 on 28 December", "13:05 on 28 December 2022"),
        ("nl", "13:05 op 28 december", "13:05 op 28 december 2022"),
        ("de", "13:05 am 28. Dezember", "13:05 am 28. Dezember 2022"),
        ("fr", "13:05 le 28 décembre", "13:05 le 28 décembre 2022"),
    ],
)
async def test_given_another_day_when_told_then_it_can_be_read_aloud(
    house: House, language: str, other_day: str, other_year: str
) -> None:
    await house.hass.config.async_set_time_zone("Europe/Amsterdam")
    await house.move_in()
    await ask(house, Question.PORTFOLIO, language=language)
    words = Words(house.hass, language)
    when = datetime(2022, 12, 28, 12, 5, tzinfo=UTC)

    assert spoken_time(words, when, now=datetime(2022, 12, 28, 20, 0, tzinfo=UTC)) == "13:05"
    assert spoken_time(words, when, now=datetime(2022, 12, 28, 23, 30, tzinfo=UTC)) == other_day
    assert spoken_time(words, when, now=datetime(2023, 1, 2, 9, 0, tzinfo=UTC)) == other_year


async def test_given_a_signal_that_was_held_back_when_asked_why_then_it_tells_what_it_did_not_do(house: House) -> None:
    await house.move_in(subentry(allocated_capital="10"))
    expose(house, "dips")
    await buy(house)

    assert (await ask(house, Question.WHY)).startswith("Dips did not buy: there is not enough free capital, at ")


async def test_given_several_strategies_when_asked_about_all_then_they_are_added_up_and_the_first_to_decide_is_named(
    house: House,
) -> None:
    await house.move_in(subentry(), subentry("weekly", "Weekly", timeframe="1w"))
    expose(house, "dips", "weekly")

    assert await ask(house, Question.PORTFOLIO, None) == (
        "Your strategies on paper are worth €400.00, with a profit of €0.00."
    )
    assert (await ask(house, Question.NEXT_EVALUATION, None)).startswith("Dips decides next at ")
    assert await ask(house, Question.LAST_TRADE, None) == "Nothing was traded yet."
    assert await ask(house, Question.LAST_TRADE, "weekly") == "Weekly has not traded yet."
    assert await ask(house, Question.WHY, "weekly") == "Weekly has not decided anything yet."


async def test_given_a_paused_strategy_when_asked_then_it_decides_nothing(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))

    assert await ask(house, Question.NEXT_EVALUATION) == "Dips is not deciding anything now."
    assert await ask(house, Question.NEXT_EVALUATION, None) == "No strategy is deciding anything now."


async def test_given_coins_whose_price_was_not_seen_then_their_value_is_not_made_up(house: House) -> None:
    del house.exchange.tickers[SOL_EUR]
    await house.move_in(subentry(starting_position={"amount": "2", "average_price": "100"}))
    expose(house, "dips")

    assert await ask(house, Question.PORTFOLIO) == "What Dips is worth is not known yet: no price was seen."


async def test_given_a_journal_that_cannot_be_read_then_it_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    expose(house, "dips")

    async def fail(_query: object) -> None:
        raise JournalUnavailable(Trouble.LOCKED, "database is locked")

    monkeypatch.setattr(house.entry.runtime_data.journal, "trades", fail)

    assert "cannot be read now" in await ask(house, Question.LAST_TRADE)


class Agent:
    """Stands for Home Assistant's agent, which this environment has not: it keeps what is offered to it."""

    def __init__(self) -> None:
        self.offered: dict[int, tuple[list[str], Any]] = {}

    def register(self, sentences: list[str], answer: Any) -> Any:
        number = id(sentences)
        self.offered[number] = (sentences, answer)
        return lambda: self.offered.pop(number)

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentences, _ in self.offered.values() for sentence in sentences]

    async def hear(self, text: str, language: str | None = "en") -> str:
        (answer,) = (answer for sentences, answer in self.offered.values() if text in sentences)
        said: str = await answer(
            SimpleNamespace(language=language), SimpleNamespace(intent_sentence=SimpleNamespace(text=text))
        )
        return said


@pytest.fixture
def agent(house: House) -> Agent:
    agent = Agent()
    Voice(house.hass, read_templates(), agent.register).listen()
    return agent


async def test_given_strategies_that_come_and_go_then_each_answers_to_its_name_of_now(
    house: House, agent: Agent
) -> None:
    assert agent.sentences == []
    await house.move_in()
    expose(house, "dips")
    assert (await agent.hear("how is Dips doing")).startswith("On paper, Dips is worth")
    assert (await agent.hear("hoe gaat het met mijn crypto", "nl")).startswith("Op papier is Dips")
    assert (await agent.hear("hoe gaat het met mijn crypto", None)).startswith("On paper, Dips is worth")

    hass, entry = house.hass, house.entry
    hass.config_entries.async_update_subentry(entry, entry.subentries["dips"], title="Bargains")
    hass.config_entries.async_add_subentry(entry, new_subentry("more", "More (weekly) | SOL_EUR"))
    await house.settle()
    assert "how is Dips doing" not in agent.sentences
    assert "how is Bargains doing" in agent.sentences
    assert "how is More weekly SOL EUR doing" in agent.sentences

    await hass.config_entries.async_remove(entry.entry_id)
    await house.settle()
    assert agent.sentences == []


async def test_given_names_that_sound_the_same_or_not_at_all_then_one_answers(house: House, agent: Agent) -> None:
    await house.move_in(subentry("a", "Dips"), subentry("b", "dips!"), subentry("c", "🚀"))

    assert [sentence for sentence in agent.sentences if sentence.casefold() == "how is dips doing"] == [
        "how is Dips doing"
    ]
    assert spoken("🚀") == ""


def test_the_languages_ask_the_same_and_no_sentence_is_like_another() -> None:
    templates: Templates = read_templates()
    assert set(templates) == {"all", "strategy"}
    assert {question for questions in templates.values() for question in questions} == set(Question)
    every = [sentence for questions in templates.values() for sentences in questions.values() for sentence in sentences]
    assert len(every) == len(set(every))
    assert all("{name}" in sentence for sentences in templates["strategy"].values() for sentence in sentences)
