"""What the store raises. Damage found while verifying is reported as a value instead (``verify``)."""

from enum import StrEnum


class StoreError(Exception):
    """The root of everything the store raises."""


class CodecError(StoreError):
    """A value has no canonical text, or a text is not the canonical one of a value."""


class Trouble(StrEnum):
    """What kept a file from being read or written."""

    FULL = "full"
    """No space left on the device."""
    IO_ERROR = "io_error"
    """The device failed to read or write."""
    LOCKED = "locked"
    """Another program holds the file."""
    READ_ONLY = "read_only"
    CANNOT_OPEN = "cannot_open"
    """The file or its folder cannot be opened or made."""
    CLOSED = "closed"
    """The store was closed."""
    STOPPED = "stopped"
    """An earlier write failed; nothing is written until the file was opened anew."""
    OTHER = "other"


class Unavailable(StoreError):
    """A file cannot be read or written now. What was asked for did not happen, unless ``trouble`` is IO_ERROR.

    After an IO_ERROR while writing only opening the file anew tells what reached the disk.
    """

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail


class TooNew(StoreError):
    """A file was written by a newer version of Aurono. It was not touched."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the file has schema {found}, this version of Aurono knows {known}")
        self.found = found
        self.known = known


class Damaged(StoreError):
    """A file is not what was written. ``position`` is the first event concerned, where that is known."""

    def __init__(self, detail: str, position: int | None = None) -> None:
        super().__init__(detail if position is None else f"event {position}: {detail}")
        self.detail = detail
        self.position = position


class JournalUnavailable(Unavailable):
    """The journal cannot be read or written: nothing may be traded, because nothing could be remembered."""


class JournalTooNew(TooNew):
    """The journal was written by a newer version of Aurono."""


class JournalDamaged(Damaged):
    """The journal is not what was written, so no books can be trusted."""


class JournalConflict(StoreError):
    """An event is not the next of its stream: another writer was faster, or one is missing. Nothing was written."""

    def __init__(self, stream: str, version: int, expected: int) -> None:
        super().__init__(f"{stream}: version {version} cannot be appended, the next one is {expected}")
        self.stream = stream
        self.version = version
        self.expected = expected


class VaultUnavailable(Unavailable):
    """The vault cannot be read or written now."""


class VaultTooNew(TooNew):
    """The vault was written by a newer version of Aurono."""


class VaultDamaged(Damaged):
    """The file of the vault is broken: the credentials must be entered again, into a new one."""


class VaultLocked(StoreError):
    """Credentials are there but cannot be decrypted: they must be entered again. Nothing was changed."""


class ArchiveUnavailable(Unavailable):
    """The candle archive cannot be read or written now."""


class ArchiveTooNew(TooNew):
    """The candle archive was written by a newer version of Aurono."""


class ArchiveDamaged(Damaged):
    """The candle archive is broken. It holds nothing that the exchange could not be asked for again."""
