"""Tests of the pure core. Every one of them runs in a hostile decimal context, see `conftest.py`."""
