"""What Aurono with one real exchange adds to the start of a Home Assistant: at most 0.5 s and 35 MB.

Each round is a fresh interpreter in which Home Assistant with its usual integrations is loaded before anything is
measured; then the whole integration is imported and connected to Bitvavo, which sends nothing. The figures are medians.
For comparison, a round imports ccxt the usual way.

The bars are absolute because that is what the owner of a hub notices. Time is judged as CPU time: on an idle machine
the two are the same, and on a busy one the neighbours do not count. A slow machine can be given room by `--seconds`.
"""

import argparse
import asyncio
from collections.abc import Mapping
from importlib import import_module
import json
import os
from pathlib import Path
import pkgutil
import resource
from statistics import median
import subprocess
import sys
import time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import REPOSITORY, finish

MOST_MEGABYTES = 35.0
USUAL = (
    "bootstrap core config_entries loader helpers.aiohttp_client helpers.httpx_client helpers.storage util.ssl "
    "components.api components.automation components.backup components.binary_sensor components.config "
    "components.diagnostics components.event components.frontend components.history components.http "
    "components.logbook components.logger components.onboarding components.person components.recorder "
    "components.repairs components.script components.select components.sensor components.sensor.recorder "
    "components.system_health components.websocket_api components.webhook"
).split()
KEY = "0" * 64


def main() -> None:
    """Measure in fresh interpreters and judge."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=0.5, help="what it may take")
    options.add_argument("--measure", choices=["aurono", "exchange", "ccxt"], help="one round, in this interpreter")
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(_round(chosen.measure)))
        return
    aurono = _medians("aurono", chosen.rounds)
    _tell("Aurono and one exchange", aurono)
    for name, text in (("exchange", "the exchange alone"), ("ccxt", "import ccxt the usual way")):
        _tell(text, _medians(name, max(1, chosen.rounds // 2)))
    cpu, megabytes = aurono["cpu"], aurono["megabytes"]
    finish(
        {
            f"starts within {chosen.seconds} s: {cpu:.2f} s": cpu <= chosen.seconds,
            f"takes at most {MOST_MEGABYTES:.0f} MB: {megabytes:.1f} MB": megabytes <= MOST_MEGABYTES,
        },
        check=chosen.check,
    )


def _tell(text: str, figures: Mapping[str, float]) -> None:
    print(f"{text:27s}{figures['cpu']:6.2f} s CPU{figures['wall']:6.2f} s wall{figures['megabytes']:7.1f} MB")


def _medians(what: str, rounds: int) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__)), "--measure", what]
    # A hub keeps compiled modules, whatever this shell asks for. The first round compiles and warms the disk's cache.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    figures = [json.loads(subprocess.check_output(command, text=True, env=environment)) for _ in range(rounds + 1)][1:]
    return {name: median(figure[name] for figure in figures) for name in figures[0]}


def _round(what: str) -> dict[str, float]:
    for name in USUAL:
        import_module(f"homeassistant.{name}")
    sys.path.insert(0, str(REPOSITORY))
    before, wall, cpu = _memory(), time.perf_counter(), time.process_time()
    match what:
        case "aurono":
            _import_all()
            asyncio.run(_connect())
        case "exchange":
            asyncio.run(_connect())
        case _:
            import_module("ccxt.async_support")
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "megabytes": _memory() - before,
    }


def _import_all() -> None:
    package = import_module("custom_components.aurono")
    for module in pkgutil.iter_modules(package.__path__, "custom_components.aurono."):
        if not module.name.endswith(".standalone"):
            import_module(module.name)


async def _connect() -> None:
    import aiohttp  # noqa: PLC0415 - loaded by Home Assistant

    from custom_components.aurono.exchange.ccxt_adapter import connect  # noqa: PLC0415 - this is what is measured
    from custom_components.aurono.store.vault import Credentials  # noqa: PLC0415

    async with aiohttp.ClientSession() as session:
        exchange = await connect(
            "bitvavo",
            Credentials(KEY, KEY),
            session=session,
            ssl_context=False,
            run_in_executor=asyncio.to_thread,
            user_agent="aurono/benchmark",
        )
        await exchange.close()


def _memory() -> float:
    """Megabytes that this process holds now; the most it ever held where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
