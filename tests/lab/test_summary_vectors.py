"""The vectors that the panel's statistics are held against say what Python says."""

import json

from tests.lab import summary_vectors


def test_given_the_vectors_then_python_comes_to_every_figure_of_them() -> None:
    assert summary_vectors.VECTORS.read_text() == summary_vectors.text()


def test_given_the_vectors_then_they_hold_what_can_go_wrong() -> None:
    cases = json.loads(summary_vectors.VECTORS.read_text())
    summaries = [case["summary"] for case in cases]

    assert any(summary["candles"] == 0 for summary in summaries)
    assert any(not summary["is_safe"] for summary in summaries)
    assert any("CANDLE_INVALID" in summary["reasons"] for summary in summaries)
    assert any(summary["result"]["profit_percent"] is None for summary in summaries)
    assert any(summary["capital_used"] != summary["capital_wanted"] for summary in summaries)
    assert any(summary["buys"] > 3 and summary["sells"] > 3 for summary in summaries)
    assert {case["strategy"]["timeframe"] for case in cases} == {"1h", "4h", "1d", "1w"}
