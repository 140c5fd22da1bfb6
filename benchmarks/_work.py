"""The rules that the lab's speed is measured with, as plain numbers: triggers in percent, money in quote."""

from dataclasses import dataclass

CAPITAL = 200.0
FEE_PERCENT = 0.25
PROTECTION_PERCENT = 0.5
LIFE_HOURS = 4
SETS = 1_000


@dataclass(frozen=True, slots=True)
class Rule:
    """What differs from rule to rule."""

    buy: float
    sell: float
    size: float


def one_rule() -> Rule:
    """Fires rarely on hours: some 40 buys and 200 sells in five years."""
    return Rule(-2.5, 2.1, 20)


def minute_rule() -> Rule:
    """As rare on minutes, whose moves are smaller by the square root of 60."""
    return Rule(-0.3227, 0.2711, 20)


def sweep_rules() -> list[Rule]:
    """10 buy and 10 sell triggers from 1 to 4 % and 10 sizes from 5 to 50."""
    triggers = [round(1 + 3 * step / 9, 2) for step in range(10)]
    return [Rule(-buy, sell, size) for buy in triggers for sell in triggers for size in range(5, 55, 5)]
