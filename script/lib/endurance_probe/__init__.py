"""Watches a Home Assistant from within, for `script/endure`: its memory, and what holds its event loop up.

Every second it appends a line of JSON to `probe.jsonl` in the configuration folder: the megabytes of the process, how
many of them SQLite holds, whose connections remember pages up to a limit (16 MB for the recorder's), and how many
everything else holds; what ran longest in the event loop without a break during that second, and the longest garbage
collection. Times are milliseconds of this thread's processor time (so busy neighbours do not count) and of wall time.

What is held is what was asked of Python's allocator and of the C library's and not yet given back. The process is
larger, because both keep room that became free: for the next peak, or because something small still lies in it.

A collection can begin wherever an object is made, and goes through the objects of the whole process: it says nothing
about the code that it interrupted. So its time is taken out of what it interrupted, and told apart. A file called
`probe-collect` asks for a full one, before the next look.

With `load` in its configuration it changes as many states a second, so that a Home Assistant without Aurono has as much
to record.
"""

import asyncio
from asyncio import events
from collections.abc import Callable
import ctypes
import ctypes.util
import gc
import json
from pathlib import Path
import re
import resource
import threading
import time
from typing import Any, cast

from homeassistant.core import HomeAssistant
from homeassistant.helpers.typing import ConfigType

DOMAIN = "endurance_probe"


class Watch:
    """The longest run of the loop without a break and the longest garbage collection, since it was last asked."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._longest: tuple[float, float, str] = (0.0, 0.0, "")
        self._collection: tuple[float, float, int] = (0.0, 0.0, 0)
        self._collecting = (0.0, 0.0)
        self._collected = 0.0
        """Seconds of processor time that collections have taken in this thread so far."""

    def install(self) -> None:
        """Time every callback of the event loop, and every collection, from now on."""
        run = events.Handle._run  # noqa: SLF001 - nothing public sees every callback

        def timed(handle: events.Handle) -> None:
            wall, processor, collected = time.perf_counter(), time.thread_time(), self._collected
            run(handle)
            spent = time.thread_time() - processor - (self._collected - collected)
            if spent > self._longest[0]:
                self._longest = (spent, time.perf_counter() - wall, _name(handle))

        events.Handle._run = timed  # type: ignore[method-assign, assignment]  # noqa: SLF001
        gc.callbacks.append(self._on_collection)

    def _on_collection(self, phase: str, info: dict[str, int]) -> None:
        # A collection runs in whichever thread makes the object too many, and holds all others up meanwhile.
        if phase == "start":
            self._collecting = time.perf_counter(), time.thread_time()
            return
        wall, processor = time.perf_counter() - self._collecting[0], time.thread_time() - self._collecting[1]
        if threading.get_ident() == self._thread:
            self._collected += processor
        if processor > self._collection[0]:
            self._collection = (processor, wall, info["generation"])

    def take(self) -> dict[str, Any]:
        """What took longest, and begin anew."""
        (processor, wall, name), self._longest = self._longest, (0.0, 0.0, "")
        (gc_processor, gc_wall, generation), self._collection = self._collection, (0.0, 0.0, 0)
        return {
            "cpu_ms": round(processor * 1000, 2),
            "wall_ms": round(wall * 1000, 2),
            "what": name,
            "gc_cpu_ms": round(gc_processor * 1000, 2),
            "gc_wall_ms": round(gc_wall * 1000, 2),
            "gc_generation": generation,
        }


def _name(handle: events.Handle) -> str:
    callback = handle._callback  # type: ignore[attr-defined]  # noqa: SLF001
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return f"{getattr(owner.get_coro(), '__qualname__', owner.get_coro())} in {owner.get_name()}"
    return str(getattr(callback, "__qualname__", callback))


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _sqlite() -> Callable[[], int]:
    """Tells the bytes that SQLite holds in this process."""
    used: Any = ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0").sqlite3_memory_used
    used.restype = ctypes.c_longlong
    return cast("Callable[[], int]", used)


class _Malloc(ctypes.Structure):
    """What the C library tells of its heap (`mallinfo2`), in bytes."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


def _heap() -> Callable[[], int]:
    """Tells the bytes in use that Python and all libraries were given, SQLite's among them."""
    library: Any = ctypes.CDLL(None)
    library.mallinfo2.restype = _Malloc
    library.open_memstream.restype = ctypes.c_void_p
    # Only the debugger's statistics tell it; they are text.
    tell = ctypes.pythonapi._PyObject_DebugMallocStats  # noqa: SLF001

    def held() -> int:
        text, length = ctypes.c_char_p(), ctypes.c_size_t()
        stream = ctypes.c_void_p(library.open_memstream(ctypes.byref(text), ctypes.byref(length)))
        tell(stream)
        library.fclose(stream)
        told = ctypes.string_at(text, length.value).decode()
        library.free(text)
        found = re.search(r"bytes in allocated blocks\s*=\s*([\d,]+)", told)
        assert found is not None, told
        malloc = library.mallinfo2()
        return int(found[1].replace(",", "")) + int(malloc.uordblks) + int(malloc.hblkhd)

    return held


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Begin to watch."""
    watch = Watch()
    watch.install()
    hass.async_create_background_task(_report(Path(hass.config.path("probe.jsonl")), watch), DOMAIN)
    if rate := (config[DOMAIN] or {}).get("load"):
        hass.async_create_background_task(_change(hass, rate), DOMAIN)
    return True


async def _change(hass: HomeAssistant, rate: int) -> None:
    """Change so many states a second, of sensors of which statistics are made, each to what it never was."""
    begun, sensors = 0, 450
    while True:
        await asyncio.sleep(1)
        begun += rate
        for number in range(begun - rate, begun):
            place = number % sensors
            told = {"state_class": "measurement", "unit_of_measurement": "EUR", "price": f"{number / 1000:.5f}"}
            hass.states.async_set(f"sensor.load_{place}", f"{number * 7919 % 100_003 / 100:.8f}", told)


async def _report(file: Path, watch: Watch) -> None:
    request = file.with_name("probe-collect")
    sqlite, held = _sqlite(), _heap()
    with file.open("w") as lines:
        while True:
            await asyncio.sleep(1)
            if request.exists():
                gc.collect()
                request.unlink()
            pages = sqlite()
            memory = {"megabytes": _megabytes(), "sqlite": pages / 1e6, "held": (held() - pages) / 1e6}
            lines.write(json.dumps({**memory, **watch.take()}) + "\n")
            lines.flush()
