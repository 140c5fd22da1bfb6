"""What a log complains about, and what is no complaint."""

from pathlib import Path

import pytest

from .observation import complaints

_JOB = "2026-11-27 19:53:04.162 ERROR (MainThread) [homeassistant] Error doing job: "
_LEFT = (
    "Traceback (most recent call last):\n"
    '  File "aiohttp/web_protocol.py", line 709, in start\n'
    "    reset = await task\n"
    "aiohttp.client_exceptions.ClientConnectionResetError: Cannot write to closing transport\n"
)
_NEXT = "2026-11-27 19:53:04.170 INFO (MainThread) [homeassistant.core] Shutting down\n"


@pytest.mark.parametrize(
    "job",
    [
        "Task exception was never retrieved (task: <Task finished name='Task-9'>)",
        "ClientConnectionResetError exception in shielded future (task: None)",
    ],
)
def test_given_a_browser_that_left_while_it_was_written_to_then_that_is_no_complaint(tmp_path: Path, job: str) -> None:
    log = tmp_path / "home-assistant.log"

    log.write_text(f"{_NEXT}{_JOB}{job}\n{_LEFT}{_NEXT}")
    assert complaints(log) == []

    other = _LEFT.replace("ClientConnectionResetError: Cannot write to closing transport", "ValueError: no")
    log.write_text(f"{_NEXT}{_JOB}{job}\n{other}{_JOB}{job}\n{_LEFT}")
    assert complaints(log) == [f"{_JOB}{job}", "Traceback (most recent call last):"]
