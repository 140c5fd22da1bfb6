"""The memory: journal of events, vault of credentials, archive of candles. Needs no Home Assistant."""
