import pytest

from custom_components.aurono.engine.regime import Regime, Relation, regime

ABOVE, EQUAL, BELOW = Relation.ABOVE, Relation.EQUAL, Relation.BELOW


@pytest.mark.parametrize(
    ("closes", "facts"),
    [
        ([], Regime(None, None, None, None)),
        ([1.0] * 19, Regime(None, None, None, None)),
        ([1.0] * 19 + [2.0], Regime(ABOVE, None, None, None)),
        ([2.0] * 49 + [1.0], Regime(BELOW, BELOW, None, None)),
        ([1.0] * 199, Regime(EQUAL, EQUAL, None, None)),
        ([1.0] * 200, Regime(EQUAL, EQUAL, EQUAL, EQUAL)),
        ([float(close) for close in range(1, 301)], Regime(ABOVE, ABOVE, ABOVE, ABOVE)),
        ([float(close) for close in range(300, 0, -1)], Regime(BELOW, BELOW, BELOW, BELOW)),
        ([3.0] * 150 + [1.0] * 49 + [2.0], Regime(ABOVE, ABOVE, BELOW, BELOW)),
    ],
)
def test_given_closes_then_the_facts_compare_price_and_averages_and_stay_silent_without_their_window(
    closes: list[float], facts: Regime
) -> None:
    assert regime(closes) == facts


def test_given_only_the_last_window_then_earlier_closes_say_nothing() -> None:
    closes = [float(7 * place % 13) for place in range(500)]

    assert regime(closes) == regime(closes[-200:])
