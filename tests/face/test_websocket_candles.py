"""Prices as the panel reads, loads and imports them. Real Home Assistant, WebSocket, archive and demo exchange."""

import asyncio
from decimal import Decimal
import gzip
import io
import threading
from typing import Any
import zipfile

from aiohttp import FormData
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.aurono import price_history
from custom_components.aurono.const import (
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_DEMO,
)
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.exchange.protocol import Failure, FailureKind
from custom_components.aurono.price_history import async_get_price_history
from custom_components.aurono.store import archive_fill
from custom_components.aurono.store.archive import Archive
from custom_components.aurono.store.candle_import import read_candle_file
from custom_components.aurono.store.errors import ArchiveUnavailable, Trouble
from custom_components.aurono.websocket import candles
from tests.execution.hub import MONDAY, SOL_EUR, hour

from .house import House
from .panel_client import PanelClient, connect

type Json = dict[str, Any]

SERIES: Json = {"pair": "SOL/EUR", "timeframe": "1h"}
NIMBUS: Json = {"pair": "NIMBUSDEMO/EUR", "timeframe": "1h"}
FILE = """\
timestamp_ms_open,open,high,low,close,volume
1767402000000,100,110,90,105.5,1.5
1767409200000,105.5,106,104,105,0
"""
"""Two candles of 3 January 2026, 01:00 and 03:00, and the hole between them."""
FIRST = 1_767_402_000_000


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> House:
    return House(hass, monkeypatch)


@pytest.fixture
async def demo(hass: HomeAssistant, socket_enabled: None) -> MockConfigEntry:
    """A demo account in time-lapse, with its real market, two years after its start."""
    data = {CONF_EXCHANGE: EXCHANGE_DEMO, CONF_SEED: 7, CONF_SPEED: 3600, CONF_STARTED_AT: MONDAY}
    entry = MockConfigEntry(domain=DOMAIN, entry_id="account", title="Demo", data=data)
    await hass.config_entries.async_add(entry)
    await hass.async_block_till_done()
    return entry


async def fill(panel: PanelClient, series: Json, since: int, until: int) -> list[Json]:
    """Load prices to the end; what was told."""
    number = await start_fill(panel, series, since, until)
    told: list[Json] = []
    while not told or not told[-1].get("finished"):
        told.append(await heard(panel, number))
    return told


async def start_fill(panel: PanelClient, series: Json, since: int, until: int) -> int:
    await panel.client.send_json_auto_id(
        {"type": "aurono/candles/fill", "entry_id": "account", **series, "since_ms": since, "until_ms": until}
    )
    answer = await panel.client.receive_json()
    assert answer["success"], answer
    number: int = answer["id"]
    return number


async def heard(panel: PanelClient, number: int) -> Json:
    async with asyncio.timeout(20):
        message = await panel.client.receive_json()
    assert (message["id"], message["type"]) == (number, "event"), message
    event: Json = message["event"]
    return event


async def upload(hass_client: ClientSessionGenerator, content: str | bytes) -> str:
    """Upload a file as the browser does."""
    form = FormData()
    raw = content.encode() if isinstance(content, str) else content
    form.add_field("file", raw, filename="candles.csv", content_type="text/csv")
    answer = await (await hass_client()).post("/api/file_upload", data=form)
    assert answer.status == 200, await answer.text()
    file_id: str = (await answer.json())["file_id"]
    return file_id


def written(house: House, hours: int) -> None:
    """So many hours up to Monday, each ten times its number from the past."""
    house.exchange.write(SOL_EUR, Timeframe.H1, MONDAY - hours * HOUR, "\n".join(["120 121 119 120.5 2"] * hours))


# -- reading and loading ---------------------------------------------------------------------------------------------


