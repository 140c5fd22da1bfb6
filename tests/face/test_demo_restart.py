"""A live strategy on the demo exchange: after a restart its made-up money is still what the books say."""

from decimal import Decimal

from homeassistant.core import HomeAssistant

from custom_components.aurono.engine.events import BookOpened, ModeChanged, OrderPlanned
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.execution.trader import Trader

from .flows import add_demo, add_strategy

BOUGHT, RESTS = "00000000-0000-5000-8000-000000000001", "00000000-0000-5000-8000-000000000002"


async def order(trader: Trader, strategy: str, order_id: str, price_factor: str) -> None:
    """Plan and place a buy of 50 EUR at a part of the market price."""
    state = trader.portfolio.strategy(strategy)
    pair, now = state.parameters.pair, trader.now()
    ticker = await trader.live._exchange.ticker(pair)
    markets = await trader.live._exchange.markets()
    assert isinstance(ticker, Decimal)
    assert isinstance(markets, dict)
    rules = markets[pair].rules
    limit = rules.price_grid.down(ticker * Decimal(price_factor))
    amount = rules.amount_down(Decimal(50), limit)
    await trader._ledger.record(
        OrderPlanned(
            time=now,
            strategy=strategy,
            book=BookKind.LIVE,
            order=order_id,
            version=1,
            candle_close=now,
            pair=pair,
            side=Side.BUY,
            limit=limit,
            amount=amount,
            reserved=Decimal(51),
            life_ends=now + HOUR,
        )
    )
    await trader._tracker.place(strategy, BookKind.LIVE, order_id)


async def test_given_a_fill_and_an_open_order_when_the_demo_is_loaded_anew_then_its_money_and_order_are_still_there(
    hass: HomeAssistant,
) -> None:
    entry = await add_demo(hass)
    await add_strategy(hass, entry)
    (strategy,) = entry.subentries
    trader: Trader = entry.runtime_data.trader
    now = trader.now()
    await trader._ledger.record(
        ModeChanged(now, strategy, Mode.LIVE), BookOpened(now, strategy, BookKind.LIVE, Decimal(500), None)
    )
    await order(trader, strategy, BOUGHT, "1.02")
    await order(trader, strategy, RESTS, "0.5")
    before = await trader.live._exchange.balances()
    book = trader.portfolio.strategy(strategy).require_book(BookKind.LIVE)
    assert book.position > 0
    assert [open_order.id for open_order in book.orders] == [RESTS]

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    again: Trader = entry.runtime_data.trader
    assert again is not trader
    assert await again.live._exchange.balances() == before
    await again.wake()
    assert again.live.questions == ()
    assert [o.id for o in again.portfolio.strategy(strategy).require_book(BookKind.LIVE).orders] == [RESTS]
