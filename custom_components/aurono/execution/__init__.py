"""Doing it: the trader of an account, the ledger it writes to and the orders it follows."""
