"""The outside: the four verbs that reach an exchange, the ccxt adapter, the demo market and the paper exchange."""
