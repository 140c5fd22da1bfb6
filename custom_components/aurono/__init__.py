"""Aurono: trades crypto by rules that its owner writes, on the hub in their home."""

from functools import partial

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.typing import ConfigType

from .accounts import Account, async_open_account
from .actions.candle_actions import async_setup_candle_actions
from .actions.export_actions import async_setup_exports
from .actions.live_services import async_setup_live_services
from .actions.performance_action import async_setup_performance
from .actions.report_actions import async_setup_report_actions
from .actions.services import async_setup_services
from .actions.simulate_action import async_setup_simulate
from .const import CONF_CREDENTIALS, DOMAIN, LOGGER
from .coordinator import AuronoCoordinator
from .devices import async_update_devices, exchange_words
from .engine.portfolio import Portfolio
from .engine.strategy import BookKind
from .exchange.ccxt_adapter.connection import UnsupportedLibrary
from .execution.ledger import Ledger
from .execution.log import BOOT
from .execution.trader import Trader
from .happenings import async_setup_happenings
from .issues import Issue, clear_issues, clear_questions, report_issue
from .mailing.report_mailer import ReportMailer, async_forget_mail
from .memory import async_borrow_memory, async_hold_memory
from .notifications.notifier import async_forget_notifications
from .notifications.setup import async_keep_told, async_setup_notifications
from .panel import async_setup_panel
from .runtime import AuronoConfigEntry, AuronoData, shape_of
from .signals import async_tell
from .standing import async_setup_standings, standings_of
from .store.errors import JournalDamaged, JournalTooNew, JournalUnavailable, StoreError
from .strategy_sync import StrategySync
from .views.export_views import async_setup_downloads
from .voice import async_setup_voice
from .websocket import async_setup_websocket
from .words import SIGNAL_WORDS, async_keep_words

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [Platform.BINARY_SENSOR, Platform.EVENT, Platform.SELECT, Platform.SENSOR, Platform.SWITCH]


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register the panel and the actions, which exist whether or not an account is loaded."""
    async_keep_words(hass)
    async_setup_services(hass)
    async_setup_live_services(hass)
    async_setup_candle_actions(hass)
    async_setup_simulate(hass)
    async_setup_happenings(hass)
    async_setup_performance(hass)
    async_setup_voice(hass)
    async_setup_report_actions(hass)
    async_setup_exports(hass)
    async_setup_downloads(hass)
    async_setup_websocket(hass)
    await async_setup_standings(hass)
    await async_setup_notifications(hass)
    await async_setup_panel(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: AuronoConfigEntry) -> bool:
    """Load an account: its books from the verified journal, its exchange, its trader.

    An exchange that does not answer keeps no account from loading: its history is here, and the trader records what it
    missed.
    """
    shape = shape_of(entry)
    try:
        memory = await async_hold_memory(hass, entry.entry_id)
    except StoreError as error:
        raise _not_loaded(error) from error
    entry.async_on_unload(partial(memory.release, entry.entry_id))
    try:
        ledger = await Ledger.load(entry.entry_id, memory.journal)
        account = await async_open_account(hass, entry, memory, ledger.portfolio)
    except StoreError as error:
        raise _not_loaded(error) from error
    except UnsupportedLibrary as error:
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="library_unusable",
            translation_placeholders={"detail": str(error)},
        ) from error
    entry.async_on_unload(account.exchange.close)
    trader = Trader(
        ledger,
        account.exchange,
        account.clock,
        poll_interval=account.poll_interval,
        restored=memory.is_unproven(entry.entry_id),
    )
    strategies = StrategySync(hass, entry, trader)
    coordinator = AuronoCoordinator(hass, entry, trader=trader, account=account, memory=memory, strategies=strategies)
    await strategies.async_take_over()
    coordinator.account_device_id = _register_device(hass, entry, account)
    entry.runtime_data = AuronoData(coordinator, trader, account.exchange, memory.journal, strategies, shape)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_on_unload(entry.add_update_listener(_async_updated))
    entry.async_on_unload(
        hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, partial(_async_stop, entry.runtime_data))
    )
    entry.async_on_unload(coordinator.async_add_listener(partial(async_update_devices, coordinator)))
    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_WORDS, coordinator.async_update_listeners))
    entry.async_on_unload(async_tell(coordinator))
    entry.async_on_unload(async_keep_told(coordinator))
    coordinator.async_start()
    BOOT.info("%s is loaded: %s, %d strategies", entry.title, account.exchange_id, len(ledger.portfolio.strategies))
    await ReportMailer(hass, entry, memory).async_start()
    # What its owner changed while the account was being loaded, nobody heard of.
    if shape_of(entry) != shape:
        hass.config_entries.async_schedule_reload(entry.entry_id)
    else:
        await strategies.async_take_over()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: AuronoConfigEntry) -> bool:
    """Unload an account once its trader has finished what it was at."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await entry.runtime_data.coordinator.async_shutdown()
    BOOT.info("%s is unloaded", entry.title)
    return True


