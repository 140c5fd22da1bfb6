"""Bitvavo's REST dialect, version 2."""
