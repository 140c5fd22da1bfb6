"""What is handed out to whoever helps."""

import json

from homeassistant.core import HomeAssistant

from custom_components.aurono.diagnostics import async_get_config_entry_diagnostics
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import BitvavoServer

from .flows import KEY, add_bitvavo, add_strategy


async def test_diagnostics_help_and_tell_no_secret_and_no_amount(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    subentry = await add_strategy(
        hass,
        entry,
        "My secret plan",
        "SOL/EUR",
        buy_amount="31.41",
        sell_amount="27.18",
        allocated_capital="5772.15",
        starting_amount="1.6180",
        starting_average_price="141.42",
    )
    bitvavo.faults.add("*", Fault(Kind.PAGE_BEFORE, status=502), times=100)
    await hass.async_block_till_done(wait_background_tasks=True)
    entry.runtime_data.coordinator.wake()
    await hass.async_block_till_done(wait_background_tasks=True)

    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    assert diagnostics["exchange"] == "bitvavo"
    assert diagnostics["connection"]["connected"] is False
    assert diagnostics["connection"]["failure"]["kind"] == "unreachable"
    assert diagnostics["live"] == {"status": "running", "questions": []}
    assert diagnostics["journal"] == {
        "sound": True,
        "events": 0,
        "kinds": {},
        "problems": [],
    }
    strategy = diagnostics["strategies"][subentry.subentry_id]
    assert strategy["pair"] == "SOL/EUR"
    assert strategy["mode"] == "shadow"
    assert strategy["version"] == 1
    text = json.dumps(diagnostics)
    for secret in (KEY.key, KEY.secret, KEY.key[-4:], "secret plan", "31.41", "27.18", "5772.15", "1.618", "141.42"):
        assert secret not in text
