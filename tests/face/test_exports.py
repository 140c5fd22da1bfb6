"""What happened, as files and back: actions and downloads over a real Home Assistant, journal and web server."""

from collections.abc import Callable
import csv
from decimal import Decimal
from io import StringIO
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.aurono.const import DOMAIN, SUBENTRY_STRATEGY
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import Fill, Order
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.trades import Trade
from custom_components.aurono.views import trade_csv
from tests.execution.hub import MONDAY, SOL_EUR, hour

from .house import House, subentry


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> House:
    return House(hass, monkeypatch)


@pytest.fixture
def allowed(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A folder that Home Assistant may use."""
    folder = tmp_path / "allowed"
    folder.mkdir()
    hass.config.allowlist_external_dirs = {str(folder)}
    return folder


async def traded(house: House) -> None:
    await house.hass.config.async_update(time_zone="Europe/Amsterdam")
    await house.move_in(subentry(title="=Dips"))
    house.candle(0, "120 121 115 115.80")
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    house.exchange.tickers[SOL_EUR] = Decimal(123)
    house.candle(1, "120 123 119 122.60")
    await house.hour(2)


async def act(house: House, action: str, *, user: User | None = None, **data: Any) -> dict[str, Any]:
    context = None if user is None else Context(user_id=user.id)
    response = await house.hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=context
    )
    await house.settle()
    said: dict[str, Any] = json.loads(json.dumps(response))
    return said


async def refused(house: House, action: str, **data: Any) -> str | None:
    with pytest.raises(HomeAssistantError) as raised:
        await act(house, action, **data)
    assert str(raised.value) != raised.value.translation_key, "there are no words for it"
    return raised.value.translation_key


def rows(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    return list(csv.DictReader(StringIO(text, newline="")))


# -- trades ----------------------------------------------------------------------------------------------------------


async def test_given_a_buy_and_a_sell_when_exported_then_every_column_is_what_was_booked(house: House) -> None:
    await traded(house)

    told = await act(house, "export_trades")

    buy, sell = rows(told["csv"])
    assert told["trades"] == 2
    assert tuple(buy) == trade_csv.COLUMNS
    assert buy["date_utc"] == "2026-01-05T01:00:00.000+00:00"
    assert buy["date_local"] == "2026-01-05T02:00:00.000+01:00"
    assert (buy["pair"], buy["side"], buy["book"], buy["strategy"]) == ("SOL/EUR", "buy", "shadow", "'=Dips")
    assert (buy["cost_basis"], buy["realized"]) == ("", "")
    value = Decimal(sell["amount"]) * Decimal(sell["price"])
    assert Decimal(sell["quote_value"]) == value
    assert Decimal(sell["realized"]) == value - Decimal(sell["fee"]) - Decimal(sell["cost_basis"])
    assert Decimal(sell["realized"]) == house.book().realized
    # All that was bought was sold: its cost is what was paid.
    assert Decimal(sell["cost_basis"]) == Decimal(buy["quote_value"]) + Decimal(buy["fee"])
    assert all(sell[name] for name in ("order_id", "trade_id", "exchange_order_id", "fee_currency"))


async def test_given_filters_when_exported_then_only_what_they_let_through_is_there(house: House) -> None:
    await traded(house)

    assert len(rows((await act(house, "export_trades", until="2026-01-05T02:30:00"))["csv"])) == 1
    assert (await act(house, "export_trades", book="live"))["trades"] == 0
    assert (await act(house, "export_trades", strategy="dips"))["trades"] == 2
    assert await refused(house, "export_trades", strategy="nobody") == "strategy_unknown"


def test_given_names_that_are_formulas_or_break_lines_then_they_stay_text_and_one_row_each() -> None:
    def trade(name: str, fee: str = "-0.1") -> Trade:
        order = Order(
            "=1", 1, Pair("SOL", "EUR"), Side.BUY, Decimal(100), Decimal(1), Decimal(100), MONDAY, MONDAY, MONDAY
        )
        fill = Fill("@SUM(A1)", MONDAY + 123, Decimal(100), Decimal(1), Decimal(fee), "EUR")
        return Trade(1, "dips", name, BookKind.SHADOW, order, fill, None)

    names = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\r\nx", 'say "a, b"', "two\r\nlines", "Sölänä"]
    text = trade_csv.header() + trade_csv.lines(map(trade, names), ZoneInfo("Europe/Amsterdam"))

    found = rows(text)
    assert [row["strategy"] for row in found] == [f"'{name}" for name in names[:6]] + names[6:]
    assert {row["trade_id"] for row in found} == {"'@SUM(A1)"}
    assert {row["order_id"] for row in found} == {"'=1"}
    assert {row["fee"] for row in found} == {"-0.1"}, "a rebate is a number and stays one"
    assert {row["exchange_order_id"] for row in found} == {""}
    assert '"say ""a, b"""' in text


@pytest.mark.parametrize(
    ("milliseconds", "local"),
    [
        # 2026-03-29 01:00 UTC: the clocks go forward; 2026-10-25: back
        (1_774_745_999_999, "2026-03-29T01:59:59.999+01:00"),
        (1_774_746_000_000, "2026-03-29T03:00:00.000+02:00"),
        (1_792_889_999_999, "2026-10-25T02:59:59.999+02:00"),
        (1_792_890_000_000, "2026-10-25T02:00:00.000+01:00"),
    ],
)
def test_given_the_days_on_which_clocks_change_then_the_local_time_says_which_hour_it_was(
    milliseconds: int, local: str
) -> None:
    order = Order("1", 1, Pair("SOL", "EUR"), Side.BUY, Decimal(1), Decimal(1), Decimal(1), 0, 0, 1)
    fill = Fill("1", milliseconds, Decimal(1), Decimal(1), Decimal(0), "EUR")

    line = trade_csv.lines([Trade(1, "a", "A", BookKind.LIVE, order, fill, None)], ZoneInfo("Europe/Amsterdam"))

    assert line.startswith(f"{local},")


# -- files -----------------------------------------------------------------------------------------------------------


async def test_given_a_path_when_exported_then_the_file_is_whole_and_nobody_elses(house: House, allowed: Path) -> None:
    await traded(house)
    paths = {"export_trades": allowed / "trades.csv", "export_journal": allowed / "journal.jsonl"}

    for action, path in paths.items():
        told = await act(house, action, path=str(path))
        assert told["path"] == str(path)
        assert path.stat().st_mode & 0o777 == 0o600

    text = (await act(house, "export_trades"))["csv"]
    assert paths["export_trades"].read_bytes() == b"\xef\xbb\xbf" + text.encode()
    journal = await act(house, "export_journal")
    assert paths["export_journal"].read_text() == journal["journal"]
    assert journal["events"] == await house.recorded()


async def test_given_a_place_where_nothing_may_be_written_when_exported_then_it_is_refused(
    house: House, allowed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await traded(house)
    (allowed / "there").write_text("mine")
    (allowed / "folder").mkdir()

    for action in ("export_trades", "export_journal"):
        assert await refused(house, action, path=str(tmp_path / "x.csv")) == "export_not_allowed"
        assert await refused(house, action, path=str(allowed / "there")) == "export_exists"
        assert await refused(house, action, path=str(allowed / "folder")) == "export_exists"
        assert await refused(house, action, path=str(allowed / "none" / "x")) in {
            "export_unwritable",
            "export_not_allowed",
        }
    assert (allowed / "there").read_text() == "mine"

    def broken(*_args: object) -> None:
        raise JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")

    monkeypatch.setattr(Journal, "export", broken)
    assert await refused(house, "export_journal", path=str(allowed / "half")) == "journal_unreadable"
    assert not (allowed / "half").exists(), "half a file is none"


async def test_given_a_long_journal_when_asked_for_as_an_answer_then_a_path_is_asked_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await traded(house)
    monkeypatch.setattr("custom_components.aurono.actions.export_actions._MOST_EVENTS", 3)

    assert await refused(house, "export_journal") == "export_too_long"


async def test_given_a_user_without_rights_then_they_read_trades_and_nothing_else(
    house: House, allowed: Path, hass_read_only_user: User
) -> None:
    await traded(house)

    assert (await act(house, "export_trades", user=hass_read_only_user))["trades"] == 2
    for action, data in (
        ("export_trades", {"path": str(allowed / "trades.csv")}),
        ("export_journal", {}),
        ("import_journal", {"path": "x"}),
    ):
        with pytest.raises(Unauthorized):
            await act(house, action, user=hass_read_only_user, **data)
    assert list(allowed.iterdir()) == []


# -- downloads -------------------------------------------------------------------------------------------------------


async def test_given_the_panel_when_it_downloads_then_it_is_what_the_actions_return(
    house: House, hass_client: ClientSessionGenerator
) -> None:
    await traded(house)
    client = await hass_client()

    trades = await client.get("/api/aurono/account/trades.csv")
    journal = await client.get("/api/aurono/account/journal.jsonl")

    assert (trades.status, journal.status) == (200, 200)
    assert (await trades.read()).decode("utf-8-sig") == (await act(house, "export_trades"))["csv"]
    assert await journal.text() == (await act(house, "export_journal"))["journal"]
    assert trades.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'attachment; filename="aurono-paper-' in trades.headers["Content-Disposition"]
    one = await client.get(
        f"/api/aurono/account/trades.csv?book=shadow&strategy=dips&since_ms={hour(1) + 60_000}&until_ms={hour(9)}"
    )
    assert len(rows((await one.read()).decode("utf-8-sig"))) == 1


async def test_given_a_signed_address_when_opened_without_a_login_then_it_is_answered_once_it_is_whole(
    house: House, hass_ws_client: WebSocketGenerator, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await traded(house)
    panel = await hass_ws_client()
    await panel.send_json_auto_id({"type": "auth/sign_path", "path": "/api/aurono/account/journal.jsonl"})
    path = (await panel.receive_json())["result"]["path"]
    anybody = await hass_client_no_auth()

    assert (await anybody.get(path)).status == 200
    assert (await anybody.get("/api/aurono/account/journal.jsonl")).status == 401
    assert (await anybody.get("/api/aurono/account/trades.csv")).status == 401


async def test_given_a_user_without_rights_when_they_download_then_the_journal_is_withheld(
    house: House, hass_client: ClientSessionGenerator, hass_read_only_access_token: str
) -> None:
    await traded(house)
    client = await hass_client(hass_read_only_access_token)

    assert (await client.get("/api/aurono/account/trades.csv")).status == 200
    assert (await client.get("/api/aurono/account/journal.jsonl")).status == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/aurono/nobody/trades.csv", 404),
        ("/api/aurono/account/trades.csv?book=purse", 400),
        ("/api/aurono/account/trades.csv?since_ms=-1", 400),
    ],
)
async def test_given_nonsense_when_downloaded_then_it_is_refused(
    house: House, hass_client: ClientSessionGenerator, path: str, status: int
) -> None:
    await traded(house)

    assert (await (await hass_client()).get(path)).status == status


async def test_given_a_journal_that_cannot_be_read_when_downloaded_then_it_is_said(
    house: House, hass_client: ClientSessionGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await traded(house)

    def broken(*_args: object) -> None:
        raise JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")

    monkeypatch.setattr(Journal, "every_trade", broken)
    answer = await (await hass_client()).get("/api/aurono/account/trades.csv")

    assert answer.status == 500
    assert "disk I/O error" in (await answer.json())["message"]


# -- back in ---------------------------------------------------------------------------------------------------------


async def exported(house: House, folder: Path) -> Path:
    path = folder / "journal.jsonl"
    await act(house, "export_journal", path=str(path))
    return path


async def test_given_an_empty_account_when_a_journal_is_imported_then_it_goes_on_as_the_one_it_came_from(
    house: House, allowed: Path
) -> None:
    await traded(house)
    path = await exported(house, allowed)
    portfolio, head = house.trader.portfolio, (await house.entry.runtime_data.journal.verify()).head
    # the account goes, and another comes
    assert await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.settle()
    await house.hass.async_add_executor_job(house.journal_path.unlink)
    await house.move_in(subentry(), entry_id="other")
    house.hass.config_entries.async_remove_subentry(house.entry, "dips")
    await house.settle()
    assert await refused(house, "import_journal", path=str(path)) == "import_not_empty"
    assert await house.hass.config_entries.async_remove("other")
    await house.settle()
    house_two = house.entry
    await _empty(house)
    assert house.entry is not house_two

    told = await act(house, "import_journal", path=str(path))

    assert (told["chain"], told["strategies"]) == (head, ["=Dips"])
    assert house.trader.portfolio == portfolio
    assert [one.title for one in house.entry.get_subentries_of_type(SUBENTRY_STRATEGY)] == ["=Dips"]
    assert (await house.coordinator.async_verify()).is_sound
    assert house.sensor("trades") == "2"
    house.candle(2, "120 121 115 115.80")
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(3)
    assert house.book().trades == 3, "it goes on from there"


def _wipe(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


async def _empty(house: House, entry_id: str = "empty") -> None:
    """An account that has done nothing and has no strategy."""
    await house.move_in(subentry("none", "None"), entry_id=entry_id)
    # Made with one, since the house always has one; what it wrote is another account's.
    await house.hass.config_entries.async_unload(entry_id)
    house.hass.config_entries.async_remove_subentry(house.entry, "none")
    await house.hass.async_add_executor_job(_wipe, house.journal_path)
    assert await house.hass.config_entries.async_setup(entry_id)
    await house.settle()
    assert await house.recorded() == 0


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (
            lambda text: text.replace('"amount":"200"', '"amount":"900"').replace(
                '"allocated":"200"', '"allocated":"9"'
            ),
            "Line 3 of the file: the file is not as it was exported: a line was changed or moved, or one is missing.",
        ),
        (
            lambda text: "\n".join(text.splitlines()[:-1]) + "\n",
            r"Line \d+ of the file: the end of the file is missing. Export it again.",
        ),
        (lambda _: "something else\n", "Line 1 of the file: this is no journal that Aurono exported."),
    ],
)
async def test_given_a_damaged_file_when_imported_then_it_is_refused_and_the_account_stays_as_it_was(
    house: House, allowed: Path, damage: Callable[[str], str], reason: str
) -> None:
    await traded(house)
    path = await exported(house, allowed)
    path.write_text(damage(path.read_text()))
    assert await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.settle()
    await _empty(house)

    with pytest.raises(HomeAssistantError, match=f"^Nothing was imported. {reason}$") as raised:
        await act(house, "import_journal", path=str(path))

    assert raised.value.translation_key == "journal_file_refused"
    assert await house.recorded() == 0
    assert house.entry.subentries == {}
    assert house.entry.runtime_data is not None


async def test_given_an_account_that_trades_or_no_file_when_imported_then_it_is_refused(
    house: House, allowed: Path, tmp_path: Path
) -> None:
    await traded(house)
    path = await exported(house, allowed)

    assert await refused(house, "import_journal", path=str(path)) == "import_not_empty"
    assert await refused(house, "import_journal") == "file_missing"
    assert await refused(house, "import_journal", path=str(tmp_path / "x")) == "path_not_allowed"
    assert await refused(house, "import_journal", file_id="0" * 32) == "upload_missing"
    assert await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.settle()
    await _empty(house)
    assert await refused(house, "import_journal", path=str(allowed / "none")) == "path_unreadable"


async def test_given_a_disk_that_fails_while_importing_then_no_strategy_is_left_without_its_books(
    house: House, allowed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await traded(house)
    path = await exported(house, allowed)
    assert await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.settle()
    await _empty(house)

    def broken(*_args: object) -> None:
        raise JournalUnavailable(Trouble.FULL, "database or disk is full")

    monkeypatch.setattr(Journal, "take_in", broken)
    assert await refused(house, "import_journal", path=str(path)) == "journal_unreadable"
    assert house.entry.subentries == {}
    assert await house.recorded() == 0
