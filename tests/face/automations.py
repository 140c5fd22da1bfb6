"""Automations as users write them, and what they were told."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.setup import async_setup_component


async def automation(hass: HomeAssistant, **written: Any) -> list[dict[str, Any]]:
    """Set an automation up; returns the list of what its runs are told, which grows."""
    told: list[dict[str, Any]] = []

    @callback
    def tell(call: ServiceCall) -> None:
        told.append(call.data["trigger"])

    hass.services.async_register("test", "tell", tell)
    run = {"action": "test.tell", "data": {"trigger": "{{ trigger }}"}}
    assert await async_setup_component(hass, "automation", {"automation": {"actions": [run], **written}})
    await hass.async_block_till_done()
    return told


async def triggered(hass: HomeAssistant, name: str, **options: Any) -> list[dict[str, Any]]:
    """The same, for one trigger of ours."""
    return await automation(hass, triggers=[{"trigger": f"aurono.{name}", "options": options}])
