"""Asking "what if": the simulator on files, run as a process of its own and without Home Assistant."""
