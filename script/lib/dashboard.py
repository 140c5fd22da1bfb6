"""The demo's dashboard: what the three strategies are worth, what they decided last, and what they did."""

from collections.abc import Mapping, Sequence
from typing import Any

from .hub_client import HubConnection

URL_PATH = "aurono-demo"

type Card = dict[str, Any]


async def add_dashboard(connection: HubConnection, account: str) -> None:
    """Add the dashboard and make it what opens first; one that is there is drawn anew.

    Raises:
        HubRefused: Home Assistant does not take it.
    """
    if URL_PATH not in {dashboard["url_path"] for dashboard in await connection.ask("lovelace/dashboards/list")}:
        await connection.ask(
            "lovelace/dashboards/create", url_path=URL_PATH, title="Demo", icon="mdi:chart-timeline-variant"
        )
    strategies = await connection.strategies(account)
    entities = {name: await connection.entities(account, strategy) for name, strategy in strategies.items()}
    config = _dashboard(await connection.entities(account), entities)
    await connection.ask("lovelace/config/save", url_path=URL_PATH, config=config)
    settings = (await connection.ask("frontend/get_system_data", key="core"))["value"] or {}
    await connection.ask("frontend/set_system_data", key="core", value={**settings, "default_panel": URL_PATH})


def _dashboard(account: Mapping[str, str], strategies: Mapping[str, Mapping[str, str]]) -> Card:
    sections = [_account_section(account, strategies)]
    sections += [_strategy_section(name, entities) for name, entities in strategies.items()]
    sections.append(_activity_section([entities["activity"] for entities in strategies.values()]))
    view = {"title": "Demo", "path": "demo", "type": "sections", "max_columns": 4, "sections": sections}
    return {"title": "Aurono", "views": [view]}


def _account_section(account: Mapping[str, str], strategies: Mapping[str, Mapping[str, str]]) -> Card:
    profits = [{"entity": account["shadow_profit"], "name": "Profit"}]
    profits += [{"entity": entities["realized_profit"], "name": name} for name, entities in strategies.items()]
    return _section(
        "Demo account · artificial prices",
        "mdi:test-tube",
        [
            _tile(account["shadow_value"], "Paper value"),
            _tile(account["shadow_profit"], "Paper profit"),
            {
                "type": "history-graph",
                "title": "Profit, and what each strategy realized",
                # In time-lapse ten minutes are 25 days of the market.
                "hours_to_show": 1 / 6,
                "entities": profits,
            },
        ],
    )


def _activity_section(entities: Sequence[str]) -> Card:
    return _section(
        "Activity",
        "mdi:timeline-text-outline",
        [{"type": "logbook", "hours_to_show": 1, "target": {"entity_id": list(entities)}}],
    )


def _strategy_section(name: str, entities: Mapping[str, str]) -> Card:
    wide = {"grid_options": {"columns": "full"}}
    return _section(
        name,
        "mdi:robot-outline",
        [
            _tile(entities["status"], "Status") | wide,
            _tile(entities["last_decision"], "Last decision") | wide,
            _tile(entities["value"], "Value"),
            _tile(entities["trades"], "Trades"),
            _tile(entities["realized_profit"], "Realized"),
            _tile(entities["unrealized_profit"], "Unrealized"),
            _tile(entities["position"], "Position"),
            _tile(entities["free_capital"], "Free capital"),
            _tile(entities["mode"], "Mode") | wide | {"features": [{"type": "select-options"}]},
        ],
    )


def _section(title: str, icon: str, cards: list[Card]) -> Card:
    return {"type": "grid", "cards": [{"type": "heading", "heading": title, "icon": icon}, *cards]}


def _tile(entity: str, name: str) -> Card:
    return {"type": "tile", "entity": entity, "name": name}
