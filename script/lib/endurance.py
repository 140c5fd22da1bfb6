"""A week in the life of a busy hub: thirty strategies on four timeframes, two accounts, in a real Home Assistant.

The demo's market runs in time-lapse. Measured are: what Aurono adds to the memory of the same Home Assistant without
it, whether that grows with the days, what blocks the event loop, and what the recorder has to keep.

Both hubs are set up, started a second time and then measured: what the dialogs of thirty strategies leave behind in the
allocator belongs to no week. It is told too, and so is what a full garbage collection takes in both: it goes through
Home Assistant's objects as through ours, so no integration can keep it short.

Growth is looked at in two ways. What is held is measured exactly, after a full garbage collection at the end of each
day. The process may grow by more: SQLite remembers pages, and allocators keep room. How much of that Home Assistant
does by itself, `--load` tells: it lives through the days once more without Aurono, with as many rows to record.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil
import sqlite3
import sys
import tempfile
import time

import aiohttp

from .demo import DemoStrategy, Login, add_strategy, enter
from .endurance_figures import DAY, Sample, Stay, growth, judge, say, tell, warm_up
from .hub import HubError, HubFolder, free_port, running_hub
from .hub_client import HubClient, HubConnection, HubRefused
from .hub_flow import Flow

TIMEFRAMES = ("1h", "4h", "1d", "1w")
PAIRS = ("NIMBUSDEMO/EUR", "AURADEMO/EUR", "QUARTZDEMO/EUR")
STRATEGIES = 30
ACCOUNTS = ("North", "South")
_SETTLING = 8
"""Seconds."""
_STATISTICS = 300
"""Seconds of this machine's clock between two statistics of the recorder."""
_EVENING = 12
"""Seconds: long enough for the recorder to write down, twice, what it was told."""
_PROBE = Path(__file__).with_name("endurance_probe")
_LOGIN = Login("robin", "a password for a week")


def prepare(folder: HubFolder, port: int, load: int = 0) -> None:
    """A hub with the probe in it, which changes so many states a second."""
    folder.prepare(port)
    probe = folder.path / "custom_components" / _PROBE.name
    shutil.copytree(_PROBE, probe, ignore=shutil.ignore_patterns("__pycache__"))
    # In the repository it has another name, so that Home Assistant's check does not take it for an integration of ours.
    (probe / "probe-manifest.json").rename(probe / "manifest.json")
    with (folder.path / "configuration.yaml").open("a") as configuration:
        configuration.write(f"\n{_PROBE.name}:\n  load: {load}\n")


def samples(folder: HubFolder) -> list[Sample]:
    """What the probe wrote so far."""
    return [Sample(**json.loads(line)) for line in (folder.path / "probe.jsonl").read_text().splitlines()]


def strategy(number: int) -> DemoStrategy:
    """The parameters differ, so that they trade at different moments."""
    return DemoStrategy(
        f"Strategy {number:02}",
        PAIRS[number % len(PAIRS)],
        {
            "timeframe": TIMEFRAMES[number % len(TIMEFRAMES)],
            "buy_trigger": f"-{0.4 + number % 7 * 0.2:.1f}",
            "sell_trigger": f"{0.6 + number % 5 * 0.2:.1f}",
            "buy_amount": "20",
            "sell_amount": "20",
            "allocated_capital": "500",
        },
    )


@asynccontextmanager
async def _entered(folder: HubFolder, port: int) -> AsyncIterator[tuple[HubClient, HubConnection]]:
    """A hub that has started, and its owner."""
    async with running_hub(folder) as hub, aiohttp.ClientSession() as session:
        client = HubClient(session, f"http://127.0.0.1:{port}")
        await enter(client, hub, _LOGIN)
        async with client.connect() as connection:
            await connection.wait_until_started()
            # What a start leaves to do is not what is measured.
            await asyncio.sleep(_SETTLING)
            yield client, connection
        if not hub.running:
            raise hub.ended()


