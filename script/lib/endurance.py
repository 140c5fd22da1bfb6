"""A week in the life of a busy hub: thirty strategies on four timeframes, two accounts, in a real Home Assistant.

The demo's market runs in time-lapse. Measured are: what Aurono adds to the memory of the same Home Assistant without
it, whether that grows with the days, what blocks the event loop, and what the recorder has to keep.

Both hubs are set up, started a second time and then measured: what the dialogs of thirty strategies leave behind in the
allocator belongs to no week. It is told too, and so is what a full garbage collection takes in both: it goes through
Home Assistant's objects as through ours, so no integration can keep it short.
"""

import argparse
import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import shutil
import sqlite3
from statistics import linear_regression, median
import sys
import tempfile
import time

import aiohttp

from .demo import DemoStrategy, Login, add_strategy, enter
from .hub import HubError, HubFolder, free_port, running_hub
from .hub_client import HubClient, HubConnection, HubRefused
from .hub_flow import Flow

MOST_MEGABYTES = 60.0
MOST_BLOCK = 20.0
"""Milliseconds."""
MOST_GROWTH = 0.5
"""Megabytes a day of the market that still count as none: what an allocator breathes."""
TIMEFRAMES = ("1h", "4h", "1d", "1w")
PAIRS = ("NIMBUSDEMO/EUR", "AURADEMO/EUR", "QUARTZDEMO/EUR")
STRATEGIES = 30
ACCOUNTS = ("North", "South")
DAY = 86_400
_SETTLING = 8
"""Seconds."""
_PROBE = Path(__file__).with_name("endurance_probe")
_LOGIN = Login("robin", "a password for a week")


@dataclass(frozen=True, slots=True)
class Sample:
    """One second of the probe."""

    megabytes: float
    sqlite: float
    """Megabytes of those that SQLite holds."""
    cpu_ms: float
    wall_ms: float
    what: str
    gc_cpu_ms: float
    gc_wall_ms: float
    gc_generation: int


@dataclass(frozen=True, slots=True)
class Stay:
    """What was seen of a hub: before it was started again, while it lived, and of one full garbage collection."""

    set_up: float
    """Megabytes before the second start."""
    lived: Sequence[Sample]
    collection: float
    """Milliseconds of processor time."""

    @property
    def megabytes(self) -> float:
        """What it usually held."""
        return median(sample.megabytes for sample in self.lived)


def prepare(folder: HubFolder, port: int) -> None:
    """A hub with the probe in it."""
    folder.prepare(port)
    probe = folder.path / "custom_components" / _PROBE.name
    shutil.copytree(_PROBE, probe, ignore=shutil.ignore_patterns("__pycache__"))
    # In the repository it has another name, so that Home Assistant's check does not take it for an integration of ours.
    (probe / "probe-manifest.json").rename(probe / "manifest.json")
    with (folder.path / "configuration.yaml").open("a") as configuration:
        configuration.write(f"\n{_PROBE.name}:\n")


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


async def _bare(folder: HubFolder, seconds: int) -> Stay:
    """The same Home Assistant without an account."""
    port = free_port()
    prepare(folder, port)
    async with _entered(folder, port):
        set_up = samples(folder)[-1].megabytes
    async with _entered(folder, port):
        begun = len(samples(folder))
        await asyncio.sleep(seconds)
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
    async with _entered(folder, port) as (client, connection):
        _say(f"{STRATEGIES} strategies run; {options.days} days take {options.days * DAY / options.speed:.0f} s")
        begun = len(samples(folder))
        await asyncio.sleep(options.days * DAY / options.speed)
        lived = samples(folder)[begun:]
        decisions = sum([await _decisions(connection, account) for account in accounts])
        return Stay(set_up, lived, await _collection(folder)), decisions


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


