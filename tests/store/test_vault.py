"""Credentials come back to who has the key, and to nobody else; what is on the disk and in logs says nothing."""

from collections.abc import Iterator
from pathlib import Path, PurePath
import sqlite3
import tarfile
import threading

from cryptography.fernet import Fernet
from homeassistant.components.backup.const import EXCLUDE_FROM_BACKUP
import pytest
from securetar import atomic_contents_add

from custom_components.aurono.store.errors import VaultDamaged, VaultTooNew, VaultUnavailable
from custom_components.aurono.store.vault import Credentials, Vault, VaultLocked, fingerprint, masked

FIRST = Credentials("key-of-the-first-account", "secret-of-the-first-account")
SECOND = Credentials("key-of-the-second-account", 'secret with ünicode and "quotes"')


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder


@pytest.fixture
def key_path(config: Path) -> Path:
    return config / ".cache" / "aurono" / "vault.key"


@pytest.fixture
def vault_path(config: Path) -> Path:
    return config / "aurono" / "vault.db"


@pytest.fixture
def vault(vault_path: Path, key_path: Path) -> Iterator[Vault]:
    opened = Vault(vault_path, key_path)
    yield opened
    opened.close()


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_given_credentials_when_put_then_they_come_back_now_and_after_a_restart(
    vault: Vault, vault_path: Path, key_path: Path
) -> None:
    vault.put("a", FIRST)
    vault.put("b", SECOND)

    assert (vault.get("a"), vault.get("b"), vault.get("c")) == (FIRST, SECOND, None)
    again = Vault(vault_path, key_path)
    assert (again.get("a"), again.get("b")) == (FIRST, SECOND)
    again.close()


def test_given_credentials_when_put_again_or_deleted_then_the_old_ones_are_gone(vault: Vault) -> None:
    vault.put("a", FIRST)
    vault.put("a", SECOND)
    assert vault.get("a") == SECOND

    vault.delete("a")
    vault.delete("never there")
    assert vault.get("a") is None


def test_given_a_vault_when_its_files_are_looked_at_then_only_their_owner_may(
    vault: Vault, vault_path: Path, key_path: Path
) -> None:
    vault.put("a", FIRST)

    assert mode(key_path) == 0o600
    assert mode(key_path.parent) == 0o700
    assert mode(vault_path) == 0o600


def test_given_a_key_that_others_may_read_when_it_is_used_then_it_is_closed_to_them(
    vault: Vault, key_path: Path
) -> None:
    vault.put("a", FIRST)
    key_path.chmod(0o644)

    assert vault.get("a") == FIRST
    assert mode(key_path) == 0o600


def test_given_nothing_put_in_when_read_then_no_key_is_made(vault: Vault, key_path: Path) -> None:
    assert vault.get("a") is None
    vault.delete("a")
    assert not key_path.exists()


def test_given_secrets_in_the_vault_when_every_file_is_read_then_none_of_them_is_there(
    vault: Vault, config: Path
) -> None:
    vault.put("a", FIRST)
    vault.put("b", SECOND)
    vault.put("b", FIRST)
    vault.delete("b")

    for file in config.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for credentials in (FIRST, SECOND):
            assert credentials.api_key.encode() not in content, file
            assert credentials.api_secret.encode() not in content, file


def test_given_credentials_that_were_deleted_when_the_file_is_read_then_not_even_their_cipher_is_left(
    vault: Vault, vault_path: Path
) -> None:
    vault.put("a", FIRST)
    connection = sqlite3.connect(vault_path)
    (token,) = connection.execute("SELECT token FROM credentials").fetchone()
    connection.close()
    assert token in vault_path.read_bytes()

    vault.delete("a")

    assert token not in vault_path.read_bytes()


def test_given_a_home_assistant_backup_when_it_is_taken_then_the_vault_is_in_it_and_the_key_is_not(
    vault: Vault, config: Path, tmp_path: Path
) -> None:
    vault.put("a", FIRST)

    def left_out(path: PurePath) -> bool:
        # As homeassistant.components.backup.manager does.
        return any(path.full_match(f"data/{pattern}") for pattern in EXCLUDE_FROM_BACKUP)

    with tarfile.open(tmp_path / "backup.tar", "w") as backup:
        atomic_contents_add(backup, config, file_filter=left_out, arcname="data")
        names = backup.getnames()
    assert "data/aurono/vault.db" in names
    assert [name for name in names if "vault.key" in name] == []