async def _collection(folder: HubFolder) -> float:
    """Have the hub collect its garbage; the milliseconds that it took."""
    begun = len(samples(folder))
    (folder.path / "probe-collect").touch()
    await asyncio.sleep(5)
    return max(sample.gc_cpu_ms for sample in samples(folder)[begun:])


async def _until_before_statistics() -> None:
    """Wait for the end of the recorder's five minutes, so that a hub that starts now soon makes statistics.

    The first ones leave half a megabyte of its own behind, once: queries that were put together, what it knows of each
    statistic. So that comes in the days that nobody looks at, and not at any place of those in which growth is.
    """
    # So long that the week in time-lapse still has the second ones in it, which take the most room for a moment.
    start_takes = 30
    await asyncio.sleep((-start_takes - time.time()) % _STATISTICS)


async def _live(folder: HubFolder, options: argparse.Namespace) -> tuple[list[Sample], list[list[Sample]]]:
    """Let the days pass; all that was seen, and of it the evenings of warm days.

    In the evenings garbage is collected before each look: what the recorder wrote down is garbage right after that, and
    half a megabyte of it more or less would be taken for growth.
    """
    day, begun, start = DAY / options.speed, len(samples(folder)), time.monotonic()
    evening = min(_EVENING, day / 2)
    evenings: list[list[Sample]] = []
    for number in range(warm_up(options.days), options.days + 1):
        end = start + number * day
        await asyncio.sleep(end - evening - time.monotonic())
        # The first samples may be from before the collection.
        since = len(samples(folder)) + 2
        while time.monotonic() < end:
            (folder.path / "probe-collect").touch()
            await asyncio.sleep(1)
        evenings.append(samples(folder)[since:])
    return samples(folder)[begun:], evenings


async def _bare(folder: HubFolder, options: argparse.Namespace, load: int = 0) -> Stay:
    """The same Home Assistant without an account; with so many changes of states a second, it lives as long."""
    port = free_port()
    prepare(folder, port, load)
    async with _entered(folder, port):
        set_up = samples(folder)[-1].megabytes
    if load:
        await _until_before_statistics()
    async with _entered(folder, port):
        if load:
            lived, evenings = await _live(folder, options)
            return Stay(set_up, lived, await _collection(folder), evenings)
        begun = len(samples(folder))
        await asyncio.sleep(options.settle)
        lived = samples(folder)[begun:]
        return Stay(set_up, lived, await _collection(folder))


async def _add_account(client: HubClient, name: str, speed: int) -> str:
    flow = await Flow.of_account(client)
    await flow.choose("demo")
    await flow.fill_in({"name": name, "speed": str(speed)})
    return str(flow.result()["result"]["entry_id"])


async def _week(folder: HubFolder, options: argparse.Namespace) -> tuple[Stay, int]:
    """Live through the days; and how many decisions were made."""
    port = free_port()
    prepare(folder, port)
    async with _entered(folder, port) as (client, connection):
        accounts = [await _add_account(client, name, options.speed) for name in ACCOUNTS]
        for number in range(STRATEGIES):
            await add_strategy(client, connection, accounts[number % 2], strategy(number))
        await asyncio.sleep(_SETTLING)
        set_up = samples(folder)[-1].megabytes
    await _until_before_statistics()
    async with _entered(folder, port) as (client, connection):
        say(f"{STRATEGIES} strategies run; {options.days} days take {options.days * DAY / options.speed:.0f} s")
        lived, evenings = await _live(folder, options)
        decisions = sum([await _decisions(connection, account) for account in accounts])
        return Stay(set_up, lived, await _collection(folder), evenings), decisions


async def _decisions(connection: HubConnection, account: str) -> int:
    report = await connection.act("verify_journal", config_entry_id=account)
    if not report["ok"]:
        raise HubRefused(f"the journal is not sound: {report['problems']}")
    counted: int = report["kinds"]["evaluated"]
    # The journal is one for all accounts, so each of them tells the whole.
    return counted // len(ACCOUNTS)


