"""The dialogs by which accounts and strategies are added and changed, answered as a person in a browser does."""

from collections.abc import Mapping
from typing import Any, Self

from .hub_client import HubClient, HubRefused

type Step = Mapping[str, Any]
"""A form, a menu, or what came of it all, as Home Assistant sends it."""

_ACCOUNTS = "/api/config/config_entries/flow"
_STRATEGIES = "/api/config/config_entries/subentries/flow"


class Flow:
    """A dialog in progress; ``step`` is what it shows."""

    def __init__(self, client: HubClient, path: str, step: Step) -> None:
        self._client = client
        self._path = path
        self.step = step

    @classmethod
    async def of_account(cls, client: HubClient, entry_id: str | None = None) -> Self:
        """Begin to add an account of Aurono, or to reconfigure one."""
        body = {"handler": "aurono"} | ({} if entry_id is None else {"entry_id": entry_id})
        return cls(client, _ACCOUNTS, await client.post(_ACCOUNTS, body))

    @classmethod
    async def of_strategy(cls, client: HubClient, entry_id: str, subentry_id: str | None = None) -> Self:
        """Begin to add a strategy to an account, or to reconfigure one."""
        body: dict[str, object] = {"handler": [entry_id, "strategy"]}
        if subentry_id is not None:
            body["subentry_id"] = subentry_id
        return cls(client, _STRATEGIES, await client.post(_STRATEGIES, body))

    @property
    def errors(self) -> Mapping[str, str]:
        """What is wrong with the form that was sent, by field."""
        return self.step.get("errors") or {}

    def offered(self) -> dict[str, Any]:
        """What the form is filled in with, by field.

        Raises:
            HubRefused: the dialog shows no form.
        """
        return _flat(_form(self._schema(), {}, set()))

    async def choose(self, option: str) -> None:
        """Choose from a menu.

        Raises:
            HubRefused: it is not offered.
        """
        if self.step["type"] != "menu" or option not in self.step["menu_options"]:
            raise self._refused(f"{option} is not offered")
        await self._answer({"next_step_id": option})

    async def fill_in(self, answers: Mapping[str, object]) -> None:
        """Send the form as it is offered, with these answers in the fields of their names, in sections or not.

        Raises:
            HubRefused: the dialog shows no form, or an answer has no field in it.
        """
        used: set[str] = set()
        form = _form(self._schema(), answers, used)
        if missing := answers.keys() - used:
            raise self._refused(f"there is no field {', '.join(sorted(missing))}")
        await self._answer(form)

    def result(self) -> Step:
        """What came of the dialog.

        Raises:
            HubRefused: it did not end with something added or changed.
        """
        if self.step["type"] == "create_entry" or self.step.get("reason") == "reconfigure_successful":
            return self.step
        raise self._refused("it is not done")

    def _schema(self) -> list[dict[str, Any]]:
        if self.step["type"] != "form":
            raise self._refused("there is no form")
        schema: list[dict[str, Any]] = self.step["data_schema"]
        return schema

    async def _answer(self, body: Mapping[str, object]) -> None:
        self.step = await self._client.post(f"{self._path}/{self.step['flow_id']}", body)

    def _refused(self, trouble: str) -> HubRefused:
        shown = self.step.get("step_id") or self.step["type"]
        return HubRefused(f"{shown}: {trouble}; {self.errors or self.step.get('reason') or ''}")


def _form(schema: list[dict[str, Any]], answers: Mapping[str, object], used: set[str]) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for field in schema:
        name = field["name"]
        offered = (field.get("description") or {}).get("suggested_value", field.get("default"))
        if field.get("type") == "expandable":
            form[name] = _form(field["schema"], answers, used)
        elif name in answers:
            form[name] = answers[name]
            used.add(name)
        elif offered is not None:
            form[name] = offered
    return form


def _flat(form: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in form.items():
        flat |= _flat(value) if isinstance(value, dict) else {name: value}
    return flat
