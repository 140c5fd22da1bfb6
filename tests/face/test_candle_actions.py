"""The actions ``aurono.import_candles`` and ``aurono.simulate``, over the real archive and the real demo market."""

import asyncio
from decimal import Decimal
import gzip
import json
import os
from pathlib import Path
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
import pytest
import yaml

from custom_components.aurono import price_history
from custom_components.aurono.actions import candle_actions, simulation_process
from custom_components.aurono.const import DOMAIN
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.simulation import Evaluated, Filled, simulate
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.exchange.protocol import Failure, FailureKind
from custom_components.aurono.moments import iso
from custom_components.aurono.price_history import async_get_price_history
from custom_components.aurono.store import candle_text
from custom_components.aurono.store.archive import Series, Source, Span
from custom_components.aurono.store.candle_import import read_candle_file
from custom_components.aurono.store.errors import ArchiveUnavailable, Trouble
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import MONDAY, SOL_EUR, strategy

from .house import DIPS, House, subentry

HEADER = "timestamp_ms_open,open,high,low,close,volume"
HOURS = 400
SINCE = MONDAY - HOURS * HOUR
MARKET: dict[str, Any] = {"market": "SOL/EUR", "timeframe": "1h"}


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


def saw() -> tuple[Candle, ...]:
    """Prices that fall by 3 % in an hour and rise by 3 % in another, with quiet hours between."""
    moves = [Decimal(100), Decimal(97), Decimal(97), Decimal("99.91"), Decimal("99.91")]
    found, before = [], Decimal(100)
    for number in range(HOURS):
        close = moves[number % len(moves)]
        found.append(Candle(SINCE + number * HOUR, before, max(before, close), min(before, close), close, Decimal(1)))
        before = close
    return tuple(found)


async def archive(house: House, candles: tuple[Candle, ...], timeframe: Timeframe = Timeframe.H1) -> None:
    history = await async_get_price_history(house.hass)
    span = Span(candles[0].open_time, candles[-1].open_time + timeframe.length)
    series = Series("demo-1", SOL_EUR, timeframe)
    await history.archive.store(series, Source.EXCHANGE, span, candles, now=MONDAY)


async def act(house: House, action: str, *, user: User | None = None, **data: Any) -> dict[str, Any]:
    """Carry an action out and return its response, proven to be JSON."""
    context = None if user is None else Context(user_id=user.id)
    response = await house.hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=context
    )
    said: dict[str, Any] = json.loads(json.dumps(response))
    return said


async def refused(house: House, action: str, **data: Any) -> tuple[str | None, str]:
    """Key and words of the refusal."""
    with pytest.raises(HomeAssistantError) as raised:
        await act(house, action, **data)
    assert str(raised.value) != raised.value.translation_key, "there are no words for it"
    return raised.value.translation_key, str(raised.value)


# -- simulate --------------------------------------------------------------------------------------------------------


async def test_given_a_strategy_when_simulated_then_the_summary_is_that_of_the_engine(house: House) -> None:
    await house.move_in(subentry(cooldown=2))
    await archive(house, saw())

    answer = await act(house, "simulate", strategy="Dips", trades=True)

    rule = strategy(cooldown=2)
    log = list(simulate(rule, rules_of(SOL_EUR), saw()))
    fills = [entry for entry in log if isinstance(entry, Filled)]
    assert fills
    assert [(trade["time_ms"], Decimal(trade["price"]), Decimal(trade["fee"])) for trade in answer["trades"]] == [
        (fill.time, fill.price, fill.fee) for fill in fills
    ]
    summary = answer["summary"]
    assert (summary["trades"], summary["candles"]) == (len(fills), HOURS)
    assert (summary["start_ms"], summary["start"], summary["end_ms"]) == (SINCE, iso(SINCE), MONDAY)
    assert sum(summary["reasons"].values()) == sum(isinstance(entry, Evaluated) for entry in log)
    assert {"end_value", "profit", "profit_percent"} == summary["result"].keys()
    assert (answer["market"], answer["parameters"]["cooldown"], answer["slippage"]) == ("SOL/EUR", 2, "0")


