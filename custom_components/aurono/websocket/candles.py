"""``aurono/candles`` and what fills them: the archive of prices as the panel reads and feeds it."""

from functools import partial
from typing import Any

from homeassistant.components.websocket_api import (
    ActiveConnection,
    async_response,
    const,
    event_message,
    require_admin,
    websocket_command,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import probatio

from ..actions.candle_actions import import_json, rejected_words, uploaded
from ..actions.service_fields import wrong
from ..engine.market import Pair
from ..engine.timeframe import Timeframe
from ..price_history import FillState, archived_as, async_get_price_history, async_import, series_of
from ..runtime import AuronoConfigEntry
from ..store.archive import Series, Span
from ..store.candle_import import RejectedFile
from ..store.errors import StoreError
from ..upload_imports import async_import_once
from .access import (
    ATTR_ENTRY,
    TIME,
    ErrorCode,
    Message,
    Refusal,
    account_command,
    loaded_account,
    refusal_of,
    send_refusal,
)

type Json = dict[str, Any]

PAGE = 20_000
"""Candles in one answer."""

_SERIES: dict[Any, Any] = {
    probatio.Required("pair"): str,
    probatio.Required("timeframe"): probatio.All(probatio.In([frame.value for frame in Timeframe]), Timeframe),
}
_PERIOD: dict[Any, Any] = {probatio.Required("since_ms"): TIME, probatio.Required("until_ms"): TIME}


@account_command("aurono/candles", {**_SERIES, **_PERIOD})
async def candles_command(hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """A page of the candles that are there, and what of the period was ever asked for.

    Of a timeframe that the exchange does not serve those come that it is derived from: ``timeframe`` says which. Who
    keeps them has to fetch them anew once ``revision`` is another.
    """
    series, span = _series(entry, msg), _span(msg)
    archive = (await async_get_price_history(hass)).archive
    # First, so that candles which are replaced meanwhile are told apart the next time.
    revision = await archive.revision(series)
    rows = await archive.texts(series, span, PAGE + 1)
    coverage = await archive.coverage(series)
    return {
        "timeframe": series.timeframe.value,
        "revision": revision,
        "rows": rows[:PAGE],
        "coverage": [
            [max(part.start, span.start), min(part.end, span.end)]
            for part in coverage
            if part.start < span.end and part.end > span.start
        ],
        "next_ms": rows[PAGE][0] if len(rows) > PAGE else None,
    }


@account_command("aurono/candles/contents")
async def contents_command(hass: HomeAssistant, entry: AuronoConfigEntry, _msg: Message) -> Json:
    """What the archive holds of the exchange of an account."""
    contents = await (await async_get_price_history(hass)).archive.contents()
    return {
        "series": [
            {
                "pair": str(found.series.pair),
                "timeframe": found.series.timeframe.value,
                "candles": found.candles,
                "first_ms": found.first,
                "last_ms": found.last,
                "revision": found.revision,
                "coverage": [[part.start, part.end] for part in found.coverage],
            }
            for found in contents
            if found.series.exchange == archived_as(entry)
        ]
    }


@websocket_command(
    {
        probatio.Required("type"): "aurono/candles/fill",
        probatio.Required(ATTR_ENTRY): str,
        **_SERIES,
        **_PERIOD,
    }
)
@require_admin
@async_response
async def fill_command(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Have the exchange asked for what is unknown, and tell how it goes; who unsubscribes last ends it."""
    number = msg["id"]
    left = False

    @callback
    def leave() -> None:
        nonlocal left
        left = True

    # The connection may close while the archive is opened.
    connection.subscriptions[number] = leave
    try:
        entry = loaded_account(hass, msg[ATTR_ENTRY])
        series, span = _series(entry, msg), _span(msg)
        history = await async_get_price_history(hass)
    except (Refusal, HomeAssistantError, StoreError) as error:
        connection.subscriptions.pop(number, None)
        send_refusal(hass, connection, number, refusal_of(error))
        return
    if left:
        return

    @callback
    def tell(state: FillState) -> None:
        event: Json = {"done": state.done, "total": state.total}
        if state.finished:
            event |= {"finished": True, "failure": state.failure}
        connection.send_message(event_message(number, event))

    connection.send_result(number)
    connection.subscriptions[number] = history.fill(entry, series, span, tell)


@account_command("aurono/candles/import", {**_SERIES, probatio.Required("file_id"): str}, admin=True)
async def import_command(hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """Take the candles of an uploaded file in, all or none.

    Who lost the connection meanwhile asks again with the same upload, and hears what came of it.
    """
    series = _series(entry, msg)
    if series.timeframe is not msg["timeframe"]:
        raise wrong("timeframe_not_kept", timeframe=msg["timeframe"].value, base=series.timeframe.value)
    file_id: str = msg["file_id"]

    async def take_in() -> Json | RejectedFile:
        outcome = await async_import(hass, entry, series, partial(uploaded, hass, file_id))
        # Only what is told is remembered, and not all the candles.
        return outcome if isinstance(outcome, RejectedFile) else import_json(outcome)

    outcome = await async_import_once(hass, file_id, series, take_in)
    if isinstance(outcome, RejectedFile):
        raise Refusal(ErrorCode.INVALID_FILE, "file_rejected", errors=rejected_words(hass, outcome))
    return outcome


def _series(entry: AuronoConfigEntry, msg: Message) -> Series:
    """Raises ServiceValidationError for what is no market, or a timeframe that cannot be had."""
    try:
        pair = Pair.parse(msg["pair"])
    except ValueError:
        raise wrong("pair_invalid", pair=msg["pair"]) from None
    series = series_of(entry, pair, msg["timeframe"])
    if series is None:
        raise wrong("timeframe_not_served", timeframe=msg["timeframe"].value)
    return series


def _span(msg: Message) -> Span:
    if msg["since_ms"] >= msg["until_ms"]:
        raise wrong("period_invalid")
    return Span(msg["since_ms"], msg["until_ms"])


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (
    candles_command,
    contents_command,
    fill_command,
    import_command,
)