async def test_given_an_empty_archive_when_filled_then_progress_is_told_and_the_candles_are_there(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_fill, "PAGE", 40)
    await house.move_in()
    written(house, 100)
    panel = await connect(hass_ws_client)
    since, until = MONDAY - 100 * HOUR, MONDAY
    empty = await panel.ask("candles", **SERIES, since_ms=since, until_ms=until)

    told = await fill(panel, SERIES, since, until)
    page = await panel.ask("candles", **SERIES, since_ms=since, until_ms=until)

    assert (empty["rows"], empty["coverage"], empty["next_ms"]) == ([], [], None)
    assert [event["done"] for event in told] == [40, 80, 100, 100]
    assert told[-1] == {"done": 100, "total": 100, "finished": True, "failure": None}
    assert len(page["rows"]) == 100
    assert page["rows"][0] == [since, "120", "121", "119", "120.5", "2"]
    assert (page["timeframe"], page["coverage"], page["next_ms"]) == ("1h", [[since, until]], None)
    assert (await panel.ask("candles/contents"))["series"] == [
        {
            **SERIES,
            "candles": 100,
            "first_ms": since,
            "last_ms": until - HOUR,
            "revision": page["revision"],
            "coverage": [[since, until]],
        }
    ]


async def test_given_a_filled_archive_when_filled_again_then_the_exchange_is_not_asked(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    written(house, 10)
    panel = await connect(hass_ws_client)
    await fill(panel, SERIES, MONDAY - 10 * HOUR, MONDAY)
    asked = house.exchange.calls["candles"]

    told = await fill(panel, SERIES, MONDAY - 10 * HOUR, MONDAY)

    assert told == [{"done": 0, "total": 0, "finished": True, "failure": None}]
    assert house.exchange.calls["candles"] == asked


async def test_given_many_candles_when_read_then_they_come_in_pages(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candles, "PAGE", 7)
    await house.move_in()
    written(house, 10)
    panel = await connect(hass_ws_client)
    since = MONDAY - 10 * HOUR
    await fill(panel, SERIES, since, MONDAY)

    first = await panel.ask("candles", **SERIES, since_ms=since, until_ms=MONDAY)
    rest = await panel.ask("candles", **SERIES, since_ms=first["next_ms"], until_ms=MONDAY)

    assert [row[0] for row in (*first["rows"], *rest["rows"])] == [since + n * HOUR for n in range(10)]
    assert (len(first["rows"]), rest["next_ms"]) == (7, None)
    assert rest["coverage"] == [[since + 7 * HOUR, MONDAY]]


async def test_given_weeks_or_a_timeframe_that_is_not_served_when_asked_for_then_its_base_comes(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    period: Json = {"pair": "SOL/EUR", "since_ms": MONDAY, "until_ms": MONDAY + DAY}

    weeks = await panel.ask("candles", timeframe="1w", **period)
    house.exchange.timeframes = frozenset({Timeframe.H1})
    hours = await panel.ask("candles", timeframe="4h", **period)

    assert (weeks["timeframe"], hours["timeframe"]) == ("1d", "1h")


async def test_given_the_demo_in_time_lapse_when_filled_then_its_made_up_past_is_there(
    demo: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    panel = await connect(hass_ws_client)
    since = MONDAY - 60 * HOUR

    told = await fill(panel, NIMBUS, since, MONDAY + 1_000 * DAY)
    page = await panel.ask("candles", **NIMBUS, since_ms=since, until_ms=MONDAY)

    assert told[-1]["finished"] is True
    assert told[-1]["failure"] is None
    assert told[-1]["total"] < 3_000, "it ends at the present of the demo's market"
    assert len(page["rows"]) > 50
    assert all(Decimal(low) <= Decimal(close) <= Decimal(high) for _, _, high, low, close, _ in page["rows"])


async def test_given_two_demo_accounts_when_one_is_filled_then_the_other_has_none_of_its_prices(
    hass: HomeAssistant, demo: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    other = MockConfigEntry(domain=DOMAIN, entry_id="other", title="Other", data={**demo.data, CONF_SEED: 8})
    await hass.config_entries.async_add(other)
    await hass.async_block_till_done()
    panel = await connect(hass_ws_client)
    span = {"since_ms": MONDAY - 60 * HOUR, "until_ms": MONDAY}

    await fill(panel, NIMBUS, span["since_ms"], span["until_ms"])

    await panel.client.send_json_auto_id({"type": "aurono/candles", "entry_id": "other", **NIMBUS, **span})
    assert (await panel.client.receive_json())["result"]["rows"] == []


async def test_given_a_fill_when_its_last_onlooker_leaves_then_it_ends_and_a_later_one_goes_on(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_fill, "PAGE", 10)
    await house.move_in()
    written(house, 50)
    gate = asyncio.Event()
    original = type(house.exchange).candles
    calls = 0

    async def slow(*args: Any, **fields: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > 2:
            await gate.wait()
        return await original(house.exchange, *args, **fields)

    monkeypatch.setattr(house.exchange, "candles", slow, raising=False)
    panel = await connect(hass_ws_client)
    number = await start_fill(panel, SERIES, MONDAY - 50 * HOUR, MONDAY)
    assert [(await heard(panel, number))["done"] for _ in range(2)] == [10, 20]

    await panel.client.send_json_auto_id({"type": "unsubscribe_events", "subscription": number})
    assert (await panel.client.receive_json())["success"]
    await house.hass.async_block_till_done()
    gate.set()
    told = await fill(panel, SERIES, MONDAY - 50 * HOUR, MONDAY)

    assert told[-1] == {"done": 30, "total": 30, "finished": True, "failure": None}


async def test_given_two_onlookers_when_one_leaves_then_the_other_hears_the_end_of_the_same_fill(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    written(house, 10)
    gate = asyncio.Event()
    original = type(house.exchange).candles
    calls = 0

    async def slow(*args: Any, **fields: Any) -> Any:
        nonlocal calls
        calls += 1
        await gate.wait()
        return await original(house.exchange, *args, **fields)

    monkeypatch.setattr(house.exchange, "candles", slow, raising=False)
    one, two = await connect(hass_ws_client), await connect(hass_ws_client)
    await start_fill(one, SERIES, MONDAY - 10 * HOUR, MONDAY)
    number = await start_fill(two, SERIES, MONDAY - 10 * HOUR, MONDAY)
    await one.client.close()
    await asyncio.sleep(0.05)
    gate.set()

    told = [await heard(two, number), await heard(two, number)]

    assert told[-1] == {"done": 10, "total": 10, "finished": True, "failure": None}
    assert calls == 1


async def test_given_an_exchange_that_fails_when_filled_then_the_end_says_why(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    house.exchange.fail("candles", failure=Failure(FailureKind.RATE_LIMITED, "slow down"))

    told = await fill(await connect(hass_ws_client), SERIES, MONDAY - 10 * HOUR, MONDAY)

    assert told == [{"done": 0, "total": 0, "finished": True, "failure": "rate_limited"}] or told[-1] == {
        "done": 0,
        "total": 10,
        "finished": True,
        "failure": "rate_limited",
    }


async def test_given_an_account_that_is_unloaded_when_filling_then_the_end_says_so(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()

    async def never(*_args: Any, **_fields: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(house.exchange, "candles", never, raising=False)
    panel = await connect(hass_ws_client)
    number = await start_fill(panel, SERIES, MONDAY - 10 * HOUR, MONDAY)
    await asyncio.sleep(0.05)
    await house.hass.config_entries.async_unload("account")

    assert await heard(panel, number) == {"done": 0, "total": 0, "finished": True, "failure": "cancelled"}


async def test_given_an_archive_that_takes_nothing_when_filling_then_the_end_says_so(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    written(house, 10)

    def full(*_args: object, **_fields: object) -> None:
        raise ArchiveUnavailable(Trouble.FULL, "disk is full")

    monkeypatch.setattr(Archive, "store", full)
    told = await fill(await connect(hass_ws_client), SERIES, MONDAY - 10 * HOUR, MONDAY)

    assert told[-1]["failure"] == "archive_unavailable"


# -- importing -------------------------------------------------------------------------------------------------------


async def test_given_an_uploaded_file_when_imported_then_it_is_there_and_the_answer_says_what_it_held(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)

    answer = await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, FILE))
    again = await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, FILE))
    page = await panel.ask("candles", **SERIES, since_ms=FIRST - DAY, until_ms=MONDAY)

    assert answer == {
        "format": "aurono",
        "candles": 2,
        "added": 2,
        "replaced": 0,
        "kept": 0,
        "first_ms": FIRST,
        "last_ms": FIRST + 2 * HOUR,
        "holes": 1,
        "invalid": 0,
        "unknown": [],
        "unfinished_ms": None,
    }
    assert (again["added"], again["replaced"], again["kept"]) == (0, 0, 2)
    assert [row[0] for row in page["rows"]] == [FIRST, FIRST + 2 * HOUR]
    assert page["coverage"] == [[FIRST, FIRST + 3 * HOUR]]


async def test_given_other_prices_when_imported_then_those_of_the_exchange_stay_and_imported_ones_change(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    house.exchange.write(SOL_EUR, Timeframe.H1, FIRST, "1 1 1 1 1")
    panel = await connect(hass_ws_client)
    await fill(panel, SERIES, FIRST, FIRST + HOUR)
    await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, FILE))

    changed = FILE.replace("105.5,106", "105.25,106")
    answer = await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, changed))
    page = await panel.ask("candles", **SERIES, since_ms=FIRST, until_ms=MONDAY)

    assert (answer["added"], answer["replaced"], answer["kept"]) == (0, 1, 1)
    assert [row[1] for row in page["rows"]] == ["1", "105.25"]


async def test_given_a_connection_that_broke_when_asked_again_for_the_same_upload_then_it_is_imported_once_and_told(
    house: House,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await house.move_in()
    begun, gate, reads = threading.Event(), threading.Event(), 0

    def slow(*args: Any) -> Any:
        nonlocal reads
        reads += 1
        begun.set()
        assert gate.wait(20)
        return read_candle_file(*args)

    monkeypatch.setattr(price_history, "read_candle_file", slow)
    file_id = await upload(hass_client, FILE)
    broken = await connect(hass_ws_client)
    await broken.client.send_json_auto_id(
        {"type": "aurono/candles/import", "entry_id": "account", **SERIES, "file_id": file_id}
    )
    assert await asyncio.to_thread(begun.wait, 20)
    await broken.client.close()

    panel = await connect(hass_ws_client)
    joining = asyncio.create_task(panel.ask("candles/import", **SERIES, file_id=file_id))
    gate.set()
    joined = await joining
    later = await panel.ask("candles/import", **SERIES, file_id=file_id)

    assert (joined["candles"], joined["added"], reads) == (2, 2, 1)
    assert later == joined


async def test_given_an_upload_that_was_refused_when_asked_again_then_it_is_refused_for_the_same_reason(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    wrong = await upload(hass_client, FILE.replace("110", "much"))

    answers = [await panel.refused("candles/import", **SERIES, file_id=wrong) for _ in range(2)]
    missing = [await panel.refused("candles/import", **SERIES, file_id="gone") for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0][0] == "invalid_file"
    assert missing[0] == missing[1]
    assert "Upload it again" in missing[0][1]


async def test_given_many_imports_when_asked_again_for_the_first_then_it_is_forgotten(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    uploads = [await upload(hass_client, FILE) for _ in range(9)]
    for file_id in uploads:
        await panel.ask("candles/import", **SERIES, file_id=file_id)

    second = await panel.ask("candles/import", **SERIES, file_id=uploads[1])
    _, message = await panel.refused("candles/import", **SERIES, file_id=uploads[0])

    assert "Upload it again" in message
    assert second["kept"] == 2


async def test_given_a_packed_file_when_imported_then_it_is_there(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        packed.writestr("candles.csv", FILE)

    first = await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, raw.getvalue()))
    again = await panel.ask("candles/import", **SERIES, file_id=await upload(hass_client, gzip.compress(FILE.encode())))

    assert (first["added"], again["kept"]) == (2, 2)


async def test_given_a_zip_of_several_files_when_imported_then_it_is_said_what_to_do(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        for name in ("SOLEUR_60.csv", "SOLEUR_240.csv"):
            packed.writestr(name, FILE)

    code, message = await (await connect(hass_ws_client)).refused(
        "candles/import", **SERIES, file_id=await upload(hass_client, raw.getvalue())
    )

    assert code == "invalid_file"
    assert "holds 2 files" in message
    assert "Unpack it" in message


async def test_given_a_wrong_file_when_imported_then_every_line_is_named_and_nothing_is_taken(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    wrong = FILE.replace("110", "much").replace("1767409200000", "soon")

    code, message = await panel.refused("candles/import", **SERIES, file_id=await upload(hass_client, wrong))

    assert code == "invalid_file"
    assert message.splitlines() == [
        "Nothing was imported, because the file is not right:",
        "Line 2: “much” is not a number.",
        "Line 3: “soon” is not a time.",
    ]
    assert (await panel.ask("candles/contents"))["series"] == []


async def test_given_a_file_of_coingecko_when_imported_then_it_is_said_what_to_do_instead(
    house: House, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    await house.move_in()
    text = "snapped_at,price,market_cap,total_volume\n2013-04-28 00:00:00 UTC,135.3,1,0\n"

    code, message = await (await connect(hass_ws_client)).refused(
        "candles/import", pair="SOL/EUR", timeframe="1d", file_id=await upload(hass_client, text)
    )

    assert (code, "Load the candles from the exchange" in message) == ("invalid_file", True)


# -- what is not carried out -----------------------------------------------------------------------------------------

COMMANDS: list[tuple[str, Json]] = [
    ("candles", {**SERIES, "since_ms": MONDAY, "until_ms": hour(1)}),
    ("candles/contents", {}),
    ("candles/fill", {**SERIES, "since_ms": MONDAY, "until_ms": hour(1)}),
    ("candles/import", {**SERIES, "file_id": "none"}),
]


@pytest.mark.parametrize(("command", "fields"), COMMANDS)
async def test_given_no_such_or_no_running_account_when_asked_then_it_is_said(
    house: House, hass_ws_client: WebSocketGenerator, command: str, fields: Json
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)

    assert (await panel.refused(command, "nobody", **fields))[0] == "not_found"
    await house.hass.config_entries.async_unload("account")
    assert (await panel.refused(command, **fields))[0] == "not_loaded"


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("candles", {"pair": "SOLEUR", "timeframe": "1h", "since_ms": 0, "until_ms": 1}),
        ("candles", {"pair": "SOL/EUR", "timeframe": "2h", "since_ms": 0, "until_ms": 1}),
        ("candles", {**SERIES, "since_ms": 1, "until_ms": 1}),
        ("candles/fill", {**SERIES, "since_ms": 2, "until_ms": 1}),
        ("candles/fill", {"pair": "x", "timeframe": "1h", "since_ms": 0, "until_ms": 1}),
        ("candles/import", {**SERIES, "file_id": "none"}),
        ("candles/import", {"pair": "SOL/EUR", "timeframe": "1w", "file_id": "none"}),
    ],
)
async def test_given_what_has_no_meaning_when_asked_then_it_is_refused(
    house: House, hass_ws_client: WebSocketGenerator, command: str, fields: Json
) -> None:
    await house.move_in()

    assert (await (await connect(hass_ws_client)).refused(command, **fields))[0] == "invalid_format"


async def test_given_an_exchange_without_such_candles_when_asked_then_it_is_said(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    house.exchange.timeframes = frozenset({Timeframe.D1})

    code, message = await (await connect(hass_ws_client)).refused(*COMMANDS[0][:1], **COMMANDS[0][1])

    assert (code, "1h" in message) == ("invalid_format", True)


@pytest.mark.parametrize(("command", "fields"), COMMANDS[:3])
async def test_given_a_broken_archive_when_asked_then_it_is_said_what_to_do(
    house: House, hass_ws_client: WebSocketGenerator, command: str, fields: Json
) -> None:
    await house.move_in()
    path = house.journal_path.parents[1] / ".cache" / "aurono" / "candles.db"
    await house.hass.async_add_executor_job(path.write_bytes, b"nonsense" * 100)

    code, message = await (await connect(hass_ws_client)).refused(command, **fields)

    assert (code, "candles.db" in message) == ("archive_unavailable", True)


@pytest.mark.parametrize(("command", "fields"), COMMANDS[2:])
async def test_given_a_user_without_rights_when_they_act_then_they_may_not(
    house: House, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str, command: str, fields: Json
) -> None:
    await house.move_in()

    panel = await connect(hass_ws_client, hass_read_only_access_token)

    assert (await panel.refused(command, **fields))[0] == "unauthorized"
    await panel.ask(COMMANDS[0][0], **COMMANDS[0][1])


async def test_given_the_archive_when_home_assistant_stops_then_it_is_closed(house: House) -> None:
    await house.move_in()
    history = await async_get_price_history(house.hass)

    await house.hass.async_stop(force=True)

    with pytest.raises(RuntimeError, match="shutdown"):
        await history.archive.contents()
