"""A hostile world for exact arithmetic."""

from collections.abc import Iterator
from decimal import ROUND_UP, Context, localcontext

import pytest


@pytest.fixture(autouse=True)
def hostile_decimal_context() -> Iterator[None]:
    """Round whatever the engine computes outside its own exact context to four digits, upwards, and say nothing."""
    with localcontext(Context(prec=4, rounding=ROUND_UP, Emin=-6, Emax=6, traps=[])):
        yield
