"""What Bitvavo's error codes mean, for a question and for an order that was sent.

Judged by the code: neither the HTTP status nor ccxt's exception class separates an order that was refused from one
whose answer was lost. A code that is not listed here proves nothing about an order.
"""

from collections.abc import Mapping
from enum import Enum
import re

from ...protocol import Ambiguous, Failure, FailureKind, Refused
from ..outcome import NoAnswer, NotSent, Outcome, Rejection, Trouble

DUPLICATE_CLIENT_ORDER = 220
ORDER_NOT_FOUND = 240

_TOO_MANY_REQUESTS = 429
_NAMES_THE_MARKET = re.compile(r"\b(market|symbol) parameter is invalid")


class _Verdict(Enum):
    """What a code says about an order that was sent."""

    JUDGED = "refused for what it is"
    """A business rejection: another order might have been taken."""
    TURNED_AWAY = "refused because the exchange or the account takes no orders now"
    """A failure of the exchange, which counts towards the circuit breaker: no order would have been taken. So it is in
    a market that is paused, whose next orders would only be refused one by one."""
    UNSURE = "may be on the book"


_UNREACHABLE = (FailureKind.UNREACHABLE, _Verdict.UNSURE)
_RATE_LIMITED = (FailureKind.RATE_LIMITED, _Verdict.TURNED_AWAY)
_REFUSED = (FailureKind.REFUSED, _Verdict.JUDGED)
_KEY_INVALID = (FailureKind.KEY_INVALID, _Verdict.TURNED_AWAY)
_CLOCK_OFF = (FailureKind.CLOCK_OFF, _Verdict.TURNED_AWAY)
_NO_PERMISSION = (FailureKind.NO_PERMISSION, _Verdict.TURNED_AWAY)
_ACCOUNT_REFUSED = (FailureKind.REFUSED, _Verdict.TURNED_AWAY)
_MARKET_PAUSED = (FailureKind.MAINTENANCE, _Verdict.TURNED_AWAY)

_CODES: Mapping[int, tuple[FailureKind, _Verdict]] = {
    101: _UNREACHABLE,  # unknown error, may or may not have succeeded
    102: _REFUSED,  # not JSON
    **dict.fromkeys((103, 104, 105, 112), _RATE_LIMITED),
    107: _UNREACHABLE,  # matching engine overloaded
    108: _UNREACHABLE,  # not processed inside the access window
    109: _UNREACHABLE,  # matching engine did not answer, may or may not have succeeded
    110: _ACCOUNT_REFUSED,  # no such endpoint: nothing was judged; with HTTP 429 the rate limit, see below
    111: _UNREACHABLE,  # matching engine not available
    **dict.fromkeys(range(200, 207), _REFUSED),  # parameters
    **dict.fromkeys(range(210, 219), _REFUSED),  # bounds, balance, minimums, digits
    219: (FailureKind.NO_SUCH_MARKET, _Verdict.JUDGED),  # delisted
    DUPLICATE_CLIENT_ORDER: (FailureKind.REFUSED, _Verdict.UNSURE),  # an order with this id exists: look it up
    **dict.fromkeys((230, 231, 232, 233, 234, 235, 236, 239), _REFUSED),
    ORDER_NOT_FOUND: (FailureKind.REFUSED, _Verdict.UNSURE),  # no answer to an order that was sent
    **dict.fromkeys((300, 301, 305, 306, 308, 309), _KEY_INVALID),
    **dict.fromkeys((302, 303, 304), _CLOCK_OFF),
    **dict.fromkeys((307, 310, 311, 312), _NO_PERMISSION),  # address, trade, view, withdraw
    **dict.fromkeys((313, 316, 317, 318, 319, 320), _ACCOUNT_REFUSED),  # session, lock, region
    400: _UNREACHABLE,  # unknown error
    404: (FailureKind.MAINTENANCE, _Verdict.UNSURE),  # node not reached
    419: _UNREACHABLE,  # server not available
    422: _REFUSED,  # price not on the tick
    **dict.fromkeys(range(423, 427), _MARKET_PAUSED),  # halted, cancel only, auction, auction matching
    429: _REFUSED,  # too many decimals
    **dict.fromkeys((430, 431), (FailureKind.MAINTENANCE, _Verdict.UNSURE)),  # no market data
}


def failure_of(trouble: Trouble) -> Failure:
    """What a question without an answer tells the user."""
    match trouble:
        case NotSent(detail, None) | NoAnswer(detail):
            return Failure(FailureKind.UNREACHABLE, detail)
        case NotSent(detail, retry_at):
            return Failure(FailureKind.RATE_LIMITED, detail, retry_at)
        case Rejection(_, _, message, retry_at):
            return Failure(_meaning(trouble)[0], message, retry_at)


def refusal_of(trouble: Trouble) -> Refused | Ambiguous:
    """What became of an order that was not accepted; refused only where that is certain."""
    match trouble:
        case NotSent(detail):
            return Refused(detail, failure=True)
        case NoAnswer(detail):
            return Ambiguous(detail)
        case Rejection(_, _, message):
            kind, verdict = _meaning(trouble)
            if verdict is _Verdict.UNSURE:
                return Ambiguous(message)
            for_its_key = kind in {FailureKind.KEY_INVALID, FailureKind.NO_PERMISSION}
            return Refused(message, failure=verdict is _Verdict.TURNED_AWAY, for_its_key=for_its_key)


def says_not_found(outcome: Outcome) -> bool:
    """Whether Bitvavo itself said that there is no such order."""
    return isinstance(outcome, Rejection) and outcome.code == ORDER_NOT_FOUND


def _meaning(rejection: Rejection) -> tuple[FailureKind, _Verdict]:
    if rejection.status == _TOO_MANY_REQUESTS:
        return _RATE_LIMITED
    if rejection.code is None:
        # A page of a proxy or a firewall in between. A 401 or 403 of such a thing says nothing about the key.
        return _UNREACHABLE
    if rejection.code == 205 and _NAMES_THE_MARKET.search(rejection.message):
        return FailureKind.NO_SUCH_MARKET, _Verdict.JUDGED
    if rejection.code in _CODES:
        return _CODES[rejection.code]
    return (FailureKind.UNREACHABLE if rejection.status >= 500 else FailureKind.REFUSED), _Verdict.UNSURE
