"""What the engine raises when it is asked for something that cannot be."""


class LedgerError(Exception):
    """An event that cannot follow the ones before it: the books would become untrue, so nothing is changed."""
