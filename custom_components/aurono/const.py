"""Keys that the face of the integration shares."""

import logging
from typing import Final

DOMAIN: Final = "aurono"
LOGGER = logging.getLogger(__package__)

CONF_CREDENTIALS: Final = "credentials"
"""Where an account's key lies in the vault; the key itself is never in an entry."""
CONF_DIAGNOSTICS_AMOUNTS: Final = "diagnostics_amounts"
"""Option of an account: whether its diagnostics tell amounts of money."""
CONF_EXCHANGE: Final = "exchange"
CONF_SEED: Final = "seed"
CONF_SPEED: Final = "speed"
CONF_STARTED_AT: Final = "started_at"

EXCHANGE_BITVAVO: Final = "bitvavo"
EXCHANGE_DEMO: Final = "demo"

SUBENTRY_MAIL: Final = "mail"
SUBENTRY_STRATEGY: Final = "strategy"
