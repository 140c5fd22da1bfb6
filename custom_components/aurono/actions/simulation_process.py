"""Simulations away from Home Assistant's process, one at a time."""

import asyncio
import os
from pathlib import Path
import pickle
import signal
import sys

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..lab.inquiry import Answer, Inquiry

_STANDALONE = Path(__file__).parents[1] / "standalone.py"
_TURN: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_simulation")


async def async_simulate(hass: HomeAssistant, inquiry: Inquiry) -> Answer | None:
    """Have a simulation run; None where there are no candles.

    Raises HomeAssistantError if its process ends before it is done, as where memory is short. Cancelled, it ends too.
    """
    async with hass.data.setdefault(_TURN, asyncio.Lock()):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            str(_STANDALONE),
            "lab.inquiry",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # Libraries may lie where only the running Home Assistant was told of.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            written, complaint = await process.communicate(pickle.dumps(inquiry))
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
    if process.returncode != 0:
        raise _failed(process.returncode or 0, complaint.decode(errors="replace"))
    answered = pickle.loads(written)  # noqa: S301 - comes from our own process
    assert answered is None or isinstance(answered, Answer)
    return answered


def _failed(code: int, complaint: str) -> HomeAssistantError:
    LOGGER.error("A simulation ended with code %s: %s", code, complaint)
    last_line = complaint.strip().rpartition("\n")[2]
    detail = signal.Signals(-code).name if code < 0 else last_line
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="simulation_failed",
        translation_placeholders={"detail": detail},
    )
