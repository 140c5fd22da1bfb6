"""The server as a process of its own, over the demo market: `python -m tests.bitvavo --port 8999 --seed 7`.

Writes one line of JSON when it listens: its address, and a key and a secret that it accepts. Ctrl-C or SIGTERM ends it.
"""

import argparse
import asyncio
from decimal import Decimal
import json
from pathlib import Path
import runpy
import signal
import sys

# Without Home Assistant: the integration's sub-packages only.
runpy.run_path(str(Path(__file__).parents[2] / "custom_components" / "aurono" / "standalone.py"))


async def main(port: int, seed: int, balance: Decimal) -> None:
    """Serve until cancelled."""
    from .demo import DemoMarket  # noqa: PLC0415 - after the package was registered
    from .keys import ApiKey  # noqa: PLC0415
    from .server import serve, system_clock  # noqa: PLC0415

    market = DemoMarket(seed, system_clock())
    key = ApiKey.of(f"seed {seed}")
    market.engine.deposit(key.account, "EUR", balance)
    server = serve(market.engine, market, catch_up=market.catch_up)
    server.add_key(key)
    ended = asyncio.Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        # Said, not assumed: a process that a shell put into the background was told to ignore Ctrl-C.
        asyncio.get_running_loop().add_signal_handler(asked, ended.set)
    async with server.running(port):
        ready = {"url": server.url, "api_key": key.key, "api_secret": key.secret}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        await ended.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bitvavo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed", type=int, default=1, help="of the market and of the key")
    parser.add_argument("--balance", type=Decimal, default=Decimal(1_000), help="EUR on the account")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.port, arguments.seed, arguments.balance))
