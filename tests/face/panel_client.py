"""Asking over WebSocket as the panel does."""

from typing import Any

from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

type Json = dict[str, Any]


class PanelClient:
    """One connection, and what is asked over it."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        self.client = client

    async def ask(self, command: str, entry_id: str = "account", **fields: Any) -> Json:
        """The result of a command that succeeds."""
        answer = await self._send(command, entry_id, fields)
        assert answer["success"], answer
        result: Json = answer["result"]
        return result

    async def refused(self, command: str, entry_id: str = "account", **fields: Any) -> tuple[str, str]:
        """Code and message of a command that is not carried out."""
        answer = await self._send(command, entry_id, fields)
        assert not answer["success"], answer
        error = answer["error"]
        assert error["message"] != error.get("translation_key"), "there are no words for it"
        return error["code"], error["message"]

    async def _send(self, command: str, entry_id: str, fields: Json) -> Json:
        await self.client.send_json_auto_id({"type": f"aurono/{command}", "entry_id": entry_id, **fields})
        answer: Json = await self.client.receive_json()
        return answer


async def connect(ws: WebSocketGenerator, token: str | None = None) -> PanelClient:
    """A connection of an administrator, or of whoever has this token."""
    return PanelClient(await (ws() if token is None else ws(access_token=token)))
