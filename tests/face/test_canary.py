"""No secret comes out, whatever goes wrong: not in a log at any level, nor in a file, a state, an issue or a report.

The key is a canary. Everything that can fail with a key in hand is made to fail, and then it is looked for, in every
form, everywhere that Aurono writes to. An exchange that repeats the key in its own error is among what goes wrong.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from decimal import Decimal
import json
import logging
from pathlib import Path
import shutil
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import flush_store, get_system_health_info

from custom_components.aurono import accounts
from custom_components.aurono.const import SUBENTRY_MAIL
from custom_components.aurono.diagnostics import async_get_config_entry_diagnostics, async_get_device_diagnostics
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.exchange.protocol import OrderRequest
from custom_components.aurono.store.vault import Credentials
from tests.bitvavo.bench import SOL_EUR
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.server import BitvavoServer
from tests.exchange.test_ccxt_bitvavo_errors import CASES
from tests.report.post_office import line

from .canary import CANARY, Ear, forms, pieces, telling, told
from .flows import add_strategy, answer, change_account, entered_key, start_account

ECHO = f"Invalid request: key={CANARY.key} headers={{'Bitvavo-Access-Key': '{CANARY.key}'}} secret={CANARY.secret}"
OTHER = ApiKey(CANARY.key[::-1], CANARY.secret[::-1])
KEYS = (CANARY, OTHER)
WAYS = [
    Fault(Kind.ABORT_BEFORE),
    Fault(Kind.TRUNCATED),
    Fault(Kind.PAGE_BEFORE, status=502),
    Fault(Kind.EMPTY_BEFORE),
    Fault(Kind.BODY, body=json.dumps({"errorCode": 1, "error": ECHO})),
    Fault(Kind.BODY, body=f"<html>{ECHO}</html>"),
    Fault(Kind.BODY, body=json.dumps([ECHO])),
]


@dataclass
class Watch:
    """Everything that Aurono wrote."""

    hass: HomeAssistant
    storage: dict[str, Any]
    ear: Ear
    shown: list[str] = field(default_factory=list)
    """What was shown to somebody: forms, failures, reports."""

    def show(self, *things: object) -> None:
        self.shown += [str(thing) for thing in things] + [repr(thing) for thing in things]

    async def places(self) -> dict[str, str]:
        hass = self.hass
        await hass.async_block_till_done(wait_background_tasks=True)
        await flush_store(hass.config_entries._store)
        await flush_store(dr.async_get(hass)._store)
        await flush_store(er.async_get(hass)._store)
        folder = Path(hass.config.config_dir)
        files = {str(path): path for path in folder.rglob("*") if path.is_file()}
        return {
            "log": "\n".join(self.ear.lines),
            "shown": "\n".join(self.shown),
            "storage": str(self.storage),
            "states": str([state.as_dict() for state in hass.states.async_all()]),
            "issues": str(list(ir.async_get(hass).issues.values())),
            "entries": str([entry.as_dict() for entry in hass.config_entries.async_entries()]),
            **{name: path.read_bytes().decode("latin-1") for name, path in files.items()},
        }


@pytest.fixture
async def watch(hass: HomeAssistant, hass_storage: dict[str, Any], bitvavo: BitvavoServer) -> AsyncIterator[Watch]:
    ear, root = Ear(), logging.getLogger()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    for name in ("ccxt", "aiohttp", "aiohttp.client", "asyncio", "custom_components.aurono", "homeassistant"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    bitvavo.keys.clear()
    bitvavo.add_key(CANARY)
    watch = Watch(hass, hass_storage, ear)
    yield watch
    root.removeHandler(ear)
    root.setLevel(level)
    places = await watch.places()
    assert telling(places, KEYS) == {}
    # The watch sees what is there: the account's own name is in all of these.
    assert {"log", "entries"} <= {place for place, content in places.items() if "itvavo" in content}


async def add_account(hass: HomeAssistant) -> ConfigEntry:
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(CANARY))
    assert step["type"] == "create_entry", step
    entry: ConfigEntry = step["result"]
    return entry


def test_the_canary_is_found_in_every_form_and_in_parts() -> None:
    for secret in (CANARY.key, CANARY.secret):
        assert len(secret) == 64
        for piece in (secret, *pieces(secret)):
            for form in forms(piece):
                assert told(f"a line with {form} in it"), form
        assert told(secret[5:40])
        assert told(secret[-30:])
    assert not told("a line with canary in it, and its end " + CANARY.key[-4:])


async def test_the_form_of_an_account_tells_nothing_whatever_the_exchange_answers(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = await start_account(hass, "bitvavo")
    codes = [Fault(Kind.ERROR_BEFORE, status=case.status, code=case.code, message=ECHO) for case in CASES]
    for fault in (*codes, *WAYS):
        for route in ("GET /time", "GET /balance"):
            # Three times: a request that may be repeated is, where a connection that was kept turns out to be closed.
            bitvavo.faults.add(route, fault, times=3)
            step = await answer(hass, step, entered_key(CANARY))
            bitvavo.faults.clear()
            watch.show(step)
            assert step.get("errors"), fault

    def breaks() -> None:
        raise OSError("no certificates")

    with monkeypatch.context() as broken:
        broken.setattr(accounts, "client_context", breaks)
        step = await answer(hass, step, entered_key(CANARY))
    assert step["errors"] == {"base": "unknown"}
    step = await answer(hass, step, entered_key(CANARY))
    assert step["type"] == "create_entry"
    watch.show(step)


@pytest.mark.timeout(600)
async def test_an_account_at_work_tells_nothing_whatever_the_exchange_answers(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch
) -> None:
    entry = await add_account(hass)
    await add_strategy(hass, entry, "Dips", "SOL/EUR")
    coordinator, exchange = entry.runtime_data.coordinator, entry.runtime_data.exchange
    request = OrderRequest("6f2b0d0e-5a53-5d7b-9c1e-1f6f2b7a9d10", SOL_EUR, Side.BUY, Decimal("0.17"), Decimal(117))
    faults = [Fault(Kind.ERROR_BEFORE, status=case.status, code=case.code, message=ECHO) for case in CASES]
    for fault in [*faults, *WAYS]:
        for route in ("POST /order", "GET /order", "DELETE /order", "GET /orders", "GET /balance", "GET /account"):
            bitvavo.faults.add(route, fault)
        watch.show(
            await exchange.verify(),
            await exchange.balances(),
            await exchange.place(request),
            await exchange.order(request),
            await exchange.orders(SOL_EUR, since=0),
        )
        bitvavo.faults.clear()
        bitvavo.faults.add("*", fault, times=4)
        coordinator.wake()
        await hass.async_block_till_done(wait_background_tasks=True)
        bitvavo.faults.clear()
    assert coordinator.connection is not None
    watch.show(coordinator.connection, exchange, entry.runtime_data, entry)


async def test_a_key_that_is_refused_and_one_that_takes_its_place_tell_nothing(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch
) -> None:
    entry = await add_account(hass)
    bitvavo.keys.clear()
    entry.async_start_reauth(hass)
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress()
    watch.show(flow)
    step: Any = await hass.config_entries.flow.async_configure(flow["flow_id"])
    watch.show(await answer(hass, step, entered_key(OTHER)))
    bitvavo.add_key(OTHER)
    watch.show(await answer(hass, step, entered_key(OTHER)))
    await hass.async_block_till_done(wait_background_tasks=True)
    watch.show(await change_account(hass, entry))


@pytest.mark.parametrize("trouble", ["key lost", "key of another", "file damaged", "disk full"])
async def test_trouble_with_the_vault_tells_nothing(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    entry = await add_account(hass)
    assert await hass.config_entries.async_unload(entry.entry_id)
    key, vault = Path(hass.config.path(".cache", "aurono", "vault.key")), Path(hass.config.path("aurono", "vault.db"))
    match trouble:
        case "key lost":
            key.unlink()
        case "key of another":
            key.write_bytes(b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=")
        case "file damaged":
            vault.write_bytes(b"no database " * 100)
        case _:
            vault.unlink()
            shutil.rmtree(key.parent)
            key.parent.write_text("a file where the folder was")
    watch.show(await hass.config_entries.async_setup(entry.entry_id), entry.reason)
    await hass.async_block_till_done(wait_background_tasks=True)
    for flow in hass.config_entries.flow.async_progress():
        step: Any = await hass.config_entries.flow.async_configure(flow["flow_id"])
        if step["type"] == "form":
            watch.show(await answer(hass, step, entered_key(CANARY)))
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_reports_for_whoever_helps_tell_nothing(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch
) -> None:
    entry = await add_account(hass)
    await add_strategy(hass, entry, "Dips", "SOL/EUR")
    bitvavo.faults.add("*", Fault(Kind.ERROR_BEFORE, code=305, message=ECHO), times=50)
    entry.runtime_data.coordinator.wake()
    await hass.async_block_till_done(wait_background_tasks=True)
    hass.config_entries.async_update_entry(entry, options={"diagnostics_amounts": True})
    assert await async_setup_component(hass, "system_health", {})
    watch.show(await async_get_config_entry_diagnostics(hass, entry))
    health = await get_system_health_info(hass, "aurono")
    watch.show(health, await health["can_reach_exchange"])
    for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id):
        watch.show(await async_get_device_diagnostics(hass, entry, device))
    for action in ("get_events", "get_trades", "verify_journal"):
        watch.show(
            await hass.services.async_call(
                "aurono", action, {"config_entry_id": entry.entry_id}, blocking=True, return_response=True
            )
        )


MAIL_PASSWORD = "canary-MAIL~" + "p&w=/+ %" * 5


class EvilPost:
    """A mail server that repeats what it was told, the login included, in each of its answers."""

    def __init__(self, step: str) -> None:
        self.step = step
        self.said: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 evil\r\n")
        offer = b"250-evil\r\n250 AUTH " + (b"LOGIN" if self.step == "LOGIN" else b"PLAIN LOGIN") + b"\r\n"
        while command := (await reader.readline()).decode().strip():
            self.said.append(command)
            verb = command.split()[0].upper()
            echo = f"{' '.join(self.said)} password={MAIL_PASSWORD}"
            if verb == "EHLO":
                writer.write(offer)
            elif verb == "AUTH" and self.step == "LOGIN":
                writer.write(b"334 VXNlcm5hbWU6\r\n")
            elif verb == "AUTH" and self.step != "AUTH":
                writer.write(b"235 come in\r\n")
            elif verb == "QUIT":
                writer.write(b"221 bye\r\n")
            elif verb in {"MAIL", "RCPT", "DATA"} and self.step != verb:
                writer.write(b"250 fine\r\n" if verb != "DATA" else b"354 go on\r\n")
            else:
                writer.write(f"535 5.7.8 what is {echo}\r\n".encode())
            await writer.drain()
        writer.close()


@pytest.mark.parametrize("step", ["AUTH", "LOGIN", "MAIL", "RCPT"])
async def test_a_mail_server_that_repeats_the_login_tells_nothing(
    hass: HomeAssistant, bitvavo: BitvavoServer, watch: Watch, step: str
) -> None:
    entry = await add_account(hass)
    post = EvilPost(step)
    async with line(post.talk) as port:
        flows = hass.config_entries.subentries
        form: Any = await flows.async_init((entry.entry_id, SUBENTRY_MAIL), context={"source": SOURCE_USER})
        server = {"host": "127.0.0.1", "port": port, "tls": "none", "verify": False}
        login = {"username": "owner@example.org", "password": MAIL_PASSWORD}
        form = await flows.async_configure(form["flow_id"], {**server, **login})
        assert form["errors"] == {"tls": "not_protected"}
        watch.show(form)
        form = await flows.async_configure(form["flow_id"], {**server, **login, "unprotected": True})
        watch.show(form)
        if not form["errors"]:
            assert form["step_id"] == "delivery"
            to = {"sender": "a@example.org", "recipients": ["b@example.org"], "send_test": True}
            form = await flows.async_configure(form["flow_id"], to)
            watch.show(form)
        assert form["errors"], step
    assert post.said
    mail = ApiKey(MAIL_PASSWORD, MAIL_PASSWORD)
    places = await watch.places()
    assert telling(places, (mail,)) == {}
    # Base64 of user and password together, as the server was told it.
    tokens = [word for told_line in post.said for word in told_line.split() if len(word) > 40]
    assert tokens
    assert not [place for place, content in places.items() for token in tokens if token in content]


def test_credentials_show_themselves_to_nobody() -> None:
    credentials = Credentials(CANARY.key, CANARY.secret)
    assert not told(repr(credentials) + str(credentials) + f"{credentials}")
    with pytest.raises(TypeError):
        json.dumps(credentials)
