"""Tests of the lab, over files and through its command line."""
