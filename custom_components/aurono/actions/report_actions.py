"""The actions about reports: read one, which everybody may, and send one, which is for administrators."""

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, service
from homeassistant.helpers.selector import ConfigEntrySelector
import probatio

from ..const import DOMAIN
from ..mailing.report_now import async_report_json, async_send_now
from ..report.period import PeriodKind
from ..store.errors import StoreError
from .service_fields import ATTR_CONFIG_ENTRY, account_of_call

ACTION_GET_REPORT = "get_report"
ACTION_SEND_REPORT = "send_report"
ATTR_PERIOD = "period"
ATTR_RECIPIENTS = "recipients"

_FIELDS = {
    probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN}),
    probatio.Optional(ATTR_PERIOD, default=PeriodKind.DAILY.value): probatio.All(
        cv.string, probatio.In([kind.value for kind in PeriodKind]), probatio.Coerce(PeriodKind)
    ),
}
_GET_SCHEMA = probatio.Schema(_FIELDS)
_SEND_SCHEMA = probatio.Schema(
    {**_FIELDS, probatio.Optional(ATTR_RECIPIENTS, default=list): probatio.All(cv.ensure_list, [cv.string])}
)


@callback
def async_setup_report_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN, ACTION_GET_REPORT, _get_report, _GET_SCHEMA, supports_response=SupportsResponse.ONLY
    )
    service.async_register_admin_service(
        hass, DOMAIN, ACTION_SEND_REPORT, _send_report, _SEND_SCHEMA, supports_response=SupportsResponse.OPTIONAL
    )


async def _get_report(call: ServiceCall) -> ServiceResponse:
    try:
        return await async_report_json(call.hass, account_of_call(call), call.data[ATTR_PERIOD])
    except StoreError as error:
        raise _unreadable(error) from error


async def _send_report(call: ServiceCall) -> ServiceResponse:
    try:
        return await async_send_now(
            call.hass, account_of_call(call), call.data[ATTR_PERIOD], call.data[ATTR_RECIPIENTS]
        )
    except StoreError as error:
        raise _unreadable(error) from error


def _unreadable(error: StoreError) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key="report_unreadable", translation_placeholders={"detail": str(error)}
    )
