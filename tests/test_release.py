"""The zip of a release holds the integration and nothing else, the same bytes each time; a wrong version stops it."""

import json
from pathlib import Path
import subprocess
import time
import zipfile

import pytest

from script.lib.hub import HASS, HubFolder
from script.lib.release import INTEGRATION, STATES, ReleaseError, Repository, build, check, main, try_out


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository of one file with everything in order for version 1.2.3."""
    root = tmp_path / "checkout"
    place = root / INTEGRATION
    place.mkdir(parents=True)
    (place / "manifest.json").write_text('{"domain": "aurono", "version": "1.2.3"}')
    (place / "__init__.py").write_text("# nothing\n")
    (root / STATES / "1.2.3").mkdir(parents=True)
    (root / STATES / "1.2.3" / "state.json").write_text("{}")
    (root / "hacs.json").write_text('{"name": "Aurono", "zip_release": true, "filename": "aurono.zip"}')
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [1.2.3] - 2026-11-26\n\n## [1.2.2] - 2026-01-01\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "tag", "1.2.3")
    return Repository(root)


def problem(repository: Repository, *, final: bool = True) -> str:
    with pytest.raises(ReleaseError) as refused:
        check(repository, final=final)
    return str(refused.value)


def test_given_version_changelog_and_tag_agree_then_it_may_be_released(repository: Repository) -> None:
    check(repository, final=True)
    git(repository.root, "tag", "-d", "1.2.3")
    git(repository.root, "tag", "v1.2.3")
    check(repository, final=True)


def test_given_they_disagree_then_every_reason_is_told(repository: Repository) -> None:
    manifest = repository.root / INTEGRATION / "manifest.json"
    manifest.write_text('{"domain": "aurono", "version": "1.3.0"}')

    told = problem(repository)

    assert "has to be committed first" in told
    assert "the manifest says 1.3.0, CHANGELOG.md begins with 1.2.3" in told
    assert "has no frozen state of 1.3.0" in told
    assert "this commit has no tag 1.3.0, but: 1.2.3" in told


def test_given_no_date_yet_then_it_may_be_tried_and_not_released(repository: Repository) -> None:
    (repository.root / "CHANGELOG.md").write_text("## [1.2.3] - unreleased\n")
    git(repository.root, "commit", "-qam", "no date")

    check(repository, final=False)
    told = problem(repository)

    assert "gives 1.2.3 no date, but says: unreleased" in told
    assert "this commit has no tag 1.2.3" in told


def test_given_no_changelog_at_all_then_it_is_said(repository: Repository) -> None:
    (repository.root / "CHANGELOG.md").write_text("# Changelog\n")
    git(repository.root, "commit", "-qam", "empty")

    assert "CHANGELOG.md begins with nothing" in problem(repository, final=False)


def test_given_the_same_files_when_built_again_elsewhere_and_later_then_the_bytes_are_the_same(
    repository: Repository, tmp_path: Path
) -> None:
    first = build(repository, tmp_path / "one").read_bytes()
    cache = repository.root / INTEGRATION / "__pycache__"
    cache.mkdir()
    (cache / "__init__.cpython-314.pyc").write_bytes(b"compiled")
    (repository.root / INTEGRATION / "notes.txt").write_text("not committed")
    time.sleep(1.1)
    (repository.root / INTEGRATION / "__init__.py").touch()
    (repository.root / INTEGRATION / "__init__.py").chmod(0o700)

    second = build(repository, tmp_path / "two").read_bytes()

    assert first == second


def test_the_zip_of_aurono_holds_the_integration_at_its_root_and_nothing_else(tmp_path: Path) -> None:
    repository = Repository()
    path = build(repository, tmp_path)

    assert path.name == json.loads(Path("hacs.json").read_text())["filename"]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert json.loads(archive.read("manifest.json"))["version"] == repository.version
    assert names == sorted(names)
    assert {
        "__init__.py",
        "manifest.json",
        "translations/nl.json",
        "brand/icon.png",
        "frontend/aurono-panel.js",
    } <= set(names)
    assert [name for name in names if "test" in name or name.endswith((".pyc", ".map")) or name.startswith("/")] == []
    assert path.stat().st_size < 5_000_000


def test_given_a_problem_then_the_command_says_so_and_makes_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository.root, "tag", "-d", "1.2.3")
    monkeypatch.setattr("script.lib.release.Repository", lambda: repository)

    assert main(["--out", str(tmp_path / "out")]) == 1

    assert "no tag 1.2.3" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.timeout(600)
async def test_a_clean_home_assistant_installs_the_zip_and_trades(tmp_path: Path, socket_enabled: None) -> None:
    if not HASS.exists():
        pytest.skip("there is no Home Assistant here: script/setup makes it")
    repository = Repository()
    folder = HubFolder(tmp_path / "hub")

    installed = await try_out(build(repository, tmp_path), folder)

    assert installed == repository.version
    assert not (folder.path / "custom_components" / "aurono").is_symlink()
