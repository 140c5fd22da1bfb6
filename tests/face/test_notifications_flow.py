"""The flow of a recipient, as a browser goes through it."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
import pytest

from custom_components.aurono.notifications.kinds import DEFAULT_KINDS, NoticeKind
from custom_components.aurono.notifications.recipients import SUBENTRY_NOTIFICATIONS, recipients_of

from .flows import TEXTS, Step, _require_texts
from .house import House, subentry
from .recipients import phone, recipient


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def begin(house: House, subentry_id: str | None = None) -> Step:
    context: dict[str, Any] = {"source": SOURCE_USER}
    if subentry_id is not None:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
    flows: Any = house.hass.config_entries.subentries
    step: Step = await flows.async_init((house.entry.entry_id, SUBENTRY_NOTIFICATIONS), context=context)
    _require_texts(step, TEXTS["config_subentries"][SUBENTRY_NOTIFICATIONS])
    return step


async def submit(house: House, step: Step, entered: Mapping[str, Any]) -> Step:
    flows: Any = house.hass.config_entries.subentries
    result: Step = await flows.async_configure(step["flow_id"], dict(entered))
    await house.hass.async_block_till_done()
    _require_texts(result, TEXTS["config_subentries"][SUBENTRY_NOTIFICATIONS])
    return result


def suggested(step: Step, name: str) -> Any:
    (marker,) = (marker for marker in step["data_schema"].schema if marker == name)
    return marker.description["suggested_value"]


ANNA = {"name": " Anna ", "entities": ["notify.anna"], "kinds": ["attention", "gap"], "test": True}


async def test_given_a_recipient_when_added_then_a_test_message_arrives_and_the_account_goes_on(house: House) -> None:
    anna = await phone(house.hass)
    await house.move_in()
    before = house.coordinator

    step = await begin(house)
    result = await submit(house, step, ANNA)

    assert set(suggested(step, "kinds")) == DEFAULT_KINDS
    assert (result["type"], result["title"]) == ("create_entry", "Anna")
    assert anna.messages == [("Paper", "This is a test: messages of Aurono arrive here.")]
    assert recipients_of(house.entry) == {"notify.anna": {NoticeKind.ATTENTION, NoticeKind.GAP}}
    assert house.coordinator is before


async def test_given_a_message_that_does_not_arrive_when_tested_then_it_says_why_and_nothing_is_saved(
    house: House,
) -> None:
    anna = await phone(house.hass)
    anna.trouble = RuntimeError("the phone is off")
    await house.move_in()

    result = await submit(house, await begin(house), ANNA | {"entities": ["notify.anna", "notify.nobody"]})

    assert result["errors"] == {"test": "test_failed"}
    detail = result["description_placeholders"]["detail"]
    assert detail == "notify.anna: the phone is off; notify.nobody: there is no such entity"
    assert recipients_of(house.entry) == {}


async def test_given_nothing_entered_when_submitted_then_every_error_shows_at_its_field(house: House) -> None:
    await house.move_in()

    result = await submit(house, await begin(house), {"name": " ", "entities": [], "kinds": [], "test": False})

    assert result["errors"] == {"name": "name_needed", "entities": "entity_needed", "kinds": "kind_needed"}


async def test_given_a_recipient_when_changed_then_the_new_choice_holds(house: House) -> None:
    await phone(house.hass)
    await house.move_in(subentry(), recipient())

    step = await begin(house, "anna")
    result = await submit(house, step, {"name": "Ann", "entities": ["notify.ann"], "kinds": ["fill"], "test": False})

    assert suggested(step, "name") == "Anna"
    assert (result["type"], result["reason"]) == ("abort", "reconfigure_successful")
    assert house.entry.subentries["anna"].title == "Ann"
    assert recipients_of(house.entry) == {"notify.ann": {NoticeKind.FILL}}


async def test_given_a_kind_of_a_newer_aurono_when_read_then_the_others_hold(house: House) -> None:
    kinds = frozenset({NoticeKind.FILL})
    both = recipient(kinds=kinds), recipient(kinds=frozenset({NoticeKind.GAP}), subentry_id="b", title="B")
    newer = recipient("notify.ben", kinds=kinds, subentry_id="ben", title="Ben")
    newer["data"]["kinds"].append("of_tomorrow")
    await house.move_in(subentry(), *both, newer)

    assert recipients_of(house.entry) == {
        "notify.anna": {NoticeKind.FILL, NoticeKind.GAP},
        "notify.ben": {NoticeKind.FILL},
    }
