"""Sentences for local Assist, in English and Dutch: each strategy answers to its name.

They are the sentence triggers of Home Assistant's own agent, so nothing has to be copied into the configuration. One
that names a strategy holds its very name, so that no sentence about anything else is taken for ours.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.setup import async_when_setup

from .assist import Question, async_answer
from .const import DOMAIN, SUBENTRY_STRATEGY

_FOLDER = Path(__file__).parent / "sentences"
_NOT_SPOKEN = re.compile(r"[^\w' -]+|_")
"""What a sentence cannot hold: signs that mean something in its template, and such that nobody pronounces."""

type _About = tuple[str, str] | None
"""A strategy, by its id and name, or all of them."""
type Templates = Mapping[str, Mapping[str, list[str]]]


def read_templates() -> Templates:
    """The sentences of all languages together: what is asked, of all strategies (``all``) or of one (``strategy``)."""
    templates: dict[str, dict[str, list[str]]] = {}
    for path in sorted(_FOLDER.glob("*.json")):
        for whom, questions in json.loads(path.read_text(encoding="utf-8")).items():
            for question, sentences in questions.items():
                templates.setdefault(whom, {}).setdefault(question, []).extend(sentences)
    return templates


def spoken(name: str) -> str:
    """The name of a strategy as a sentence may hold it; empty where nothing of it can be spoken."""
    return " ".join(_NOT_SPOKEN.sub(" ", name).split())


@callback
def async_setup_voice(hass: HomeAssistant) -> None:
    """Offer the sentences as soon as there is somebody who listens to them."""

    async def listens(hass: HomeAssistant, _component: str) -> None:
        # Not imported before: a home without Assist need not have what it requires.
        from homeassistant.components.conversation.agent_manager import get_agent_manager  # noqa: PLC0415

        templates = await hass.async_add_executor_job(read_templates)
        Voice(hass, templates, get_agent_manager(hass).register_trigger).listen()

    async_when_setup(hass, "conversation", listens)


class Voice:
    """Keeps the sentences true to the strategies that there are."""

    def __init__(
        self, hass: HomeAssistant, templates: Templates, register: Callable[[list[str], Any], Callable[[], None]]
    ) -> None:
        self._hass = hass
        self._templates = templates
        self._register = register
        self._offered: dict[str, str] | None = None
        self._ends: list[Callable[[], None]] = []

    @callback
    def listen(self) -> None:
        """Offer what there is now, and what there will be."""

        @callback
        def changed(_change: ConfigEntryChange, entry: ConfigEntry) -> None:
            if entry.domain == DOMAIN:
                self._offer()

        async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, changed)
        self._offer()

    @callback
    def _offer(self) -> None:
        strategies = {
            subentry.subentry_id: subentry.title
            for entry in self._hass.config_entries.async_entries(DOMAIN)
            for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY)
        }
        if strategies == self._offered:
            return
        self._offered = strategies
        while self._ends:
            self._ends.pop()()
        if not strategies:
            return
        # Of two that sound the same, the first answers.
        called: dict[str, tuple[str, str]] = {}
        for strategy_id, name in strategies.items():
            if speech := spoken(name):
                called.setdefault(speech.casefold(), (strategy_id, name))
        for question in Question:
            about = self._sentences(question, called.values())
            self._ends.append(self._register(list(about), partial(self._answer, question, about)))

    def _sentences(self, question: Question, strategies: Iterable[tuple[str, str]]) -> Mapping[str, _About]:
        """The sentences that ask it, and whom each is about."""
        of_all, of_one = (self._templates[whom].get(question, []) for whom in ("all", "strategy"))
        about: dict[str, _About] = dict.fromkeys(of_all)
        for strategy in strategies:
            about |= dict.fromkeys((template.replace("{name}", spoken(strategy[1])) for template in of_one), strategy)
        return about

    async def _answer(self, question: Question, about: Mapping[str, _About], said: Any, heard: Any) -> str:
        language = said.language or self._hass.config.language
        return await async_answer(self._hass, question, language, about[heard.intent_sentence.text])
