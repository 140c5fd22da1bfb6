"""What of an account needs a person now, in the order in which it matters."""

from dataclasses import dataclass

from .coordinator import AuronoCoordinator
from .issues import Issue


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that Aurono cannot settle by itself; each stands under Repairs with its way out.

    ``kind`` names it as the repair issues do, ``key`` tells one of a kind from another, ``strategy`` is whose it is.
    """

    kind: str
    key: str
    strategy: str | None = None


def attention_of(coordinator: AuronoCoordinator) -> tuple[Attention, ...]:
    """All that waits for a person: what stops the account, then what stops a strategy, then the open questions."""
    trader = coordinator.trader
    found: list[Attention] = []
    if not coordinator.verification.is_sound:
        found.append(Attention(Issue.JOURNAL_DAMAGED.value, Issue.JOURNAL_DAMAGED.value))
    if trader.halted is not None:
        found.append(Attention(Issue.JOURNAL_HALTED.value, Issue.JOURNAL_HALTED.value))
    if coordinator.is_broken:
        found.append(Attention(Issue.TRADER_BROKEN.value, Issue.TRADER_BROKEN.value))
    found += [Attention(Issue.STRATEGY_STUCK.value, strategy, strategy) for strategy in trader.stuck]
    found += [Attention(question.kind.value, question.key, question.strategy) for question in trader.live.questions]
    return tuple(found)
