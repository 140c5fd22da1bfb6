"""API keys, and the checks that a signed request goes through."""

from collections.abc import Mapping
from dataclasses import dataclass
import hashlib
import hmac

from .errors import ApiError

LONGEST_WINDOW = 60_000


@dataclass
class ApiKey:
    """A key of an account with its rights."""

    key: str
    secret: str
    account: str = "owner"
    may_view: bool = True
    may_trade: bool = True
    active: bool = True
    address_allowed: bool = True

    @classmethod
    def of(cls, name: str) -> ApiKey:
        """A key and a secret of the right length, the same for the same name."""
        key, secret = (hashlib.sha256(f"{part} of {name}".encode()).hexdigest() for part in ("key", "secret"))
        return cls(key, secret)


def authenticate(
    keys: Mapping[str, ApiKey], headers: Mapping[str, str], signed: tuple[str, str, bytes], now: int
) -> ApiKey:
    """The key of a request; `signed` is the method, the raw path with its query and the raw body. Raises ApiError."""
    if "Bitvavo-Access-Key" not in headers:
        raise ApiError(300, "Authentication is required for this endpoint.")
    name, signature = headers["Bitvavo-Access-Key"], headers.get("Bitvavo-Access-Signature", "")
    if len(name) != 64:
        raise ApiError(301, "API Key must be of length 64.")
    stamp = headers.get("Bitvavo-Access-Timestamp", "")
    if not (stamp.isdigit() and len(stamp) == 13):
        raise ApiError(302, "Timestamp is invalid. This must be a timestamp in ms.")
    window = headers.get("Bitvavo-Access-Window", "10000")
    if not window.isdigit() or not 100 <= int(window) <= LONGEST_WINDOW:
        raise ApiError(303, "Window must be between 100 and 60000 ms.")
    if abs(now - int(stamp)) > int(window):
        raise ApiError(304, f"Request was not received within acceptable window ({window} ms).")
    key = keys.get(name)
    if key is None:
        raise ApiError(305, "No active API key found.")
    if not key.active:
        raise ApiError(306, "No active API key found. Please ensure that you have confirmed the API key by e-mail.")
    if not key.address_allowed:
        raise ApiError(307, "This key does not allow access from this IP.")
    if len(signature) != 64:
        raise ApiError(308, "The signature length is invalid (HMAC-SHA256 should return a 64 length string).")
    method, path, body = signed
    payload = b"" if method in {"GET", "DELETE"} else body
    wanted = hmac.new(key.secret.encode(), f"{stamp}{method}{path}".encode() + payload, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted, signature.lower()):
        raise ApiError(309, "The signature is invalid.")
    return key
