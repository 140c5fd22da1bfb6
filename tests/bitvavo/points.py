"""The limit on requests: points per minute and key, or per address for requests without a key, and the ban beyond."""

from dataclasses import dataclass, field

from .errors import ApiError

WINDOW = 60_000


@dataclass
class _Meter:
    reset_at: int = 0
    used: int = 0
    banned_until: int = 0


@dataclass
class Points:
    """Counts what each caller used; times are the server's, in ms."""

    limit: int = 1000
    ban_of_key: int = 60_000
    ban_of_address: int = 900_000
    refused: int = 0
    """How many requests came from somebody who was banned already."""
    _meters: dict[str, _Meter] = field(default_factory=dict)

    def spend(self, caller: str, weight: int, now: int, *, signed: bool) -> None:
        """Take the points of a request; raises ApiError for whoever has none left, and bans them."""
        meter = self._meter(caller, now)
        if now < meter.banned_until:
            self.refused += 1
            raise _banned(meter.banned_until)
        meter.used += weight
        if meter.used > self.limit:
            meter.banned_until = now + (self.ban_of_key if signed else self.ban_of_address)
            raise _banned(meter.banned_until)

    def headers(self, caller: str, now: int) -> dict[str, str]:
        """What every answer says."""
        meter = self._meter(caller, now)
        return {
            "bitvavo-ratelimit-limit": str(self.limit),
            "bitvavo-ratelimit-remaining": str(max(0, self.limit - meter.used)),
            "bitvavo-ratelimit-resetat": str(max(meter.reset_at, meter.banned_until)),
        }

    def _meter(self, caller: str, now: int) -> _Meter:
        meter = self._meters.setdefault(caller, _Meter())
        if now >= meter.reset_at:
            meter.reset_at, meter.used = now + WINDOW, 0
        return meter


def _banned(until: int) -> ApiError:
    message = f"Your IP or API key has been banned for not respecting the rate limit. The ban expires at {until}."
    return ApiError(105, message)
