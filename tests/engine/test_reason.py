"""What an outcome says beyond its name."""

from custom_components.aurono.engine.reason import Reason, Side


def test_a_trade_is_not_blocked_and_has_its_side() -> None:
    assert (Reason.BUY.side, Reason.SELL.side) == (Side.BUY, Side.SELL)
    assert not Reason.BUY.is_blocked
    assert not Reason.SELL.is_blocked


def test_blocked_is_what_follows_a_signal_on_a_side_that_is_switched_on() -> None:
    """Section 4: all checks after the trigger and the switched-off side, and nothing before them."""
    order = list(Reason)
    after_the_signal = order[order.index(Reason.SELL_DISABLED) + 1 : order.index(Reason.BUY)]

    assert [reason for reason in Reason if reason.is_blocked] == after_the_signal
    assert all(reason.side is None for reason in after_the_signal)