def test_given_a_restored_backup_without_the_key_when_read_then_it_is_locked_and_nothing_changes(
    vault: Vault, vault_path: Path, key_path: Path
) -> None:
    vault.put("a", FIRST)
    key_path.unlink()
    before = vault_path.read_bytes()

    with pytest.raises(VaultLocked, match="missing"):
        vault.get("a")

    assert not key_path.exists()
    assert vault_path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", Fernet.generate_key()[:-5], b"\xff" * 44],
    ids=["empty", "nonsense", "cut off", "not text"],
)
def test_given_a_file_that_is_no_key_when_read_then_it_is_locked_and_when_put_it_is_set_aside(
    content: bytes, vault: Vault, key_path: Path
) -> None:
    vault.put("a", FIRST)
    vault.put("b", FIRST)
    key_path.write_bytes(content)

    with pytest.raises(VaultLocked, match="unusable"):
        vault.get("a")
    vault.put("a", SECOND)

    assert vault.get("a") == SECOND
    with pytest.raises(VaultLocked, match="another key"):
        vault.get("b")
    (aside,) = key_path.parent.glob("vault.key.unusable-*")
    assert aside.read_bytes() == content


def test_given_a_lost_key_that_turns_up_again_when_it_is_put_back_then_what_it_encrypted_can_be_read(
    vault: Vault, key_path: Path
) -> None:
    vault.put("a", FIRST)
    lost = key_path.read_bytes()
    key_path.unlink()
    vault.put("b", SECOND)

    with pytest.raises(VaultLocked, match="another key"):
        vault.get("a")
    assert vault.get("b") == SECOND
    key_path.write_bytes(lost)
    assert vault.get("a") == FIRST


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE credentials SET token = CAST('x' || token AS BLOB) WHERE account = 'a'", "damaged"),
        ("UPDATE credentials SET token = x'' WHERE account = 'a'", "damaged"),
        ("UPDATE credentials SET token = (SELECT token FROM credentials WHERE account = 'b')", "another account"),
        ("UPDATE credentials SET key = 'other'", "another key"),
    ],
)
def test_given_credentials_changed_behind_its_back_when_read_then_they_are_locked(
    statement: str, message: str, vault: Vault, vault_path: Path
) -> None:
    vault.put("a", FIRST)
    vault.put("b", SECOND)
    connection = sqlite3.connect(vault_path, autocommit=True)
    connection.execute(statement)
    connection.close()

    with pytest.raises(VaultLocked, match=message):
        vault.get("a")


def test_given_a_vault_that_cannot_be_opened_when_asked_then_it_is_said(
    vault: Vault, vault_path: Path, key_path: Path
) -> None:
    vault.put("a", FIRST)
    vault.close()
    with pytest.raises(VaultUnavailable):
        vault.get("a")

    connection = sqlite3.connect(vault_path, autocommit=True)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(VaultTooNew):
        Vault(vault_path, key_path)

    vault_path.write_bytes(b"nonsense")
    with pytest.raises(VaultDamaged):
        Vault(vault_path, key_path)


def test_given_many_threads_when_they_put_at_once_then_one_key_is_made_and_all_is_there(
    vault: Vault, key_path: Path
) -> None:
    threads = [
        threading.Thread(target=vault.put, args=(str(number), Credentials(f"key-{number}", "s"))) for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [vault.get(str(number)) for number in range(8)] == [Credentials(f"key-{number}", "s") for number in range(8)]
    assert [file.name for file in key_path.parent.iterdir()] == ["vault.key"]


def test_given_credentials_when_shown_then_neither_part_is_told() -> None:
    for text in (repr(FIRST), str(FIRST), f"{FIRST}", repr([FIRST])):
        assert "first" not in text


def test_given_a_key_when_masked_then_ten_dots_and_its_last_four_characters_are_left() -> None:
    assert masked("0123456789abcdef") == "••••••••••cdef"
    assert masked("short") == "••••••••••"
    assert masked("") == "••••••••••"


def test_given_keys_when_their_fingerprints_are_compared_then_they_tell_them_apart_and_nothing_else() -> None:
    assert fingerprint("a" * 64) == fingerprint("a" * 64)
    assert fingerprint("a" * 64) != fingerprint("a" * 63 + "b")
    assert len(fingerprint("a")) == 32
    assert "a" * 8 not in fingerprint("a" * 64)