async def test_given_changes_a_period_and_slippage_when_simulated_then_they_count(house: House) -> None:
    await house.move_in()
    await archive(house, saw())
    middle = iso(SINCE + 200 * HOUR)

    whole = await act(house, "simulate", strategy="dips")
    late = await act(house, "simulate", strategy="dips", since=middle)
    early = await act(house, "simulate", strategy="dips", until=middle)
    other = await act(house, "simulate", strategy="dips", parameters={"buy_trigger": -50}, slippage=0.5)

    assert "trades" not in whole
    assert (late["summary"]["candles"], early["summary"]["candles"]) == (200, 200)
    assert late["summary"]["start_ms"] == early["summary"]["end_ms"] == SINCE + 200 * HOUR
    assert (other["parameters"]["buy_trigger"], other["slippage"], other["summary"]["buys"]) == ("-50", "0.5", 0)


async def test_given_a_whole_rule_when_simulated_then_no_strategy_is_needed(house: House) -> None:
    await house.move_in(subentry(buy_trigger="-50"))
    await archive(house, saw())

    answer = await act(house, "simulate", parameters=DIPS)

    assert answer["summary"]["buys"] > 0


async def test_given_weeks_and_a_derived_timeframe_when_simulated_then_they_are_made_from_what_is_there(
    house: House,
) -> None:
    await house.move_in()
    flat = Decimal(100)
    days = tuple(Candle(MONDAY - number * DAY, flat, flat, flat, flat) for number in range(28, 0, -1))
    await archive(house, days, Timeframe.D1)
    await archive(house, saw())

    weeks = await act(house, "simulate", strategy="dips", parameters={"timeframe": "1w"})
    house.exchange.timeframes = frozenset({Timeframe.H1})
    four_hours = await act(house, "simulate", strategy="dips", parameters={"timeframe": "4h"})

    assert weeks["summary"]["candles"] == 4
    assert four_hours["summary"]["candles"] == HOURS // 4


async def test_given_nothing_to_simulate_or_no_prices_when_asked_then_it_is_said_what_to_do(house: House) -> None:
    await house.move_in()

    assert (await refused(house, "simulate"))[0] == "simulate_what"
    key, words = await refused(house, "simulate", strategy="dips")
    assert (key, "1h prices of SOL/EUR" in words) == ("no_candles", True)
    await archive(house, saw())
    assert (await refused(house, "simulate", strategy="dips", until="2020-01-01T00:00:00+00:00"))[0] == "no_candles"


async def test_given_wrong_parameters_when_simulated_then_every_one_is_named(house: House) -> None:
    await house.move_in()

    changes = {"buy_trigger": 5, "cooldown": -1, "colour": "red"}
    key, words = await refused(house, "simulate", strategy="dips", parameters=changes, slippage=100)

    assert key == "parameters_invalid"
    assert words.splitlines()[1:] == [
        "buy_trigger: Below 0 and above -100, such as -2.5.",
        "cooldown: 0 or more candles.",
        "colour: Aurono knows no such parameter.",
        "slippage: From 0 to less than 100 percent.",
    ]


async def test_given_a_market_a_period_or_a_strategy_that_is_none_when_simulated_then_it_is_said(house: House) -> None:
    await house.move_in()
    await archive(house, saw())
    period = {"since": "2026-01-02T00:00:00+00:00", "until": "2026-01-01T00:00:00+00:00"}

    assert (await refused(house, "simulate", parameters={**DIPS, "pair": "NONE/EUR"}))[0] == "market_not_listed"
    assert (await refused(house, "simulate", strategy="dips", **period))[0] == "period_invalid"
    assert (await refused(house, "simulate", strategy="ghost"))[0] == "strategy_unknown"
    house.exchange.timeframes = frozenset({Timeframe.D1})
    assert (await refused(house, "simulate", strategy="dips"))[0] == "timeframe_not_served"


