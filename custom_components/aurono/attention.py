"""What of an account needs a person now, in the order in which it matters."""

from dataclasses import dataclass, field

from .const import DOMAIN
from .coordinator import AuronoCoordinator
from .issues import Issue, issue_id_of, question_id_of


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that Aurono cannot settle by itself; each stands under Repairs with its way out.

    ``kind`` names it as the repair issues do, ``key`` tells one of a kind from another, ``strategy`` is whose it is,
    ``issue_id`` is the repair issue that explains it.
    """

    kind: str
    key: str
    strategy: str | None = None
    issue_id: str = field(default="", compare=False)


def attention_of(coordinator: AuronoCoordinator) -> tuple[Attention, ...]:
    """All that waits for a person: what stops the account, then what stops a strategy, then the open questions."""
    trader, entry_id = coordinator.trader, coordinator.config_entry.entry_id
    found: list[Attention] = []
    if not coordinator.verification.is_sound:
        found.append(_trouble(Issue.JOURNAL_DAMAGED, DOMAIN))
    if trader.halted is not None:
        found.append(_trouble(Issue.JOURNAL_HALTED, entry_id))
    if coordinator.is_broken:
        found.append(_trouble(Issue.TRADER_BROKEN, entry_id))
    found += [
        Attention(Issue.STRATEGY_STUCK.value, strategy, strategy, issue_id_of(Issue.STRATEGY_STUCK, strategy))
        for strategy in trader.stuck
    ]
    found += [
        Attention(question.kind.value, question.key, question.strategy, question_id_of(entry_id, question))
        for question in trader.live.questions
    ]
    return tuple(found)


def _trouble(issue: Issue, owner: str) -> Attention:
    return Attention(issue.value, issue.value, issue_id=issue_id_of(issue, owner))
