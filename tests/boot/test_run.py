"""What `script/run` makes of a hub, told on the terminal, with a real Home Assistant in a process of its own."""

from argparse import Namespace

import pytest

from script.lib import run
from script.lib.hub import running_hub
from script.lib.run import Story

from .visit import House


@pytest.mark.timeout(300)
async def test_given_a_market_in_real_time_when_run_faster_then_it_says_that_it_cannot_and_runs(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "WATCHED_FOR", 0)
    async with running_hub(house.folder, house.command) as hub:
        await Story(Namespace(port=house.port, speed=1), house.folder).tell(hub)
        assert "In real time the first trade may take hours." in capsys.readouterr().out

        await Story(Namespace(port=house.port, speed=3600), house.folder).tell(hub)

        told = capsys.readouterr().out
        assert "The demo's market has reached the present, so it runs in real time. --fresh begins anew." in told
        assert f"Address    {house.address}" in told
        assert hub.running
        await hub.stop()
