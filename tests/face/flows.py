"""Going through the flows as a browser does."""

from collections.abc import Mapping
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

import custom_components.aurono
from custom_components.aurono.const import DOMAIN, SUBENTRY_STRATEGY
from custom_components.aurono.engine.events import ModeChanged
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.store.journal import Entry, Journal
from tests.bitvavo.bench import OWNER
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.server import system_clock

KEY = ApiKey.of(OWNER)

type Step = Mapping[str, Any]

_TRANSLATIONS = Path(custom_components.aurono.__file__).parent / "translations" / "en.json"
TEXTS = json.loads(_TRANSLATIONS.read_text(encoding="utf-8"))


def _require_texts(step: Step, texts: Mapping[str, Any]) -> None:
    """Whatever a step shows has its text."""
    kind: str = step["type"]
    match kind:
        case "form":
            assert set((step["errors"] or {}).values()) <= texts["error"].keys()
            shown = texts["step"][step["step_id"]]
            _require_labels(step["data_schema"].schema, shown)
        case "menu":
            assert set(step["menu_options"]) == texts["step"][step["step_id"]]["menu_options"].keys()
        case "abort":
            assert step["reason"] in texts["abort"]
        case _:
            assert kind == "create_entry"


def _require_labels(schema: Mapping[Any, Any], texts: Mapping[str, Any]) -> None:
    for marker, field in schema.items():
        if hasattr(field, "schema"):
            _require_labels(field.schema.schema, texts["sections"][str(marker)])
        else:
            assert str(marker) in texts["data"]


async def start_account(hass: HomeAssistant, exchange: str) -> Step:
    """The form of a new account on this exchange."""
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    return await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": exchange})


async def change_account(hass: HomeAssistant, entry: ConfigEntry) -> Step:
    """The form to change an account."""
    context: Any = {"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    return await hass.config_entries.flow.async_init(DOMAIN, context=context)


async def answer(hass: HomeAssistant, step: Step, entered: Mapping[str, Any]) -> Step:
    """Submit a form of an account."""
    result = await hass.config_entries.flow.async_configure(step["flow_id"], dict(entered))
    await hass.async_block_till_done()
    _require_texts(result, TEXTS["config"])
    return result


async def add_demo(hass: HomeAssistant, name: str = "Demo", speed: str = "1") -> ConfigEntry:
    """A demo account."""
    step = await answer(hass, await start_account(hass, "demo"), {"name": name, "speed": speed})
    assert step["type"] == "create_entry", step
    entry: ConfigEntry = step["result"]
    return entry


async def add_bitvavo(hass: HomeAssistant, key: ApiKey = KEY) -> ConfigEntry:
    """A Bitvavo account whose key the server accepts."""
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(key))
    assert step["type"] == "create_entry", step
    entry: ConfigEntry = step["result"]
    return entry


def entered_key(key: ApiKey) -> dict[str, str]:
    """A key as it is typed into the form."""
    return {"api_key": key.key, "api_secret": key.secret}


async def start_strategy(hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry | None = None) -> Step:
    """The first form of a new strategy, or the form to change the rule of one that exists."""
    step = await open_strategy(hass, entry, subentry)
    if step["type"] == "menu":
        step = await answer_strategy(hass, step, {"next_step_id": "parameters"})
    return step


async def open_strategy(hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry | None = None) -> Step:
    """What the settings of a strategy begin with."""
    context: dict[str, Any] = {"source": SOURCE_USER}
    if subentry is not None:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": subentry.subentry_id}
    flows: Any = hass.config_entries.subentries
    step: Step = await flows.async_init((entry.entry_id, SUBENTRY_STRATEGY), context=context)
    _require_texts(step, TEXTS["config_subentries"][SUBENTRY_STRATEGY])
    return step


async def answer_strategy(hass: HomeAssistant, step: Step, entered: Mapping[str, Any]) -> Step:
    """Submit a form of a strategy."""
    flows: Any = hass.config_entries.subentries
    result: Step = await flows.async_configure(step["flow_id"], dict(entered))
    await hass.async_block_till_done()
    _require_texts(result, TEXTS["config_subentries"][SUBENTRY_STRATEGY])
    return result


def filled_in(step: Step, **changes: Any) -> dict[str, Any]:
    """A form as the browser sends it: what is suggested but for the changes, in sections; None leaves a field empty."""
    filled, used = _filled(step["data_schema"].schema, changes)
    assert not (unknown := changes.keys() - used), unknown
    return filled


def _filled(schema: Mapping[Any, Any], changes: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    filled: dict[str, Any] = {}
    used: set[str] = set()
    for marker, field in schema.items():
        name = str(marker)
        if hasattr(field, "schema"):
            filled[name], inside = _filled(field.schema.schema, changes)
            used |= inside
            continue
        suggested = (marker.description or {}).get("suggested_value")
        used |= {name} & changes.keys()
        value = changes.get(name, suggested)
        if value is not None:
            filled[name] = value
    return filled, used


async def add_strategy(
    hass: HomeAssistant, entry: ConfigEntry, name: str = "Dips", pair: str = "NIMBUSDEMO/EUR", **changes: Any
) -> ConfigSubentry:
    """A strategy, added through all steps of its flow."""
    before = set(entry.subentries)
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": name, "pair": pair})
    step = await answer_strategy(hass, step, filled_in(step, **changes))
    assert step["type"] == "menu", step.get("errors")
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["type"] == "create_entry", step
    (added,) = set(entry.subentries) - before
    return entry.subentries[added]


async def second_writer(hass: HomeAssistant, account: str, strategy: str) -> None:
    """Have another program write to the journal of an account: the next event that we write has lost its place."""

    def write() -> None:
        journal = Journal.open(Path(hass.config.path("aurono", "journal.db")))
        stream = f"{account}/strategies"
        version = journal.load(account).versions[stream]
        journal.append([Entry(stream, version + 1, ModeChanged(system_clock(), strategy, Mode.SHADOW))])
        journal.close()

    await hass.async_add_executor_job(write)
