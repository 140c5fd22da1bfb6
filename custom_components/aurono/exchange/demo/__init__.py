"""An exchange that does not exist: invented coins, a market made of numbers, and an account to try things with."""

from .exchange import DemoExchange

__all__ = ["DemoExchange"]