async def async_remove_entry(hass: HomeAssistant, entry: AuronoConfigEntry) -> None:
    """Wipe the key of an account that was removed; what it did stays in the journal."""
    clear_issues(hass, entry.entry_id, *Issue)
    clear_questions(hass, entry.entry_id)
    async_forget_notifications(hass, entry)
    standings_of(hass).forget(entry.entry_id)
    for subentry in entry.subentries.values():
        clear_issues(hass, subentry.subentry_id, *Issue)
    try:
        async with async_borrow_memory(hass) as memory:
            if (left := _open_live_orders((await memory.journal.load(entry.entry_id)).portfolio)) > 0:
                issue = Issue.ORDER_LEFT_OPEN if left == 1 else Issue.ORDERS_LEFT_OPEN
                report_issue(hass, issue, entry.entry_id, account=entry.title, count=str(left))
            if (place := entry.data.get(CONF_CREDENTIALS)) is not None:
                await memory.wipe_credentials(place)
            await async_forget_mail(hass, entry, memory)
    except StoreError:
        LOGGER.exception("What %s left could not be cleaned up; its key may still be in the vault", entry.title)


def _open_live_orders(portfolio: Portfolio) -> int:
    """How many orders an account has on its exchange, as far as the journal knows."""
    books = [state.books.get(BookKind.LIVE) for state in portfolio.strategies.values()]
    return sum(len(book.orders) for book in books if book is not None)


async def _async_updated(hass: HomeAssistant, entry: AuronoConfigEntry) -> None:
    """Take over the strategies as the account runs; load it anew for anything else that changed."""
    data = entry.runtime_data
    if shape_of(entry) != data.shape:
        hass.config_entries.async_schedule_reload(entry.entry_id)
        return
    await data.coordinator.execute(data.strategies.async_take_over())


async def _async_stop(data: AuronoData, _event: Event) -> None:
    """Home Assistant stops: let the exchange go; the memory closes itself when everybody is done."""
    await data.coordinator.async_shutdown()
    await data.exchange.close()


def _register_device(hass: HomeAssistant, entry: AuronoConfigEntry, account: Account) -> str:
    """The account's device, to which those of its strategies belong; returns its registry id."""
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        entry_type=dr.DeviceEntryType.SERVICE,
        identifiers={(DOMAIN, entry.entry_id)},
        manufacturer=exchange_words(hass, account.exchange_id),
        name=entry.title,
        serial_number=account.key,
    )
    return device.id


def _not_loaded(error: StoreError) -> HomeAssistantError:
    """Why an account cannot be loaded; only what may pass by itself is tried again."""
    if isinstance(error, JournalTooNew):
        return ConfigEntryError(translation_domain=DOMAIN, translation_key="journal_too_new")
    detail = {"detail": str(error)}
    if isinstance(error, JournalDamaged):
        return ConfigEntryError(
            translation_domain=DOMAIN, translation_key="journal_damaged", translation_placeholders=detail
        )
    key = "journal_unavailable" if isinstance(error, JournalUnavailable) else "vault_unusable"
    return ConfigEntryNotReady(translation_domain=DOMAIN, translation_key=key, translation_placeholders=detail)
