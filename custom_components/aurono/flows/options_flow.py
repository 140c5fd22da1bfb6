"""The options of an account: what it tells about itself to whoever helps."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.helpers.selector import BooleanSelector
import probatio

from ..const import CONF_DIAGNOSTICS_AMOUNTS

_SCHEMA = probatio.Schema({probatio.Required(CONF_DIAGNOSTICS_AMOUNTS, default=False): BooleanSelector()})


class AuronoOptionsFlow(OptionsFlow):
    """One question: may diagnostics tell amounts of money."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask it; nothing has to be loaded anew for the answer."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(_SCHEMA, self.config_entry.options),
        )
