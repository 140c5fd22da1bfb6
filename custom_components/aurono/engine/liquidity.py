"""Whether an account holds what its live strategies count on (SEMANTICS section 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .numbers import ZERO, exactly
from .portfolio import Portfolio
from .strategy import BookKind


class CurrencyRole(StrEnum):
    """What live strategies use a currency for."""

    QUOTE = "quote"
    """Money that they pay with, whether or not it is also bought by another one."""
    BASE = "base"
    """A coin that they hold."""


@dataclass(frozen=True, slots=True)
class Liquidity:
    """One currency: what the live books say is there, and what the exchange holds, orders included."""

    currency: str
    role: CurrencyRole
    expected: Decimal
    actual: Decimal

    @property
    def is_short(self) -> bool:
        """Whether anything is missing."""
        return self.actual < self.expected

    @property
    @exactly
    def gap(self) -> Decimal:
        """How much is missing; 0 where nothing is."""
        return max(self.expected - self.actual, ZERO)

    @property
    @exactly
    def surplus(self) -> Decimal:
        """How much belongs to no strategy: deposited, or bought by hand; 0 where nothing does."""
        return max(self.actual - self.expected, ZERO)


@exactly
def expected_balances(portfolio: Portfolio) -> Mapping[str, Decimal]:
    """What the live books of an account say that the exchange holds, by currency.

    Free and reserved capital of the quote currencies, positions of the coins. A currency that is both is one sum: the
    exchange holds it only once.
    """
    expected: dict[str, Decimal] = {}
    for state in portfolio.strategies.values():
        book = state.books.get(BookKind.LIVE)
        if book is None:
            continue
        pair = state.parameters.pair
        expected[pair.quote] = expected.get(pair.quote, ZERO) + book.free + book.reserved
        expected[pair.base] = expected.get(pair.base, ZERO) + book.position
    return expected


def liquidity(portfolio: Portfolio, held: Mapping[str, Decimal]) -> tuple[Liquidity, ...]:
    """What each currency of the live books has and lacks: money first, then coins, by name.

    ``held`` is the total balance by currency; one that is not there is 0. Empty without live books.
    """
    quotes = {state.parameters.pair.quote for state in portfolio.strategies.values() if BookKind.LIVE in state.books}
    expected = expected_balances(portfolio)
    return tuple(
        [
            Liquidity(
                currency,
                CurrencyRole.QUOTE if currency in quotes else CurrencyRole.BASE,
                expected[currency],
                held.get(currency, ZERO),
            )
            for currency in (*sorted(quotes), *sorted(expected.keys() - quotes))
        ]
    )
