"""Watches a Home Assistant from within, for `script/endure`: its memory, and what holds its event loop up.

Every second it appends a line of JSON to `probe.jsonl` in the configuration folder: megabytes held, and what ran
longest in the event loop without a break during that second, in milliseconds of this thread's processor time (so busy
neighbours do not count) and of wall time.
"""

import asyncio
from asyncio import events
import json
from pathlib import Path
import resource
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.typing import ConfigType

DOMAIN = "endurance_probe"


class Watch:
    """The longest run of the loop without a break, since it was last asked."""

    def __init__(self) -> None:
        self._longest: tuple[float, float, str] = (0.0, 0.0, "")

    def install(self) -> None:
        """Time every callback of the event loop from now on."""
        run = events.Handle._run  # noqa: SLF001 - nothing public sees every callback

        def timed(handle: events.Handle) -> None:
            wall, processor = time.perf_counter(), time.thread_time()
            run(handle)
            spent = time.thread_time() - processor
            if spent > self._longest[0]:
                self._longest = (spent, time.perf_counter() - wall, _name(handle))

        events.Handle._run = timed  # type: ignore[method-assign, assignment]  # noqa: SLF001

    def take(self) -> dict[str, Any]:
        """What ran longest, and begin anew."""
        (processor, wall, name), self._longest = self._longest, (0.0, 0.0, "")
        return {"cpu_ms": round(processor * 1000, 2), "wall_ms": round(wall * 1000, 2), "what": name}


def _name(handle: events.Handle) -> str:
    callback = handle._callback  # type: ignore[attr-defined]  # noqa: SLF001
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return str(getattr(owner.get_coro(), "__qualname__", owner.get_coro()))
    return str(getattr(callback, "__qualname__", callback))


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Begin to watch."""
    watch = Watch()
    watch.install()
    hass.async_create_background_task(_report(Path(hass.config.path("probe.jsonl")), watch), DOMAIN)
    return True


async def _report(file: Path, watch: Watch) -> None:
    with file.open("w") as lines:
        while True:
            await asyncio.sleep(1)
            lines.write(json.dumps({"megabytes": _megabytes(), **watch.take()}) + "\n")
            lines.flush()