def recorded(folder: HubFolder) -> Counter[str]:
    """Rows that the recorder keeps of Aurono: of each entity's kind, and of all."""
    registry = json.loads((folder.path / ".storage" / "core.entity_registry").read_text())["data"]["entities"]
    ours = {entity["entity_id"]: entity["translation_key"] for entity in registry if entity["platform"] == "aurono"}
    rows: Counter[str] = Counter()
    with sqlite3.connect(folder.path / "home-assistant_v2.db") as database:
        query = "SELECT meta.entity_id, count(*) FROM states JOIN states_meta AS meta USING (metadata_id) GROUP BY 1"
        for entity, count in database.execute(query):
            if entity in ours:
                rows[ours[entity]] += count
    return rows


async def run(options: argparse.Namespace) -> int:
    """Measure, print and judge."""
    with tempfile.TemporaryDirectory(dir=options.folder, delete=not options.keep) as place:
        bare = await _bare(HubFolder(Path(place, "bare")), options)
        tell("Home Assistant without Aurono", bare)
        folder = HubFolder(Path(place, "week"))
        began = time.monotonic()
        week, decisions = await _week(folder, options)
        say(f"{decisions:,} decisions in {options.days} days of the market, {time.monotonic() - began:.0f} s")
        tell("With Aurono", week)
        for sample in sorted(week.lived, key=lambda sample: -sample.cpu_ms)[:8]:
            say(f"  {sample.cpu_ms:6.1f} ms CPU {sample.wall_ms:6.1f} ms wall  {sample.what}")
        for sample in sorted(week.lived, key=lambda sample: -sample.gc_cpu_ms)[:4]:
            say(
                f"  {sample.gc_cpu_ms:6.1f} ms CPU {sample.gc_wall_ms:6.1f} ms wall  "
                f"garbage collection of generation {sample.gc_generation}"
            )
        rows = recorded(folder)
        say(f"recorder: {rows.total() / options.days:,.0f} rows a day for {STRATEGIES} strategies, of them")
        for key, count in rows.most_common(12):
            say(f"  {count / options.days:8,.0f}  {key}")
        troubles = [line for line in folder.log.read_text(errors="replace").splitlines() if " ERROR " in line]
        bars = judge(week, bare, options.speed, options.days) | {f"errors in the log: {len(troubles)}": not troubles}
        for line in troubles[:5]:
            say(f"  {line}")
        if options.load:
            load = round(rows.total() / options.days * options.speed / DAY)
            loaded = await _bare(HubFolder(Path(place, "loaded")), options, load)
            tell(f"Home Assistant without Aurono, {load} rows a second", loaded)
            say(f"  {growth(loaded, options.speed, options.days)}")
    for bar, met in bars.items():
        say(f"{'met   ' if met else 'MISSED'}  {bar}")
    return 0 if all(bars.values()) else 1


def main() -> int:
    """Understand the command line and run."""
    parser = argparse.ArgumentParser(prog="script/endure", description=__doc__.partition("\n")[0])
    parser.add_argument("--speed", type=int, default=1800, help="market seconds in a second (default: %(default)s)")
    parser.add_argument(
        "--days",
        type=int,
        default=7,
        choices=range(2, 366),
        metavar="DAYS",
        help="days of the market (default: %(default)s)",
    )
    parser.add_argument("--settle", type=int, default=30, help="seconds before a bare hub is measured")
    parser.add_argument(
        "--load", action="store_true", help="live through the days without Aurono too, with as many rows to record"
    )
    parser.add_argument("--folder", type=Path, help="where the hubs are made (default: the system's temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave their folders for a closer look")
    try:
        return asyncio.run(run(parser.parse_args()))
    except (HubError, HubRefused, TimeoutError) as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
