"""The flow of a recipient: who is told, and of what."""

import asyncio
from typing import Any

from homeassistant.components.notify import DOMAIN as NOTIFY_DOMAIN
from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from ..words import Words
from .kinds import DEFAULT_KINDS, NoticeKind
from .mailbox import async_send
from .recipients import CONF_ENTITIES, CONF_KINDS

CONF_TEST = "test"

_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_NAME): TextSelector(),
        probatio.Required(CONF_ENTITIES): EntitySelector(EntitySelectorConfig(domain=NOTIFY_DOMAIN, multiple=True)),
        probatio.Required(CONF_KINDS): SelectSelector(
            SelectSelectorConfig(
                options=[kind.value for kind in NoticeKind],
                multiple=True,
                mode=SelectSelectorMode.LIST,
                translation_key="notice_kind",
            )
        ),
        probatio.Required(CONF_TEST, default=False): BooleanSelector(),
    }
)


class NotificationsFlow(ConfigSubentryFlow):
    """Add a recipient to an account, or change one."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a recipient."""
        kinds = [kind.value for kind in NoticeKind if kind in DEFAULT_KINDS]
        return await self._ask("user", user_input, {CONF_KINDS: kinds})

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a recipient."""
        subentry = self._get_reconfigure_subentry()
        return await self._ask("reconfigure", user_input, {CONF_NAME: subentry.title, **subentry.data})

    async def _ask(
        self, step_id: str, user_input: dict[str, Any] | None, suggested: dict[str, Any]
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        placeholders = {"detail": ""}
        if user_input is not None:
            errors = self._errors(user_input)
            if not errors and user_input[CONF_TEST] and (failed := await self._test(user_input[CONF_ENTITIES])):
                errors, placeholders = {CONF_TEST: "test_failed"}, {"detail": failed}
            if not errors:
                title = user_input[CONF_NAME].strip()
                data = {CONF_ENTITIES: user_input[CONF_ENTITIES], CONF_KINDS: user_input[CONF_KINDS]}
                if self.source == SOURCE_USER:
                    return self.async_create_entry(title=title, data=data)
                return self.async_update_and_abort(
                    self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data
                )
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(_SCHEMA, user_input or suggested),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _errors(self, user_input: dict[str, Any]) -> dict[str, str]:
        errors: dict[str, str] = {}
        if not user_input[CONF_NAME].strip():
            errors[CONF_NAME] = "name_needed"
        if not user_input[CONF_ENTITIES]:
            errors[CONF_ENTITIES] = "entity_needed"
        if not user_input[CONF_KINDS]:
            errors[CONF_KINDS] = "kind_needed"
        return errors

    async def _test(self, entities: list[str]) -> str:
        """Send each of them a message now; why one did not arrive, empty if all did."""
        words = Words(self.hass)
        title = self._get_entry().title
        answers = await asyncio.gather(
            *(async_send(self.hass, entity_id, title, words.text("notice_test")) for entity_id in entities),
            return_exceptions=True,
        )
        failed = [
            f"{entity_id}: {str(answer) or type(answer).__name__}"
            for entity_id, answer in zip(entities, answers, strict=True)
            if answer is not None
        ]
        return "; ".join(failed)
