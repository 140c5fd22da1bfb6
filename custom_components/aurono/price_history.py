"""The archive of candles as the house uses it: opened when it is first asked for, filled and imported into."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import CONF_EXCHANGE, CONF_SEED, DOMAIN, EXCHANGE_DEMO, LOGGER
from .engine.candle import longest_source
from .engine.market import Pair
from .engine.timeframe import Timeframe
from .runtime import AuronoConfigEntry
from .store.archive import ImportCount, ImportPart, Series, Span
from .store.archive_fill import FillProgress, fill
from .store.archive_worker import ArchiveWorker
from .store.candle_import import CandleFile, RejectedFile, parts_of, read_candle_file
from .store.errors import StoreError

_ARCHIVE = Path(".cache", DOMAIN, "candles.db")
"""In a folder that no backup takes along: prices can be loaded again."""


@dataclass(frozen=True, slots=True)
class FillState:
    """How far a fill is, in candles; ``failure`` says why it ended before all was there."""

    done: int
    total: int
    finished: bool = False
    failure: str | None = None


type FillListener = Callable[[FillState], None]

CANCELLED = "cancelled"
"""The failure of a fill that ended because its account was unloaded."""
ARCHIVE_FAILED = "archive_unavailable"
"""The failure of a fill that could not keep what it got."""


class PriceHistory:
    """The open archive, and the fills that run, one for each series however many look on."""

    def __init__(self, hass: HomeAssistant, archive: ArchiveWorker, path: Path) -> None:
        self.archive = archive
        self.path = path
        self._hass = hass
        self._fills: dict[Series, _Fill] = {}

    @callback
    def fill(self, entry: AuronoConfigEntry, series: Series, span: Span, listener: FillListener) -> CALLBACK_TYPE:
        """Ask the exchange of an account for what is unknown of a span, or join whoever does so for this series.

        The listener hears how it goes, at last of its end. Returns what leaves; the fill ends with the last who leaves,
        and a later one goes on where it was.
        """
        running = self._fills.get(series)
        if running is None:
            running = self._fills[series] = _Fill(self.archive, entry, series, span, self._over)
            running.start(self._hass)
        return running.join(listener)

    @callback
    def _over(self, fill_: _Fill) -> None:
        """Whoever comes from now on starts anew."""
        if self._fills.get(fill_.series) is fill_:
            del self._fills[fill_.series]

    async def close(self) -> None:
        """End the fills and close the file."""
        for running in tuple(self._fills.values()):
            running.cancel()
        await self.archive.close()


class _Fill:
    """One series being filled."""

    def __init__(
        self,
        archive: ArchiveWorker,
        entry: AuronoConfigEntry,
        series: Series,
        span: Span,
        over: Callable[[_Fill], None],
    ) -> None:
        self.series = series
        self._archive = archive
        self._entry = entry
        self._span = span
        self._over = over
        self._listeners: list[FillListener] = []
        self._state = FillState(0, 0)
        self._task: asyncio.Task[None] | None = None

    @callback
    def start(self, hass: HomeAssistant) -> None:
        """Begin; it ends with the account at the latest."""
        self._task = self._entry.async_create_background_task(
            hass, self._run(), f"{DOMAIN} fill {self.series}", eager_start=False
        )

    @callback
    def join(self, listener: FillListener) -> CALLBACK_TYPE:
        """Hear how it goes from now on, and how it stands."""
        self._listeners.append(listener)
        if self._state.total:
            listener(self._state)
        return partial(self._leave, listener)

    @callback
    def _leave(self, listener: FillListener) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)
            if not self._listeners:
                self.cancel()

    @callback
    def cancel(self) -> None:
        """End before all is there; what came so far is kept."""
        self._over(self)
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        failure: str | None = CANCELLED
        try:
            exchange = self._entry.runtime_data.exchange
            result = await fill(self._archive, exchange, self.series, self._span, self._progressed)
            failure = None if result.failure is None else result.failure.kind.value
            self._state = FillState(result.progress.done, result.progress.total)
        except StoreError as error:
            LOGGER.warning("Prices of %s could not be kept: %s", self.series.pair, error)
            failure = ARCHIVE_FAILED
        except Exception:  # noqa: BLE001 - whoever waits for the end must hear of it
            LOGGER.exception("Prices of %s could not be loaded", self.series.pair)
            failure = "unknown"
        finally:
            self._over(self)
            self._tell(FillState(self._state.done, self._state.total, finished=True, failure=failure))

    @callback
    def _progressed(self, progress: FillProgress) -> None:
        self._tell(FillState(progress.done, progress.total))

    @callback
    def _tell(self, state: FillState) -> None:
        self._state = state
        for listener in tuple(self._listeners):
            listener(state)


_HISTORY: HassKey[PriceHistory] = HassKey(f"{DOMAIN}_price_history")
_OPENING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_price_history_opening")


async def async_get_price_history(hass: HomeAssistant) -> PriceHistory:
    """The archive, opened if it was not open. Raises ArchiveUnavailable, ArchiveDamaged or ArchiveTooNew."""
    async with hass.data.setdefault(_OPENING, asyncio.Lock()):
        if (history := hass.data.get(_HISTORY)) is not None:
            return history
        path = Path(hass.config.path(str(_ARCHIVE)))
        archive = await ArchiveWorker.open(path)
        history = hass.data[_HISTORY] = PriceHistory(hass, archive, path)

        async def close(_event: Event) -> None:
            hass.data.pop(_HISTORY, None)
            await history.close()

        hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, close)
        return history


def series_of(entry: AuronoConfigEntry, pair: Pair, timeframe: Timeframe) -> Series | None:
    """Where the candles of an account's exchange are kept: of this length, or of the one that it is derived from.

    None if the exchange serves nothing from which it could be.
    """
    base = longest_source(timeframe, entry.runtime_data.exchange.timeframes)
    return None if base is None else Series(archived_as(entry), pair, base)


def archived_as(entry: AuronoConfigEntry) -> str:
    """The exchange under whose name the archive keeps the candles of an account: each demo has a market of its own."""
    exchange: str = entry.data[CONF_EXCHANGE]
    return f"{exchange}-{entry.data[CONF_SEED]}" if exchange == EXCHANGE_DEMO else exchange


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: what it held, what that changed, and what it left open."""

    file: CandleFile
    count: ImportCount
    parts: tuple[ImportPart, ...]

    @property
    def holes(self) -> int:
        """How many intervals have no candle in the spans that the file speaks of."""
        length = self.file.timeframe.length
        return sum((part.span.end - part.span.start) // length - len(part.candles) for part in self.parts)


async def async_import(
    hass: HomeAssistant, entry: AuronoConfigEntry, series: Series, read: Callable[[], bytes]
) -> Imported | RejectedFile:
    """Take the candles of a file into the archive, all or none; ``read`` gets it, away from the event loop.

    Raises what ``read`` raises, and as the archive does.
    """
    now = entry.runtime_data.trader.now()

    def parse() -> CandleFile | RejectedFile:
        return read_candle_file(read(), series.pair, series.timeframe, now)

    file = await hass.async_add_executor_job(parse)
    if isinstance(file, RejectedFile):
        return file
    parts = tuple(parts_of(file.candles, series.timeframe))
    history = await async_get_price_history(hass)
    return Imported(file, await history.archive.take_in(series, parts, now=now), parts)
