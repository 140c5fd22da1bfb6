"""Repair issues: what stops trading or needs a person, told where the owner of the house looks."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
import json

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .engine.liquidity import CurrencyRole
from .engine.market import Pair
from .engine.reason import Side
from .execution.questions import Question, QuestionKind
from .words import Words


class Issue(StrEnum):
    """Key of a message that says what happened, what it means for the money, and what to do."""

    JOURNAL_TOO_NEW = "journal_too_new"
    JOURNAL_DAMAGED = "journal_damaged"
    JOURNAL_UNAVAILABLE = "journal_unavailable"
    JOURNAL_HALTED = "journal_halted"
    STRATEGY_NOT_CHANGED = "strategy_not_changed"
    STRATEGY_STUCK = "strategy_stuck"
    TRADER_BROKEN = "trader_broken"
    ORDERS_LEFT_OPEN = "orders_left_open"
    ORDER_LEFT_OPEN = "order_left_open"
    MAIL_FAILED = "mail_failed"


FIXABLE = frozenset({Issue.JOURNAL_DAMAGED, Issue.JOURNAL_HALTED, Issue.STRATEGY_STUCK})
"""What can be tried again once its cause is gone: the journal is opened, verified and folded anew."""

MILD = frozenset({Issue.MAIL_FAILED})
"""What concerns no money."""


@callback
def report_issue(hass: HomeAssistant, issue: Issue, owner: str, **placeholders: str) -> None:
    """Tell of trouble with an account or strategy (``owner``), once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id_of(issue, owner),
        is_fixable=issue in FIXABLE,
        severity=ir.IssueSeverity.WARNING if issue in MILD else ir.IssueSeverity.ERROR,
        translation_key=issue.value,
        translation_placeholders=placeholders,
    )


@callback
def clear_issues(hass: HomeAssistant, owner: str, *issues: Issue) -> None:
    """Take back what is no longer true."""
    for issue in issues:
        ir.async_delete_issue(hass, DOMAIN, issue_id_of(issue, owner))


_SEEN_AT_ONCE = frozenset(
    {
        QuestionKind.ORDER_UNKNOWN,
        QuestionKind.ORDER_VANISHED,
        QuestionKind.ORDER_UNSETTLED,
        QuestionKind.MARKET_GONE,
    }
)
"""Questions that follow from the books; the others only come once the exchange was compared with them."""
_HARMLESS = frozenset({QuestionKind.ORDER_UNKNOWN, QuestionKind.ORDER_UNSETTLED, QuestionKind.ORDER_FOREIGN})


@callback
def report_questions(
    hass: HomeAssistant, entry_id: str, account: str, questions: Iterable[Question], *, compared: bool
) -> None:
    """Make the open questions of an account its issues, one each, and take back those that are answered.

    Before its exchange was ``compared`` with its books, what that would show is left as it is: an order that its owner
    acknowledged stays acknowledged over a restart.
    """
    current = {question_id_of(entry_id, question): question for question in questions}
    registry = ir.async_get(hass)
    for domain, issue_id in tuple(registry.issues):
        kind = _kind_of(issue_id, entry_id) if domain == DOMAIN else None
        if kind is not None and issue_id not in current and (compared or kind in _SEEN_AT_ONCE):
            ir.async_delete_issue(hass, DOMAIN, issue_id)
    for issue_id, question in current.items():
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={"entry_id": entry_id, "question": question.key},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING if question.kind in _HARMLESS else ir.IssueSeverity.ERROR,
            translation_key=question.kind.value,
            translation_placeholders=placeholders_of(hass, account, question),
        )


@callback
def placeholders_of(hass: HomeAssistant, account: str, question: Question) -> dict[str, str]:
    """What the texts of a question are filled in with."""
    values = dict(question.values)
    if question.kind is QuestionKind.BALANCE_SHORT:
        role = CurrencyRole(values.pop("role"))
        amounts = {name: Decimal(values[name]) for name in ("expected", "actual", "gap")}
        words, currency = Words(hass), values["currency"]
        values["sentence"] = words.gap(account, role, currency, **amounts)
        for name, amount in amounts.items():
            values[name] = words.of_currency(role, amount, currency, up=name == "gap")
    if "pair" in values:
        values |= _figures(Words(hass), Pair.parse(values["pair"]), values)
    if "side" in values:
        values["side"] = Words(hass).text(f"side_{values['side']}")
    return {"account": account, **values}


def _figures(words: Words, pair: Pair, values: Mapping[str, str]) -> dict[str, str]:
    """Amounts and prices of a market as the language writes them, each with what it is of."""
    buying = values.get("side") == Side.BUY

    def coins(value: Decimal) -> str:
        return words.numbers.coins(value, pair.base)

    def money(value: Decimal) -> str:
        return words.numbers.money(value, pair.quote)

    def price(value: Decimal) -> str:
        return words.numbers.price(value, pair.quote)

    written = {"amount": coins, "position": coins, "limit": price, "reserved": money if buying else coins}
    known = {name: value for name, value in values.items() if name in written and value != "?"}
    return {name: written[name](Decimal(value)) for name, value in known.items()}


@callback
def clear_questions(hass: HomeAssistant, entry_id: str) -> None:
    """Take back the questions of an account that is gone."""
    report_questions(hass, entry_id, "", (), compared=True)


def question_id_of(entry_id: str, question: Question) -> str:
    """The issue of a question, the same as long as it is; an order of somebody else's is another one once changed."""
    key = f"question_{entry_id}_{question.kind}_{question.key}"
    if question.kind is not QuestionKind.ORDER_FOREIGN:
        return key
    values = json.dumps(dict(question.values), sort_keys=True)
    return f"{key}_{sha256(values.encode()).hexdigest()[:8]}"


def _kind_of(issue_id: str, entry_id: str) -> QuestionKind | None:
    """The kind of a question of this account, None for any other issue."""
    rest = issue_id.removeprefix(f"question_{entry_id}_")
    if rest == issue_id:
        return None
    return next((kind for kind in QuestionKind if rest.startswith(f"{kind}_")), None)


def issue_id_of(issue: Issue, owner: str) -> str:
    """The issue about an account or strategy."""
    return f"{issue}_{owner}"
