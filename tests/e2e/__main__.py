"""The venue as a process of its own: `python -m tests.e2e`, told over its standard input what happens in the market.

Each line is JSON: ``{"do": "advance", "milliseconds": 30000}``. Each is answered by a line, ``{"done": …}``. The first
line of all says where the server listens. The end of the input ends the process.
"""

import asyncio
import json
from pathlib import Path
import runpy
import sys

# Without Home Assistant: the integration's sub-packages only.
runpy.run_path(str(Path(__file__).parents[2] / "custom_components" / "aurono" / "standalone.py"))


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


async def main() -> None:
    """Serve until there is nobody left to tell what happens."""
    from .venue import Venue  # noqa: PLC0415 - after the package was registered

    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    venue = Venue()
    async with venue.server.running():
        _say(venue.address())
        async for line in orders:
            command = json.loads(line)
            _say({"done": venue.do(command.pop("do"), command)})


if __name__ == "__main__":
    asyncio.run(main())
