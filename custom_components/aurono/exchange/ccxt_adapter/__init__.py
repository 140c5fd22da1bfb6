"""Real exchanges, reached through ccxt: one of its exchanges is loaded; exceptions and floats end here as values."""

from .connection import Credentials, RunInExecutor, UnsupportedLibrary, connect

__all__ = ["Credentials", "RunInExecutor", "UnsupportedLibrary", "connect"]
