"""What a browser says to Home Assistant, in Python: onboarding, states and actions over REST and WebSocket."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
import time
from typing import Any

import aiohttp

type State = Mapping[str, Any]


class HubRefused(Exception):
    """Home Assistant said no; the message holds what was asked and the answer."""


class HubClient:
    """A user of a Home Assistant, logged in by :meth:`enter`."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._address = address
        self._token = ""
        self._tokens: Mapping[str, Any] = {}

    # -- getting in --------------------------------------------------------------------------------------------------

    async def answers(self) -> bool:
        """Whether the web server is up."""
        try:
            async with self._session.get(f"{self._address}/manifest.json") as response:
                return response.status == 200
        except aiohttp.ClientError, TimeoutError:
            return False

    async def enter(self, name: str, username: str, password: str) -> None:
        """Log in; at the first time create the owner, and complete the onboarding wherever it was left.

        Raises:
            HubRefused: user or password is wrong.
        """
        to_do = await self._onboarding_to_do()
        if "user" in to_do:
            owner = {"name": name, "username": username, "password": password, "language": "en"}
            answer = await self.post("/api/onboarding/users", owner | {"client_id": self._client_id})
            await self._exchange_code(answer["auth_code"])
        else:
            await self.log_in(username, password)
        if "integration" in to_do:
            page = {"client_id": self._client_id, "redirect_uri": self._client_id}
            await self.post("/api/onboarding/integration", page)

    async def _onboarding_to_do(self) -> set[str]:
        async with self._session.get(f"{self._address}/api/onboarding") as response:
            # The address is gone once onboarding is complete.
            if response.status == 404:
                return set()
            return {step["step"] for step in await _json(response) if not step["done"]}

    async def log_in(self, username: str, password: str) -> None:
        """Log in as the login page does.

        Raises:
            HubRefused: user or password is wrong.
        """
        flow = await self.post(
            "/auth/login_flow",
            {"client_id": self._client_id, "handler": ["homeassistant", None], "redirect_uri": self._client_id},
        )
        answer = await self.post(
            f"/auth/login_flow/{flow['flow_id']}",
            {"client_id": self._client_id, "username": username, "password": password},
        )
        if answer["type"] != "create_entry":
            raise HubRefused(f"log in as {username}: {answer.get('errors')}")
        await self._exchange_code(answer["result"])

    @property
    def _client_id(self) -> str:
        return f"{self._address}/"

    async def _exchange_code(self, code: str) -> None:
        form = {"client_id": self._client_id, "grant_type": "authorization_code", "code": code}
        async with self._session.post(f"{self._address}/auth/token", data=form) as response:
            self._tokens = await _json(response)
            self._token = self._tokens["access_token"]

    @property
    def browser_tokens(self) -> Mapping[str, object]:
        """What the frontend keeps in a browser's storage, under ``hassTokens``, so that its user stays logged in."""
        lifetime = self._tokens["expires_in"]
        place = {"hassUrl": self._address, "clientId": self._client_id}
        return {**self._tokens, **place, "expires": int((time.time() + lifetime) * 1000)}

    # -- REST --------------------------------------------------------------------------------------------------------

    async def post(self, path: str, body: Mapping[str, object]) -> Any:
        """Send JSON; the answer's JSON.

        Raises:
            HubRefused: the answer is an error.
        """
        async with self._session.post(self._address + path, json=body, headers=self._headers) as response:
            return await _json(response)

    async def delete(self, path: str) -> Any:
        """Delete something; the answer's JSON."""
        async with self._session.delete(self._address + path, headers=self._headers) as response:
            return await _json(response)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    # -- WebSocket ---------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[HubConnection]:
        """Open the WebSocket that the frontend uses."""
        async with self._session.ws_connect(f"{self._address}/api/websocket", max_msg_size=0) as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self._token})
            if (answer := await socket.receive_json())["type"] != "auth_ok":
                raise HubRefused(f"WebSocket: {answer}")
            connection = HubConnection(socket)
            reader = asyncio.create_task(connection.read())
            try:
                yield connection
            finally:
                reader.cancel()


class HubConnection:
    """An authenticated WebSocket, whose answers arrive in any order."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._closed: Exception | None = None

    async def read(self) -> None:
        """Hand the answers to those who wait for them, until the connection ends."""
        ended: Exception = ConnectionError("Home Assistant closed the connection")
        try:
            async for message in self._socket:
                self._hand_on(message.json())
        except Exception as error:  # noqa: BLE001 - nobody may wait for an answer that nobody reads
            ended = error
        self._closed = ended
        for waiting in self._answers.values():
            if not waiting.done():
                waiting.set_exception(ended)
        self._answers.clear()

    def _hand_on(self, answer: Mapping[str, Any]) -> None:
        waiting = self._answers.pop(answer.get("id", 0), None)
        if waiting is None or waiting.done():
            return
        if answer.get("success", True):
            waiting.set_result(answer.get("result"))
        else:
            waiting.set_exception(HubRefused(str(answer["error"])))

    async def ask(self, kind: str, **fields: object) -> Any:
        """Send a command; its result.

        Raises:
            HubRefused: Home Assistant answered with an error.
            ConnectionError: it went away.
        """
        if self._closed:
            raise self._closed
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "type": kind, **fields})
        return await answer

    async def act(self, action: str, **data: object) -> Any:
        """Call an action of Aurono; its response."""
        answer = await self.ask(
            "call_service", domain="aurono", service=action, service_data=data, return_response=True
        )
        return answer["response"]

    async def states(self) -> dict[str, State]:
        """All states by entity id."""
        return {state["entity_id"]: state for state in await self.ask("get_states")}

    async def wait_until_started(self) -> None:
        """Wait until Home Assistant calls itself started."""
        while (await self.ask("get_config"))["state"] != "RUNNING":  # noqa: ASYNC110 - no event tells a late listener
            await asyncio.sleep(0.2)

    async def accounts(self) -> list[State]:
        """The accounts of Aurono, as entries."""
        entries: list[State] = await self.ask("config_entries/get", domain="aurono")
        return entries

    async def strategies(self, entry_id: str) -> dict[str, str]:
        """The strategies of an account: their ids by name."""
        subentries = await self.ask("config_entries/subentries/list", entry_id=entry_id)
        return {
            subentry["title"]: subentry["subentry_id"]
            for subentry in subentries
            if subentry["subentry_type"] == "strategy"
        }

    async def entities(self, entry_id: str, subentry_id: str | None = None) -> dict[str, str]:
        """The enabled entities of a strategy, or without one those of the account: entity ids by translation key."""
        return {
            entity["translation_key"]: entity["entity_id"]
            for entity in await self.ask("config/entity_registry/list")
            if (entity["config_entry_id"], entity["config_subentry_id"]) == (entry_id, subentry_id)
            and entity["disabled_by"] is None
        }


async def _json(response: aiohttp.ClientResponse) -> Any:
    if response.status >= 400:
        raise HubRefused(f"{response.method} {response.url.path}: {response.status} {await response.text()}")
    return await response.json()
