"""Downloads of the panel: what is exported is streamed, so that a long journal is never held in memory."""

from collections.abc import AsyncIterator
from http import HTTPStatus
import re
from typing import override

from aiohttp import web
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.util import dt as dt_util, slugify

from ..engine.strategy import BookKind
from ..runtime import AuronoConfigEntry
from ..store.errors import StoreError
from ..store.trades import TradeQuery
from ..websocket.access import Refusal, loaded_account, refusal_of, words
from .exports import Part, journal_file, trades_file

_MILLISECONDS = re.compile(r"[0-9]{1,16}")


@callback
def async_setup_downloads(hass: HomeAssistant) -> None:
    """Register the addresses. Everybody may read trades; the whole journal is for administrators."""
    hass.http.register_view(TradesView)
    hass.http.register_view(JournalView)


class _ExportView(HomeAssistantView):
    """One kind of file of an account."""

    content_type: str
    ending: str

    def parts(self, request: web.Request, entry: AuronoConfigEntry) -> AsyncIterator[Part]:
        """The file that is asked for. Raises Unauthorized, or ValueError for what has no meaning."""
        raise NotImplementedError

    async def get(self, request: web.Request, entry_id: str) -> web.StreamResponse:
        """Answer with the file, or with why there is none."""
        hass = request.app[KEY_HASS]
        try:
            entry = loaded_account(hass, entry_id)
            parts = self.parts(request, entry)
            first = await anext(parts)
        except ValueError:
            return self.json_message("period or books", HTTPStatus.BAD_REQUEST)
        except (Refusal, HomeAssistantError, StoreError) as error:
            if isinstance(error, Unauthorized):
                raise
            status = HTTPStatus.NOT_FOUND if isinstance(error, Refusal) else HTTPStatus.INTERNAL_SERVER_ERROR
            return self.json_message(words(hass, refusal_of(error)), status)
        name = f"aurono-{slugify(entry.title)}-{dt_util.now():%Y-%m-%d}.{self.ending}"
        response = web.StreamResponse(
            headers={
                "Content-Type": self.content_type,
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            }
        )
        await response.prepare(request)
        await response.write(first.content)
        # What fails from here on breaks the download off, which the browser says and a journal's missing end proves.
        async for part in parts:
            await response.write(part.content)
        await response.write_eof()
        return response


class TradesView(_ExportView):
    """Trades as CSV, with the filters of ``aurono/trades``."""

    url = "/api/aurono/{entry_id}/trades.csv"
    name = "api:aurono:trades"
    content_type = "text/csv; charset=utf-8"
    ending = "csv"

    @override
    def parts(self, request: web.Request, entry: AuronoConfigEntry) -> AsyncIterator[Part]:
        query = request.query
        book = query.get("book")
        trades = TradeQuery(
            entry.entry_id,
            query.get("strategy"),
            None if book is None else BookKind(book),
            _time(query.get("since_ms")),
            _time(query.get("until_ms")),
        )
        return trades_file(request.app[KEY_HASS], entry, trades)


class JournalView(_ExportView):
    """The whole journal of an account as JSON lines."""

    url = "/api/aurono/{entry_id}/journal.jsonl"
    name = "api:aurono:journal"
    content_type = "application/x-ndjson"
    ending = "jsonl"

    @override
    def parts(self, request: web.Request, entry: AuronoConfigEntry) -> AsyncIterator[Part]:
        if not request[KEY_HASS_USER].is_admin:
            raise Unauthorized
        return journal_file(entry)


def _time(given: str | None) -> int | None:
    """UTC milliseconds; raises ValueError for anything else."""
    if given is None:
        return None
    if not _MILLISECONDS.fullmatch(given):
        raise ValueError(given)
    return int(given)
