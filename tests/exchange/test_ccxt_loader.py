"""One exchange of ccxt is loaded, cheaply and without harm to others who use ccxt; each case in a fresh interpreter."""

from pathlib import Path
import subprocess
import sys
from textwrap import dedent

import pytest

from custom_components.aurono.exchange.ccxt_adapter.loader import EXCHANGES, load_exchange

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "aurono"
PREPARED = f"""
import runpy, sys
runpy.run_path({str(INTEGRATION / "standalone.py")!r})
from custom_components.aurono.exchange.ccxt_adapter.loader import load_exchange

def modules():
    return [name for name in sys.modules if name.startswith("ccxt.")]
"""


def in_a_fresh_interpreter(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PREPARED + dedent(code)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("exchange", sorted(EXCHANGES))
def test_one_exchange_brings_few_modules(exchange: str) -> None:
    in_a_fresh_interpreter(f"""
        loaded = load_exchange({exchange!r})
        assert loaded.__name__ == {exchange!r}
        assert loaded.__module__ == "ccxt.async_support.{exchange}"
        assert len(modules()) < 200, len(modules())
    """)


@pytest.mark.parametrize("exchange", ["", "os", "bitvavo ", "../bitvavo", "bitvavo.bitvavo", "BITVAVO"])
def test_nothing_else_can_be_loaded(exchange: str) -> None:
    with pytest.raises(ValueError, match="not an exchange that may be loaded"):
        load_exchange(exchange)


def test_importing_the_adapter_does_not_import_ccxt() -> None:
    in_a_fresh_interpreter("""
        import custom_components.aurono.exchange.ccxt_adapter
        assert "ccxt" not in sys.modules
    """)


def test_loading_again_gives_the_same_class() -> None:
    in_a_fresh_interpreter("""
        assert load_exchange("bitvavo") is load_exchange("bitvavo")
    """)


def test_another_integration_gets_all_of_ccxt_afterwards() -> None:
    in_a_fresh_interpreter("""
        loaded = load_exchange("bitvavo")
        import ccxt
        assert len(ccxt.exchanges) > 50
        assert ccxt.kraken().id == "kraken"
        import ccxt.async_support
        assert ccxt.async_support.bitvavo is loaded
        assert ccxt.async_support.kraken.__name__ == "kraken"
        from types import ModuleType
        assert type(ccxt.async_support) is ModuleType
    """)


def test_the_exchange_that_we_loaded_is_the_class_for_others_too() -> None:
    in_a_fresh_interpreter("""
        loaded = load_exchange("bitvavo")
        import ccxt.async_support as ccxt
        assert ccxt.bitvavo is loaded
        assert len(modules()) < 200
        from ccxt.async_support.binance import binance
        assert ccxt.binance is binance
    """)


def test_errors_are_the_same_classes_before_and_after() -> None:
    in_a_fresh_interpreter("""
        load_exchange("bitvavo")
        import ccxt
        before = ccxt.NetworkError
        assert len(modules()) < 200
        assert ccxt.exchanges
        assert ccxt.NetworkError is before
    """)


def test_a_star_import_gives_everything() -> None:
    in_a_fresh_interpreter("""
        load_exchange("bitvavo")
        from ccxt import *
        assert binance().id == "binance"
        assert issubclass(NetworkError, BaseError)
    """)


def test_dir_and_version_are_those_of_the_package() -> None:
    in_a_fresh_interpreter("""
        load_exchange("bitvavo")
        import ccxt, ccxt.async_support
        assert ccxt.__version__.startswith("4.")
        assert "kraken" in dir(ccxt.async_support)
    """)


def test_what_ccxt_does_not_have_stays_missing() -> None:
    in_a_fresh_interpreter("""
        load_exchange("bitvavo")
        import ccxt
        assert not hasattr(ccxt, "__wrapped__")
        assert len(modules()) < 200
        assert not hasattr(ccxt, "an_exchange_that_never_was")
        assert ccxt.binance
    """)


def test_ccxt_that_somebody_else_imported_first_is_used_as_it_is() -> None:
    in_a_fresh_interpreter("""
        import ccxt.async_support
        known = ccxt.async_support.bitvavo
        assert load_exchange("bitvavo") is known
    """)


def test_many_threads_at_once_get_whole_packages() -> None:
    in_a_fresh_interpreter("""
        from concurrent.futures import ThreadPoolExecutor
        import importlib, threading
        start = threading.Barrier(8)

        def ours():
            start.wait()
            return load_exchange("bitvavo").__name__

        def theirs():
            start.wait()
            return importlib.import_module("ccxt.async_support").kraken.__name__

        def from_the_top():
            start.wait()
            return importlib.import_module("ccxt").binance.__name__

        with ThreadPoolExecutor(8) as pool:
            jobs = [pool.submit(job) for job in (ours, theirs, from_the_top, theirs, ours, from_the_top, ours, theirs)]
            assert {job.result(60) for job in jobs} == {"bitvavo", "kraken", "binance"}
    """)


def test_without_ccxt_the_import_error_says_so() -> None:
    in_a_fresh_interpreter("""
        from pathlib import Path
        sys.path = [path for path in sys.path if not Path(path, "ccxt").is_dir()]
        try:
            load_exchange("bitvavo")
        except ModuleNotFoundError as error:
            assert error.name == "ccxt"
        else:
            raise AssertionError
    """)


def test_the_import_system_is_left_as_it_was() -> None:
    in_a_fresh_interpreter("""
        before = list(sys.meta_path)
        load_exchange("bitvavo")
        assert sys.meta_path == before
    """)
