"""The computer in the home: its clocks, which are not the world's."""

from .world import START, World


class Host:
    """Wall clock and monotonic clock of one machine, as the module ``time`` shows them."""

    def __init__(self, world: World, drift: int, *, counts_sleep: bool) -> None:
        """``drift``: by how many millionths its clocks run fast.

        ``counts_sleep``: it has a clock that counts suspensions; a virtual machine that is paused has none.
        """
        self._world = world
        self._pace = 1_000_000 + drift
        """Nanoseconds that its clocks count in a millisecond."""
        self.counts_sleep = counts_sleep
        if counts_sleep:
            self.CLOCK_BOOTTIME = 7
        self.wall_error = 0
        """Wall clock minus true time (ms)."""
        self._zero = START
        """When (true time, ms) the monotonic clock would have begun, had the machine never been suspended."""

    def time_ns(self) -> int:
        return (self._world.now + self.wall_error) * 1_000_000

    def monotonic_ns(self) -> int:
        return (self._world.now - self._zero) * self._pace

    def clock_gettime_ns(self, _clock: int) -> int:
        """The clock that counts a suspension too."""
        return (self._world.now - START) * self._pace

    @property
    def wall(self) -> int:
        """The wall clock in ms, with which requests are signed."""
        return self._world.now + self.wall_error

    def sleep(self, milliseconds: int) -> None:
        """Let so much time pass while the machine runs."""
        self._world.advance_to(self._world.now + milliseconds)

    def suspend(self, milliseconds: int) -> None:
        """Let time pass that the monotonic clock does not see."""
        self._zero += milliseconds
        self._world.advance_to(self._world.now + milliseconds)
