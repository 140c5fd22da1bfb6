"""The action about prices that were: importing a file of candles."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, service
from homeassistant.helpers.selector import ConfigEntrySelector
from homeassistant.helpers.translation import async_get_cached_translations
import probatio

from ..const import DOMAIN
from ..engine.market import Pair
from ..engine.timeframe import Timeframe
from ..price_history import Imported, async_import, series_of
from ..store.candle_import import RejectedFile
from ..store.candle_text import MOST_BYTES, FileError
from ..store.errors import StoreError
from .service_fields import ATTR_CONFIG_ENTRY, account_of_call, wrong

ACTION_IMPORT_CANDLES = "import_candles"

_IMPORT_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN}),
        probatio.Required("market"): cv.string,
        probatio.Required("timeframe"): probatio.All(cv.string, probatio.In([frame.value for frame in Timeframe])),
        probatio.Exclusive("path", "file"): cv.string,
        probatio.Exclusive("file_id", "file"): cv.string,
    }
)


@callback
def async_setup_candle_actions(hass: HomeAssistant) -> None:
    """Register the import, which is for administrators only."""
    service.async_register_admin_service(
        hass,
        DOMAIN,
        ACTION_IMPORT_CANDLES,
        _import_candles,
        _IMPORT_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _import_candles(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    timeframe = Timeframe(call.data["timeframe"])
    try:
        series = series_of(entry, Pair.parse(call.data["market"]), timeframe)
    except ValueError:
        raise wrong("pair_invalid", pair=call.data["market"]) from None
    if series is None:
        raise wrong("timeframe_not_served", timeframe=timeframe.value)
    if series.timeframe is not timeframe:
        raise wrong("timeframe_not_kept", timeframe=timeframe.value, base=series.timeframe.value)
    try:
        outcome = await async_import(call.hass, entry, series, _source(call))
    except StoreError as error:
        raise archive_error(error) from error
    if isinstance(outcome, RejectedFile):
        raise wrong("file_rejected", errors=rejected_words(call.hass, outcome))
    return import_json(outcome)


def _source(call: ServiceCall) -> Callable[[], bytes]:
    """Where the file is: uploaded, or in a folder that Home Assistant may read."""
    if (file_id := call.data.get("file_id")) is not None:
        return partial(uploaded, call.hass, file_id)
    if (path := call.data.get("path")) is None:
        raise wrong("file_missing")
    return partial(_allowed, call.hass, path)


def uploaded(hass: HomeAssistant, file_id: str) -> bytes:
    """What was uploaded to Home Assistant under this id, which is removed. Raises ServiceValidationError."""
    try:
        with process_uploaded_file(hass, file_id) as path:
            return _start_of(path)
    except (ValueError, OSError) as error:
        raise wrong("upload_missing") from error


def _allowed(hass: HomeAssistant, path: str) -> bytes:
    if not hass.config.is_allowed_path(path):
        raise wrong("path_not_allowed", path=path)
    try:
        return _start_of(Path(path))
    except OSError as error:
        raise wrong("path_unreadable", path=path, detail=error.strerror or str(error)) from error


def _start_of(path: Path) -> bytes:
    """A file, or so much of it that reading it says that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def import_json(outcome: Imported) -> dict[str, Any]:
    """What an import took in and what it left out; times in UTC milliseconds."""
    file, count = outcome.file, outcome.count
    return {
        "format": file.format.value,
        "candles": len(file.candles),
        "added": count.added,
        "replaced": count.replaced,
        "kept": count.kept,
        "first_ms": file.candles[0].open_time,
        "last_ms": file.candles[-1].open_time,
        "holes": outcome.holes,
        "invalid": sum(not candle.is_valid for candle in file.candles),
        "unknown": [
            [before.span.end, after.span.start] for before, after in zip(outcome.parts, outcome.parts[1:], strict=False)
        ],
        "unfinished_ms": None if file.unfinished is None else file.unfinished.open_time,
    }


@callback
def rejected_words(hass: HomeAssistant, rejected: RejectedFile) -> str:
    """Every error of a file, a line each, in the language of the house."""
    known = async_get_cached_translations(hass, hass.config.language, "exceptions", DOMAIN)
    lines = [_line(known, error) for error in rejected.errors]
    if rejected.more:
        lines.append(_sentence(known, "file_more_errors", count=str(rejected.more)))
    return "\n".join(lines)


def _line(known: Mapping[str, str], error: FileError) -> str:
    reason = _sentence(known, f"file_{error.problem}", value=error.value)
    return _sentence(known, "file_line", line=str(error.line), reason=reason)


def _sentence(known: Mapping[str, str], key: str, **placeholders: str) -> str:
    return known.get(f"component.{DOMAIN}.exceptions.{key}.message", key).format(**placeholders)


def archive_error(error: StoreError) -> HomeAssistantError:
    """What an archive that fails means to whoever asked."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="archive_unavailable",
        translation_placeholders={"detail": str(error)},
    )
