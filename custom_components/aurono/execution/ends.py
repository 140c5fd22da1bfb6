"""Why an order ended, in words of ours: what is written down where it is not the exchange that says why."""

NEVER_ARRIVED = "never arrived at the exchange"
"""Its answer was lost, and the exchange proved not to have it."""
DECLARED_ABSENT = "declared by its owner as not being on the exchange"
STOPPED = "not sent: its owner stopped it"
LATE = "not sent: the time of its candle was over"
DELISTED = "market delisted"

NOT_AT_THE_EXCHANGE = frozenset({NEVER_ARRIVED, DECLARED_ABSENT, STOPPED, LATE})
"""Ends of orders that the exchange did not refuse, though they were rejected: it never had them."""
