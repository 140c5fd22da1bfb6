"""What the next buys of an account lack, and which idle money could help, as the panel shows it."""

from typing import Any

from ..coordinator import AuronoCoordinator
from ..engine.numbers import plain
from ..views.liquidity_view import outlook_of

type Json = dict[str, Any]

NO_OUTLOOK: Json = {"lacking": [], "shortfalls": [], "moves": []}
"""That of an account without live strategies, or that is not loaded."""


def outlook_json(coordinator: AuronoCoordinator) -> Json:
    """Strategies by their ids; a source of None is money that belongs to no strategy."""
    seen = outlook_of(coordinator)
    return {
        "lacking": [
            {
                "strategy": buy.strategy,
                "currency": buy.currency,
                "need": plain(buy.need),
                "usable": plain(buy.usable),
            }
            for buy in seen.lacking
        ],
        "shortfalls": [
            {
                "currency": short.currency,
                "needed": plain(short.needed),
                "spendable": plain(short.spendable),
                "missing": plain(short.missing),
            }
            for short in seen.shortfalls
        ],
        "moves": [
            {
                "currency": move.currency,
                "source": move.source,
                "target": move.target,
                "amount": plain(move.amount),
                "times_left": move.times_left,
            }
            for move in seen.moves
        ],
    }
