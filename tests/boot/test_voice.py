"""What is said to Home Assistant's own agent is heard, and answered in the language it was asked in."""

from pathlib import Path
import re

import pytest

from custom_components.aurono.voice import read_templates
from script.lib.demo import STRATEGIES, add_demo_account, add_strategy
from script.lib.hub import HASS, ROOT, HubFolder, free_port
from script.lib.hub_client import HubConnection

from .observation import complaints, eventually, strategy_states
from .visit import House, visit

HOURLY = STRATEGIES[0]
MONEY = r"\d[\d.,]*"
WORTH = rf"Op papier is Quick dips € {MONEY} waard, met een (winst|verlies) van € {MONEY}\."

SPOKEN = {
    "en": {
        "How is my crypto doing?": f"On paper, Quick dips is worth €{MONEY}, with a (profit|loss) of €{MONEY}\\.",
        "what is Quick Dips worth": f"On paper, Quick dips is worth €{MONEY}, with a (profit|loss) of €{MONEY}\\.",
        "Why did quick dips not buy?": r"Quick dips .+, at \d\d:\d\d( on \d+ \w+( \d+)?)?\.",
        "what was the last trade of quick dips": rf"Quick dips (bought|sold) .+ for €{MONEY} at {MONEY}, .+\.",
        "What was my last crypto trade?": rf"Quick dips (bought|sold) .+ for €{MONEY} at {MONEY}, .+\.",
        "when does Quick dips decide next": r"Quick dips decides next at .+\.",
        "When does Quick dips decide?": r"Quick dips decides next at .+\.",
    },
    "nl": {
        "Hoe gaat het met mijn crypto?": WORTH,
        "Hoe staat quick dips ervoor?": WORTH,
        "Waarom heeft Quick dips niet gekocht?": r"Quick dips .+, om \d\d:\d\d( op \d+ \w+( \d+)?)?\.",
        "wat was de laatste transactie van quick dips": rf"Quick dips (kocht|verkocht) .+ voor € {MONEY} tegen .+\.",
        "wanneer beslist quick dips weer": r"Quick dips beslist weer om .+\.",
        "Wanneer beslist Quick dips?": r"Quick dips beslist weer om .+\.",
    },
}


async def say(connection: HubConnection, text: str, language: str = "en") -> str:
    answer = await connection.ask("conversation/process", text=text, language=language)
    said: str = answer["response"]["speech"]["plain"]["speech"]
    return said.replace("\u00a0", " ")


def instances(template: str) -> list[str]:
    """Everything that a template of a sentence stands for."""
    if (choice := re.search(r"\(([^()\[\]]*)\)", template)) is not None:
        parts = [template[: choice.start()] + part + template[choice.end() :] for part in choice[1].split("|")]
    elif (optional := re.search(r"\[([^\[\]]*)\]", template)) is not None:
        parts = [template[: optional.start()] + part + template[optional.end() :] for part in ("", optional[1])]
    else:
        return [" ".join(template.split())]
    return [instance for part in parts for instance in instances(part)]


@pytest.mark.timeout(900)
async def test_a_strategy_is_spoken_with(tmp_path: Path, socket_enabled: None) -> None:
    if not HASS.exists():
        pytest.skip(f"{HASS.relative_to(ROOT)} does not exist: script/setup makes it")
    house = House(HubFolder(tmp_path / "hub"), free_port())
    house.folder.prepare(house.port)
    async with visit(house) as (_, client, connection):
        account = await add_demo_account(client, speed=3600)
        strategy = await add_strategy(client, connection, account, HOURLY)

        async def traded() -> bool:
            states = await strategy_states(connection, account, strategy)
            return int(states["trades"]["state"]) >= 1

        await eventually(traded, "a trade")
        assert "Expose its status to Assist first" in await say(connection, "how is Quick dips doing")
        status = (await connection.entities(account, strategy))["status"]
        await connection.ask(
            "homeassistant/expose_entity", assistants=["conversation"], entity_ids=[status], should_expose=True
        )
        for language, questions in SPOKEN.items():
            for question, answer in questions.items():
                said = await say(connection, question, language)
                assert re.fullmatch(answer, said), (question, said)
        # Each sentence that is offered is understood as ours, whoever else offers some.
        for offered in read_templates().values():
            for templates in offered.values():
                for sentence in (each for template in templates for each in instances(template)):
                    said = await say(connection, sentence.replace("{name}", "Quick dips"))
                    assert "uick dips" in said, (sentence, said)
        # What is about something else is left to others.
        assert "uick dips" not in await say(connection, "how is the weather doing")
    assert complaints(house.folder.log) == []
