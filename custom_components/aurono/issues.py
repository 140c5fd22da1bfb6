"""Repair issues: what stops trading, told where the owner of the house looks."""

from enum import StrEnum

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN


class Issue(StrEnum):
    """Key of a message that says what happened, what it means for the money, and what to do."""

    JOURNAL_TOO_NEW = "journal_too_new"
    JOURNAL_DAMAGED = "journal_damaged"
    JOURNAL_UNAVAILABLE = "journal_unavailable"
    JOURNAL_HALTED = "journal_halted"
    STRATEGY_NOT_CHANGED = "strategy_not_changed"
    STRATEGY_STUCK = "strategy_stuck"
    TRADER_BROKEN = "trader_broken"


FIXABLE = frozenset({Issue.JOURNAL_DAMAGED, Issue.JOURNAL_HALTED, Issue.STRATEGY_STUCK})
"""What can be tried again once its cause is gone: the journal is opened, verified and folded anew."""


@callback
def report_issue(hass: HomeAssistant, issue: Issue, owner: str, **placeholders: str) -> None:
    """Tell of trouble with an account or strategy (``owner``), once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _id(issue, owner),
        is_fixable=issue in FIXABLE,
        severity=ir.IssueSeverity.ERROR,
        translation_key=issue.value,
        translation_placeholders=placeholders,
    )


@callback
def clear_issues(hass: HomeAssistant, owner: str, *issues: Issue) -> None:
    """Take back what is no longer true."""
    for issue in issues:
        ir.async_delete_issue(hass, DOMAIN, _id(issue, owner))


def _id(issue: Issue, owner: str) -> str:
    return f"{issue}_{owner}"
