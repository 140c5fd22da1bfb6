"""The memory: the journal of events, the vault of credentials and the archive of candles, each in SQLite."""