async def test_given_a_silent_exchange_or_a_broken_archive_when_simulated_then_it_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    house.exchange.now += 2 * HOUR
    house.exchange.fail("markets", failure=Failure(FailureKind.MAINTENANCE, "back soon"), times=1)
    assert (await refused(house, "simulate", strategy="dips"))[0] == "exchange_failed"

    async def broken(_hass: HomeAssistant) -> None:
        raise ArchiveUnavailable(Trouble.IO_ERROR, "disk")

    monkeypatch.setattr("custom_components.aurono.actions.simulate_action.async_get_price_history", broken)
    assert (await refused(house, "simulate", strategy="dips"))[0] == "archive_unavailable"


async def test_given_a_process_that_fails_when_simulated_then_it_is_said_and_the_next_one_is_carried_out(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await house.move_in()
    await archive(house, saw())
    script = tmp_path / "standalone.py"
    with monkeypatch.context() as patch:
        patch.setattr(simulation_process, "_STANDALONE", script)
        script.write_text("raise MemoryError('no room')")
        key, words = await refused(house, "simulate", strategy="dips")
        assert (key, "MemoryError: no room" in words) == ("simulation_failed", True)
        script.write_text("import os; os.kill(os.getpid(), 9)")
        assert "SIGKILL" in (await refused(house, "simulate", strategy="dips"))[1]

    assert (await act(house, "simulate", strategy="dips"))["summary"]["candles"] == HOURS


async def test_given_a_simulation_that_is_called_off_then_its_process_ends(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await house.move_in()
    started, script = tmp_path / "started", tmp_path / "standalone.py"
    script.write_text(f"import os, time; open({str(started)!r}, 'w').write(str(os.getpid())); time.sleep(600)")
    monkeypatch.setattr(simulation_process, "_STANDALONE", script)
    acting = asyncio.create_task(act(house, "simulate", strategy="dips"))
    async with asyncio.timeout(60):
        while not started.exists() or not started.read_text():  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)

    acting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await acting

    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


# -- import_candles --------------------------------------------------------------------------------------------------


async def test_given_a_file_in_an_allowed_folder_when_imported_then_a_strategy_can_be_simulated_on_it(
    house: House, tmp_path: Path
) -> None:
    await house.move_in()
    house.hass.config.allowlist_external_dirs = {str(tmp_path)}
    rows = [f"{row.open_time},{row.open},{row.high},{row.low},{row.close},{row.volume}" for row in saw()]
    file = tmp_path / "sol.csv"
    file.write_text("\n".join([HEADER, *rows]))

    imported = await act(house, "import_candles", path=str(file), **MARKET)
    simulated = await act(house, "simulate", strategy="dips")

    assert (imported["candles"], imported["added"], imported["format"]) == (HOURS, HOURS, "aurono")
    assert simulated["summary"]["trades"] > 0


async def test_given_a_file_with_a_long_gap_when_imported_then_the_unknown_time_is_told(
    house: House, tmp_path: Path
) -> None:
    await house.move_in()
    house.hass.config.allowlist_external_dirs = {str(tmp_path)}
    file = tmp_path / "sol.csv"
    file.write_text(f"{HEADER}\n{SINCE},1,1,1,1,0\n{SINCE + 10 * DAY},2,1,1,1,0\n")

    imported = await act(house, "import_candles", path=str(file), **MARKET)

    assert imported["unknown"] == [[SINCE + HOUR, SINCE + 10 * DAY]]
    assert (imported["holes"], imported["invalid"]) == (0, 1)


async def test_given_what_cannot_be_read_when_imported_then_it_is_said_and_nothing_is_taken(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    house.hass.config.allowlist_external_dirs = {str(tmp_path)}
    file = tmp_path / "sol.csv"
    file.write_text(f"{HEADER}\n{SINCE},x,1,1,1,0\n")

    assert (await refused(house, "import_candles", **MARKET))[0] == "file_missing"
    assert (await refused(house, "import_candles", path="/etc/passwd", **MARKET))[0] == "path_not_allowed"
    assert (await refused(house, "import_candles", path=str(tmp_path / "no.csv"), **MARKET))[0] == "path_unreadable"
    assert (await refused(house, "import_candles", file_id="none", **MARKET))[0] == "upload_missing"
    key, words = await refused(house, "import_candles", path=str(file), **MARKET)
    assert (key, words.splitlines()[1]) == ("file_rejected", "Line 2: “x” is not a number.")
    other = {"path": str(file), "timeframe": "1h", "market": "SOLEUR"}
    assert (await refused(house, "import_candles", **other))[0] == "pair_invalid"
    weeks = {"path": str(file), "timeframe": "1w", "market": "SOL/EUR"}
    assert (await refused(house, "import_candles", **weeks))[0] == "timeframe_not_kept"
    assert await (await async_get_price_history(house.hass)).archive.contents() == ()
    house.exchange.timeframes = frozenset({Timeframe.D1})
    assert (await refused(house, "import_candles", path=str(file), **MARKET))[0] == "timeframe_not_served"


@pytest.mark.parametrize("packed", [False, True])
async def test_given_a_file_larger_than_any_may_be_when_imported_then_no_more_of_it_is_read_than_shows_that(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    await house.move_in()
    house.hass.config.allowlist_external_dirs = {str(tmp_path)}
    for module in (candle_actions, candle_text):
        monkeypatch.setattr(module, "MOST_BYTES", 100)
    content = b"x" * 300
    path = tmp_path / "prices.csv"
    path.write_bytes(gzip.compress(content, 0) if packed else content)
    handed_over: list[bytes] = []

    def noting(raw: bytes, *rest: Any) -> Any:
        handed_over.append(raw)
        return read_candle_file(raw, *rest)

    monkeypatch.setattr(price_history, "read_candle_file", noting)
    _, words = await refused(house, "import_candles", path=str(path), **MARKET)

    assert "larger than 200 MB" in words
    assert [len(raw) for raw in handed_over] == [101]


async def test_given_an_archive_that_fails_when_imported_then_it_is_said(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    house.hass.config.allowlist_external_dirs = {str(tmp_path)}
    file = tmp_path / "sol.csv"
    file.write_text(f"{HEADER}\n{SINCE},1,1,1,1,0\n")

    async def broken(_hass: HomeAssistant) -> None:
        raise ArchiveUnavailable(Trouble.FULL, "disk is full")

    monkeypatch.setattr("custom_components.aurono.price_history.async_get_price_history", broken)

    assert (await refused(house, "import_candles", path=str(file), **MARKET))[0] == "archive_unavailable"


async def test_given_a_user_without_rights_when_they_act_then_they_may_simulate_but_not_import(
    house: House, hass_read_only_user: User
) -> None:
    await house.move_in()
    await archive(house, saw())

    assert (await act(house, "simulate", strategy="dips", user=hass_read_only_user))["summary"]["candles"] == HOURS
    with pytest.raises(Unauthorized):
        await act(house, "import_candles", user=hass_read_only_user, path="x", **MARKET)


def test_given_the_form_of_each_action_when_compared_then_it_has_a_text_for_every_field() -> None:
    folder = Path(__file__).parents[2] / "custom_components" / "aurono"
    forms = yaml.safe_load((folder / "services.yaml").read_text())
    texts = json.loads((folder / "translations" / "en.json").read_text())["services"]
    icons = json.loads((folder / "icons.json").read_text())["services"]

    for action in ("simulate", "import_candles"):
        assert set(forms[action]["fields"]) == set(texts[action]["fields"])
        assert action in icons
