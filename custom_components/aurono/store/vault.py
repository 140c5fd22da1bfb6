"""The vault: credentials by account, encrypted on disk with a key that no backup takes along.

The file and its key lie apart: the key in a folder that backups leave out. Who restores a backup elsewhere, or finds
one, has the encrypted file only, and the owner enters the credentials again.
"""

from contextlib import suppress
from hashlib import sha256
import os
from pathlib import Path
import sqlite3
from threading import Lock

from cryptography.fernet import Fernet, InvalidToken
import orjson

from .credentials import Credentials, fingerprint, masked
from .database import FileKind, Migration, open_file, sync_folder, transaction
from .errors import VaultDamaged, VaultLocked, VaultTooNew, VaultUnavailable

__all__ = ["Credentials", "Vault", "VaultLocked", "fingerprint", "masked"]

_FIRST = """
CREATE TABLE credentials (
    account TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    token BLOB NOT NULL
) STRICT
"""


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(_FIRST)


LADDER: tuple[Migration, ...] = (_create,)
_KIND = FileKind(
    application_id=0x41555256,
    ladder=LADDER,
    # One file and no log beside it, and what is deleted is overwritten.
    write_ahead=False,
    unavailable=VaultUnavailable,
    too_new=VaultTooNew,
    damaged=VaultDamaged,
)


class Vault:
    """Credentials by account. May be called from any thread.

    The key is made when something is first put in, never while reading and never over one that is there.
    """

    def __init__(self, path: Path, key_path: Path) -> None:
        """Open the vault; raises VaultTooNew with the file untouched, VaultDamaged or VaultUnavailable."""
        self._key_path = key_path
        self._lock = Lock()
        self._connection = open_file(path, _KIND)

    def get(self, account: str) -> Credentials | None:
        """The account's credentials, None if there are none.

        Raises VaultLocked if they are there and cannot be decrypted: they must be entered again.
        """
        with self._lock, _KIND.errors():
            row = self._connection.execute(_READ, (account,)).fetchone()
            if row is None:
                return None
            key = self._read_key()
            if key is None:
                raise VaultLocked("the key of the vault is missing or unusable")
            if row[0] != _name(key):
                raise VaultLocked("the credentials were encrypted with another key")
            return _decrypt(key, account, row[1])

    def put(self, account: str, credentials: Credentials) -> None:
        """Encrypt and keep credentials in place of any before; makes the key if there is none that can be used."""
        with self._lock, _KIND.errors():
            key = self._read_key() or self._make_key()
            with transaction(self._connection):
                self._connection.execute(_WRITE, (account, _name(key), _encrypt(key, account, credentials)))

    def delete(self, account: str) -> None:
        """Forget the account's credentials, if there are any."""
        with self._lock, _KIND.errors(), transaction(self._connection):
            self._connection.execute("DELETE FROM credentials WHERE account = ?", (account,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _read_key(self) -> bytes | None:
        """The key; None where it is missing or no key. What others could read is closed to them."""
        try:
            handle = os.open(self._key_path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        with os.fdopen(handle, "rb") as file:
            # A file system without permissions refuses; the key is no worse for having been asked.
            with suppress(PermissionError, NotImplementedError):
                if os.fstat(file.fileno()).st_mode & 0o077:
                    os.fchmod(file.fileno(), 0o600)
            key = file.read().strip()
        try:
            Fernet(key)
        except ValueError:
            return None
        return key

    def _make_key(self) -> bytes:
        """A new key, on the disk before it encrypts anything. An unusable one is set aside, not overwritten."""
        folder = self._key_path.parent
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with suppress(PermissionError, NotImplementedError):
            folder.chmod(0o700)
        if self._key_path.exists():
            digest = sha256(self._key_path.read_bytes()).hexdigest()[:8]
            self._key_path.rename(self._key_path.with_name(f"{self._key_path.name}.unusable-{digest}"))
        key = Fernet.generate_key()
        handle = os.open(self._key_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)
        return key


_READ = "SELECT key, token FROM credentials WHERE account = ?"
_WRITE = "INSERT OR REPLACE INTO credentials (account, key, token) VALUES (?, ?, ?)"


def _name(key: bytes) -> str:
    """What tells two keys apart without being one."""
    return sha256(b"aurono vault key\0" + key).hexdigest()[:16]


def _encrypt(key: bytes, account: str, credentials: Credentials) -> bytes:
    content = {"account": account, "api_key": credentials.api_key, "api_secret": credentials.api_secret}
    return Fernet(key).encrypt(orjson.dumps(content))


def _decrypt(key: bytes, account: str, token: bytes) -> Credentials:
    """Raises VaultLocked for a token that was damaged, or moved from another account."""
    try:
        content = orjson.loads(Fernet(key).decrypt(token))
    except InvalidToken, TypeError:
        raise VaultLocked("the credentials were damaged") from None
    if content["account"] != account:
        raise VaultLocked("the credentials belong to another account")
    return Credentials(content["api_key"], content["api_secret"])
