"""Answering what only a person can decide, and trying again what stopped once its cause was mended."""

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import probatio

from .const import DOMAIN
from .flows.question_flows import QuestionFlow


class TryAgainFlow(RepairsFlow):
    """Open the journal anew, verify it, fold the books from it, and let trading go on if all of that holds."""

    async def async_step_init(self, _user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Begin with the explanation."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Say what is wrong and what to do; once that is done, load the accounts anew."""
        issues = ir.async_get(self.hass)
        if user_input is None:
            issue = issues.async_get_issue(DOMAIN, self.issue_id)
            return self.async_show_form(
                step_id="confirm",
                data_schema=probatio.Schema({}),
                description_placeholders=None if issue is None else issue.translation_placeholders,
            )
        # Whatever is still wrong tells of itself again while the accounts are loaded.
        ir.async_delete_issue(self.hass, DOMAIN, self.issue_id)
        await _load_anew(self.hass)
        if (still := issues.async_get_issue(DOMAIN, self.issue_id)) is None:
            return self.async_create_entry(data={})
        return self.async_abort(reason="not_fixed", description_placeholders=still.translation_placeholders)


async def _load_anew(hass: HomeAssistant) -> None:
    """Unload all accounts, so that the journal is closed, before any of them opens it again."""
    entries = hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    for entry in entries:
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)
    for entry in entries:
        await hass.config_entries.async_reload(entry.entry_id)


async def async_create_fix_flow(
    _hass: HomeAssistant, _issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """A question to the owner is answered; whatever else stopped is tried again."""
    if data is not None and "question" in data:
        return QuestionFlow(str(data["entry_id"]), str(data["question"]))
    return TryAgainFlow()
