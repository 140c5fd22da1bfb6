"""What `script/endure` makes of what the probe saw: how much is held, how it grew, and whether the bars were met."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import linear_regression, median
from typing import override

MOST_MEGABYTES = 60.0
MOST_BLOCK = 20.0
"""Milliseconds."""
MOST_GROWTH = 0.5
"""Megabytes a day of the market that still count as none: what an allocator breathes."""
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Sample:
    """One second of the probe."""

    megabytes: float
    sqlite: float
    """Megabytes of those that SQLite holds."""
    held: float
    """Megabytes that everything else holds, without the room that the allocators keep."""
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
    evenings: Sequence[Sequence[Sample]] = ()
    """What was seen after a full garbage collection at the end of each day of the market, once the hub was warm."""

    @property
    def megabytes(self) -> float:
        """What it usually held."""
        return median(sample.megabytes for sample in self.lived)

    @property
    def floors(self) -> list[float]:
        """The least that was held in each evening: at other moments something waits to be written down."""
        return [min(sample.held for sample in evening) for evening in self.evenings]


def warm_up(days: int) -> int:
    """After how many of the days growth is looked at: the first ones fill caches."""
    return max(1, days * 3 // 7)


@dataclass(frozen=True, slots=True)
class Growth:
    """Megabytes a day: of what is held, of the process, and of SQLite's pages in it."""

    held: float
    process: float
    pages: float

    @override
    def __str__(self) -> str:
        return (
            f"grows by {self.held:.2f} MB a day in what is held, by {self.process - self.pages:.2f} MB in the process, "
            f"by {self.process:.2f} MB with SQLite's pages"
        )


def growth(stay: Stay, speed: int, days_lived: int) -> Growth:
    """How a hub grew in a usual day once it was warm.

    What is held: the line through the evenings.
    The process: the median of the days, because every five minutes by this machine's clock the recorder makes its
    statistics, here of days of the market at once. What that takes shows in the highest figure.
    """
    places = speed / DAY
    days: defaultdict[int, list[tuple[float, Sample]]] = defaultdict(list)
    for place, sample in enumerate(stay.lived):
        days[int(place * places)].append((place * places, sample))
    warm = [day for number, day in days.items() if warm_up(days_lived) <= number < days_lived and len(day) > 2]

    def usual(name: str) -> float:
        slopes = (linear_regression([at for at, _ in day], [getattr(held, name) for _, held in day]) for day in warm)
        return median(slope for slope, _ in slopes)

    held, _ = linear_regression(range(len(stay.floors)), stay.floors)
    return Growth(held, usual("megabytes"), usual("sqlite"))


def judge(week: Stay, bare: Stay, speed: int, days_lived: int) -> dict[str, bool]:
    """The bars, and whether each was met."""
    grown = growth(week, speed, days_lived)
    added = max(sample.megabytes for sample in week.lived) - bare.megabytes
    block = max(week.lived, key=lambda sample: sample.cpu_ms)
    return {
        f"memory: {added:.1f} MB over a Home Assistant without it at most, at most {MOST_MEGABYTES:.0f}": added
        <= MOST_MEGABYTES,
        f"memory: what is held grows by {grown.held:.2f} MB a day, at most {MOST_GROWTH}": grown.held <= MOST_GROWTH,
        f"memory: the process grows by {grown.process - grown.pages:.2f} MB on a usual day, at most {MOST_GROWTH}; "
        f"by {grown.process:.2f} MB with SQLite's pages, which have a limit": grown.process - grown.pages
        <= MOST_GROWTH,
        f"event loop: blocked for {block.cpu_ms:.1f} ms at most ({block.what}), garbage collections apart, "
        f"at most {MOST_BLOCK:.0f}": block.cpu_ms <= MOST_BLOCK,
    }


def tell(name: str, stay: Stay) -> None:
    """What was seen of a hub."""
    block = max(stay.lived, key=lambda sample: sample.cpu_ms)
    collected = max(stay.lived, key=lambda sample: sample.gc_cpu_ms)
    say(
        f"{name}: {stay.megabytes:.0f} MB (before its second start {stay.set_up:.0f}), "
        f"SQLite's pages {stay.lived[0].sqlite:.1f} to {stay.lived[-1].sqlite:.1f} MB of them; "
        f"longest block of the event loop {block.cpu_ms:.1f} ms; "
        f"longest garbage collection {collected.gc_cpu_ms:.1f} ms (generation {collected.gc_generation}); "
        f"a full one, asked for, {stay.collection:.0f} ms"
    )
    if stay.evenings:
        say(f"  held in the evenings: {', '.join(f'{floor:.1f}' for floor in stay.floors)} MB")


def say(text: str) -> None:
    """Print it at once."""
    print(text, flush=True)