def _growth(week: Stay, options: argparse.Namespace) -> tuple[float, float]:
    """Megabytes in a usual day, once the first days have filled caches; and how many of them are SQLite's.

    The median of the days: every five minutes by this machine's clock the recorder makes its statistics, here of days
    of the market at once. What that takes shows in the highest figure.
    """
    places = options.speed / DAY
    days: defaultdict[int, list[tuple[float, Sample]]] = defaultdict(list)
    for place, sample in enumerate(week.lived):
        days[int(place * places)].append((place * places, sample))
    warm = [day for number, day in days.items() if options.days * 3 // 7 <= number < options.days and len(day) > 2]

    def usual(name: str) -> float:
        slopes = (linear_regression([at for at, _ in day], [getattr(held, name) for _, held in day]) for day in warm)
        return median(slope for slope, _ in slopes)

    return usual("megabytes"), usual("sqlite")


def judge(week: Stay, bare: Stay, options: argparse.Namespace) -> dict[str, bool]:
    """The bars, and whether each was met."""
    growth, pages = _growth(week, options)
    added = max(sample.megabytes for sample in week.lived) - bare.megabytes
    block = max(week.lived, key=lambda sample: sample.cpu_ms)
    return {
        f"memory: {added:.1f} MB over a Home Assistant without it at most, at most {MOST_MEGABYTES:.0f}": added
        <= MOST_MEGABYTES,
        f"memory grows by {growth - pages:.2f} MB on a usual day, at most {MOST_GROWTH}; "
        f"by {growth:.2f} MB with SQLite's pages, which have a limit": growth - pages <= MOST_GROWTH,
        f"event loop: blocked for {block.cpu_ms:.1f} ms at most ({block.what}), garbage collections apart, "
        f"at most {MOST_BLOCK:.0f}": block.cpu_ms <= MOST_BLOCK,
    }


def _tell(name: str, stay: Stay) -> None:
    """What was seen of a hub."""
    block = max(stay.lived, key=lambda sample: sample.cpu_ms)
    collected = max(stay.lived, key=lambda sample: sample.gc_cpu_ms)
    _say(
        f"{name}: {stay.megabytes:.0f} MB (before its second start {stay.set_up:.0f}), "
        f"SQLite's pages {stay.lived[0].sqlite:.1f} to {stay.lived[-1].sqlite:.1f} MB of them; "
        f"longest block of the event loop {block.cpu_ms:.1f} ms; "
        f"longest garbage collection {collected.gc_cpu_ms:.1f} ms (generation {collected.gc_generation}); "
        f"a full one, asked for, {stay.collection:.0f} ms"
    )


def _say(text: str) -> None:
    print(text, flush=True)


async def run(options: argparse.Namespace) -> int:
    """Measure, print and judge."""
    with tempfile.TemporaryDirectory(dir=options.folder, delete=not options.keep) as place:
        bare = await _bare(HubFolder(Path(place, "bare")), options.settle)
        _tell("Home Assistant without Aurono", bare)
        folder = HubFolder(Path(place, "week"))
        began = time.monotonic()
        week, decisions = await _week(folder, options)
        _say(f"{decisions:,} decisions in {options.days} days of the market, {time.monotonic() - began:.0f} s")
        _tell("With Aurono", week)
        for sample in sorted(week.lived, key=lambda sample: -sample.cpu_ms)[:8]:
            _say(f"  {sample.cpu_ms:6.1f} ms CPU {sample.wall_ms:6.1f} ms wall  {sample.what}")
        for sample in sorted(week.lived, key=lambda sample: -sample.gc_cpu_ms)[:4]:
            _say(
                f"  {sample.gc_cpu_ms:6.1f} ms CPU {sample.gc_wall_ms:6.1f} ms wall  "
                f"garbage collection of generation {sample.gc_generation}"
            )
        rows = recorded(folder)
        _say(f"recorder: {rows.total() / options.days:,.0f} rows a day for {STRATEGIES} strategies, of them")
        for key, count in rows.most_common(12):
            _say(f"  {count / options.days:8,.0f}  {key}")
        troubles = [line for line in folder.log.read_text(errors="replace").splitlines() if " ERROR " in line]
        bars = judge(week, bare, options) | {f"errors in the log: {len(troubles)}": not troubles}
        for line in troubles[:5]:
            _say(f"  {line}")
    for bar, met in bars.items():
        _say(f"{'met   ' if met else 'MISSED'}  {bar}")
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
    parser.add_argument("--folder", type=Path, help="where the hubs are made (default: the system's temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave their folders for a closer look")
    try:
        return asyncio.run(run(parser.parse_args()))
    except (HubError, HubRefused, TimeoutError) as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
