"""The folder of a hub that `script/run` starts."""

from pathlib import Path

from script.lib.hub import INTEGRATION, HubFolder


def test_given_a_backup_that_was_put_back_when_prepared_then_the_hub_runs_what_is_here_again(tmp_path: Path) -> None:
    folder = HubFolder(tmp_path / "hub")
    folder.prepare(8123)
    integration = folder.path / "custom_components" / "aurono"
    # Home Assistant puts back what the link led to.
    integration.unlink()
    (integration / "engine").mkdir(parents=True)
    (integration / "engine" / "old.py").write_text("")

    folder.prepare(8123)

    assert integration.is_symlink()
    assert integration.resolve() == INTEGRATION
