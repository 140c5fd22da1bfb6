"""A server that speaks Bitvavo's REST dialect, for the real ccxt to connect to.

It knows what Bitvavo documents and what was seen on the wire: signatures, points and bans, error codes, holes in
candles, cent rounding, fees that come later, and it can be told to fail in every way a network does.
`python -m tests.bitvavo` starts it as a process of its own.
"""
