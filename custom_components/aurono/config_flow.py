"""The flow of an account: the demo exchange, or Bitvavo with a key that the exchange accepted."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
import secrets
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, ConfigSubentryFlow, OptionsFlow
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.util.ulid import ulid_now
import probatio

from .accounts import async_connect, demo_start
from .const import (
    CONF_CREDENTIALS,
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_BITVAVO,
    EXCHANGE_DEMO,
    LOGGER,
    SUBENTRY_MAIL,
    SUBENTRY_STRATEGY,
)
from .exchange.ccxt_adapter.connection import UnsupportedLibrary
from .exchange.protocol import Failure, FailureKind
from .flows.mail_flow import MailFlow
from .flows.options_flow import AuronoOptionsFlow
from .flows.strategy_flow import StrategyFlow
from .memory import Memory, async_borrow_memory
from .notifications.flow import NotificationsFlow
from .notifications.recipients import SUBENTRY_NOTIFICATIONS
from .store.errors import StoreError
from .store.vault import Credentials, fingerprint, masked

CONF_API_KEY = "api_key"
CONF_API_SECRET = "api_secret"  # noqa: S105 - the name of a field

_FAILURES = {
    FailureKind.UNREACHABLE: "unreachable",
    FailureKind.MAINTENANCE: "maintenance",
    FailureKind.RATE_LIMITED: "rate_limited",
    FailureKind.KEY_INVALID: "key_invalid",
    FailureKind.NO_PERMISSION: "no_permission",
    FailureKind.CLOCK_OFF: "clock_off",
}
_SPEEDS = ["1", "60", "600", "3600"]
_FASTEST = 3600


class _SpeedSelector(SelectSelector):
    """Offers paces by their names; which others there are, the flow judges.

    A list to which values may be added would show the chosen one as a bare number.
    """

    @override
    def __call__(self, data: Any) -> Any:
        return str(data)


def _demo_schema(speed: str) -> probatio.Schema:
    """Name and pace of a demo account, the one that it has now among those offered."""
    offered = _SPEEDS if speed in _SPEEDS else [*_SPEEDS, speed]
    config = SelectSelectorConfig(options=offered, mode=SelectSelectorMode.DROPDOWN, translation_key=CONF_SPEED)
    return probatio.Schema(
        {probatio.Required(CONF_NAME): TextSelector(), probatio.Required(CONF_SPEED): _SpeedSelector(config)}
    )


_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
_KEY_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_API_KEY): TextSelector(TextSelectorConfig(autocomplete="off")),
        probatio.Required(CONF_API_SECRET): _PASSWORD,
    }
)


class AuronoConfigFlow(ConfigFlow, domain=DOMAIN):
    """Add an account, renew its key, or change it."""

    VERSION = 1
    MINOR_VERSION = 1
    """Home Assistant refuses an entry of a newer version. A new one of ours comes with `async_migrate_entry`, and
    with a frozen state of the version before (``tests/migration``)."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """What may be told about an account."""
        return AuronoOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """An account has strategies, those who are told of it, and reports by mail."""
        return {
            SUBENTRY_STRATEGY: StrategyFlow,
            SUBENTRY_NOTIFICATIONS: NotificationsFlow,
            SUBENTRY_MAIL: MailFlow,
        }

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose the exchange."""
        return self.async_show_menu(step_id="user", menu_options=[EXCHANGE_DEMO, EXCHANGE_BITVAVO])

    # -- demo --------------------------------------------------------------------------------------------------------

    async def async_step_demo(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a demo account with a market of its own."""
        errors: dict[str, str] = {}
        if user_input is not None:
            speed = _speed(user_input[CONF_SPEED])
            errors = self._name_errors(user_input)
            if speed is None:
                errors[CONF_SPEED] = "speed_invalid"
            elif not errors:
                seed = secrets.randbelow(2**32)
                await self.async_set_unique_id(f"{EXCHANGE_DEMO}_{seed}")
                self._abort_if_unique_id_configured()
                data = {
                    CONF_EXCHANGE: EXCHANGE_DEMO,
                    CONF_SEED: seed,
                    CONF_SPEED: speed,
                    CONF_STARTED_AT: demo_start(speed),
                }
                return self.async_create_entry(title=user_input[CONF_NAME].strip(), data=data)
        suggested = user_input or {CONF_NAME: "Demo", CONF_SPEED: _SPEEDS[-1]}
        return self.async_show_form(
            step_id="demo",
            data_schema=self.add_suggested_values_to_schema(_demo_schema(suggested[CONF_SPEED]), suggested),
            errors=errors,
        )

    async def async_step_reconfigure_demo(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Rename a demo account, or change the pace of its market."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            speed = _speed(user_input[CONF_SPEED])
            errors = self._name_errors(user_input)
            if speed is None:
                errors[CONF_SPEED] = "speed_invalid"
            elif speed > 1 and entry.data[CONF_SPEED] == 1:
                errors[CONF_SPEED] = "time_lapse_over"
            elif not errors:
                # The update listener loads the account anew with what changed.
                return self.async_update_and_abort(
                    entry, title=user_input[CONF_NAME].strip(), data_updates={CONF_SPEED: speed}
                )
        suggested = user_input or {CONF_NAME: entry.title, CONF_SPEED: str(entry.data[CONF_SPEED])}
        return self.async_show_form(
            step_id="reconfigure_demo",
            data_schema=self.add_suggested_values_to_schema(_demo_schema(suggested[CONF_SPEED]), suggested),
            errors=errors,
        )

    def _name_errors(self, user_input: Mapping[str, Any]) -> dict[str, str]:
        name = user_input[CONF_NAME].strip()
        if not name:
            return {CONF_NAME: "name_needed"}
        own = self.context.get("entry_id")
        others = self.hass.config_entries.async_entries(DOMAIN)
        taken = {other.title.casefold() for other in others if other.entry_id != own}
        return {CONF_NAME: "name_taken"} if name.casefold() in taken else {}

    # -- Bitvavo -----------------------------------------------------------------------------------------------------

    async def async_step_bitvavo(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a Bitvavo account."""
        errors: dict[str, str] = {}
        if user_input is not None:
            credentials = _credentials(user_input)
            await self._set_key(credentials)
            self._abort_if_unique_id_configured()
            if not (errors := await self._key_errors(credentials)):
                place = ulid_now()
                await self._keep(place, credentials)
                data = {CONF_EXCHANGE: EXCHANGE_BITVAVO, CONF_CREDENTIALS: place}
                return self.async_create_entry(title=self._free_title("Bitvavo"), data=data)
        return self._show_key_form("bitvavo", errors)

    async def async_step_reauth(self, _entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """The exchange refuses the key, or it is missing here."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a key that the exchange accepts."""
        return await self._replace_key(self._get_reauth_entry(), "reauth_confirm", user_input)

    async def async_step_reconfigure(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change an account: what there is to change depends on its exchange."""
        if self._get_reconfigure_entry().data[CONF_EXCHANGE] == EXCHANGE_DEMO:
            return await self.async_step_reconfigure_demo()
        return await self.async_step_reconfigure_bitvavo()

    async def async_step_reconfigure_bitvavo(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Replace the key of an account."""
        return await self._replace_key(self._get_reconfigure_entry(), "reconfigure_bitvavo", user_input)

    async def _replace_key(
        self, entry: ConfigEntry, step_id: str, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            credentials = _credentials(user_input)
            known = await self._set_key(credentials)
            if known is not None and known.entry_id != entry.entry_id:
                return self.async_abort(reason="already_configured")
            if not (errors := await self._key_errors(credentials)):
                await self._keep(entry.data[CONF_CREDENTIALS], credentials)
                # The entry may not change at all, as where only the secret is new; so it is loaded anew in any case.
                self.hass.config_entries.async_schedule_reload(entry.entry_id)
                return self.async_update_and_abort(entry, unique_id=self.unique_id)
        placeholders = {"name": entry.title, "key": await self._shown_key(entry)}
        return self._show_key_form(step_id, errors, placeholders)

    def _show_key_form(
        self,
        step_id: str,
        errors: dict[str, str],
        placeholders: Mapping[str, str] | None = None,
    ) -> ConfigFlowResult:
        """Ask for a key and a secret; what was entered is not sent back to the browser."""
        return self.async_show_form(
            step_id=step_id, data_schema=_KEY_SCHEMA, errors=errors, description_placeholders=placeholders
        )

    async def _set_key(self, credentials: Credentials) -> ConfigEntry | None:
        """Make the key's fingerprint the account's identity; returns the account that has it already.

        A form with this key that was left open in another window keeps nobody from going on here; Home Assistant closes
        it once there is an account.
        """
        unique_id = f"{EXCHANGE_BITVAVO}_{fingerprint(credentials.api_key)}"
        return await self.async_set_unique_id(unique_id, raise_on_progress=False)

    async def _key_errors(self, credentials: Credentials) -> dict[str, str]:
        """Ask the exchange whether it accepts the key."""
        if not (credentials.api_key and credentials.api_secret):
            return {"base": "key_incomplete"}
        try:
            exchange = await async_connect(self.hass, credentials)
            try:
                answer = await exchange.verify()
            finally:
                await exchange.close()
        except UnsupportedLibrary:
            LOGGER.exception("ccxt cannot be used")
            return {"base": "library_unusable"}
        except Exception:  # noqa: BLE001 - the form must say so, whatever it was
            LOGGER.exception("The key could not be checked")
            return {"base": "unknown"}
        if not isinstance(answer, Failure):
            return {}
        LOGGER.warning("The key was not accepted: %s (%s)", answer.kind, answer.detail)
        return {"base": _FAILURES.get(answer.kind, "exchange_refused")}

    @asynccontextmanager
    async def _memory(self) -> AsyncGenerator[Memory]:
        """The memory for what is done with the vault; the form ends where one of both cannot be used."""
        async with AsyncExitStack() as stack:
            try:
                memory = await stack.enter_async_context(async_borrow_memory(self.hass))
            except StoreError as error:
                raise AbortFlow("journal_unusable", {"detail": str(error)}) from error
            try:
                yield memory
            except StoreError as error:
                raise AbortFlow("vault_unusable", {"detail": str(error)}) from error

    async def _keep(self, place: str, credentials: Credentials) -> None:
        async with self._memory() as memory:
            await memory.put_credentials(place, credentials)

    async def _shown_key(self, entry: ConfigEntry) -> str:
        async with self._memory() as memory:
            credentials = await memory.credentials(entry.data[CONF_CREDENTIALS])
        return "–" if credentials is None else masked(credentials.api_key)

    def _free_title(self, title: str) -> str:
        taken = {entry.title for entry in self.hass.config_entries.async_entries(DOMAIN)}
        number = 1
        while (numbered := title if number == 1 else f"{title} {number}") in taken:
            number += 1
        return numbered


def _credentials(user_input: Mapping[str, Any]) -> Credentials:
    """Key and secret without the blanks that copying brings along."""
    return Credentials(user_input[CONF_API_KEY].strip(), user_input[CONF_API_SECRET].strip())


def _speed(text: str) -> int | None:
    """Market seconds per second, None for anything that is no pace."""
    speed = int(text) if text.isascii() and text.isdecimal() else 0
    return speed if 1 <= speed <= _FASTEST else None
