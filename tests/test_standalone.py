"""Everything but the face starts without Home Assistant, as script/lab and the optimiser's process need it."""

from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from tests.layers import FACE_FOLDERS

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "aurono"
FOREIGN = {"homeassistant", "probatio", "voluptuous"}
PACKAGES = sorted({path.parent.name for path in INTEGRATION.glob("*/__init__.py")} - FACE_FOLDERS)


def run(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Execute code in an isolated interpreter after standalone.py."""
    start = f"import runpy, sys; runpy.run_path({str(INTEGRATION / 'standalone.py')!r})\n"
    return subprocess.run(
        [sys.executable, "-I", "-c", start + code], capture_output=True, text=True, cwd=cwd, check=False
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_given_the_bare_package_when_a_sub_package_is_imported_then_home_assistant_stays_unloaded(
    package: str, tmp_path: Path
) -> None:
    modules = sorted(
        f"custom_components.aurono.{path.relative_to(INTEGRATION).with_suffix('').as_posix().replace('/', '.')}"
        for path in (INTEGRATION / package).rglob("*.py")
        if path.name not in {"__init__.py", "__main__.py"}
    )
    done = run(f"import importlib\nfor name in {modules}: importlib.import_module(name)\nprint(*sys.modules)", tmp_path)

    assert done.stderr == ""
    loaded = done.stdout.split()
    assert set(modules) <= set(loaded)
    assert not FOREIGN & set(loaded)


def test_given_the_bare_package_when_the_integration_is_imported_then_its_init_is_not_executed(tmp_path: Path) -> None:
    done = run("import custom_components.aurono as bare; print(bare.__path__, hasattr(bare, '__file__'))", tmp_path)

    assert done.stderr == ""
    assert done.stdout.split() == [f"['{INTEGRATION}']", "False"]


def test_given_the_integration_is_loaded_when_standalone_is_executed_then_it_stays(tmp_path: Path) -> None:
    code = "before = sys.modules['custom_components.aurono']\n"
    code += f"runpy.run_path({str(INTEGRATION / 'standalone.py')!r})\n"
    code += "print(before is sys.modules['custom_components.aurono'])"

    assert run(code, tmp_path).stdout == "True\n"


def test_given_a_sub_package_with_a_main_when_run_by_path_then_arguments_exit_code_and_child_processes_work(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "custom_components" / "aurono"
    (folder / "job").mkdir(parents=True)
    shutil.copy(INTEGRATION / "standalone.py", folder)
    (folder / "__init__.py").write_text("raise RuntimeError('the face was executed')\n")
    (folder / "select.py").write_text("raise RuntimeError('a platform hides the standard library')\n")
    (folder / "job" / "__init__.py").write_text("")
    (folder / "job" / "work.py").write_text("def double(number):\n    return 2 * number\n")
    (folder / "job" / "__main__.py").write_text(
        "import concurrent.futures, multiprocessing, selectors\n"
        "from .work import double\n"
        "def main(arguments):\n"
        "    context = multiprocessing.get_context('spawn')\n"
        "    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:\n"
        "        print(arguments, list(pool.map(double, [1, 2])))\n"
        "    return 3\n"
    )

    done = subprocess.run(
        [sys.executable, "-P", folder / "standalone.py", "job", "one", "--two"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout == "['one', '--two'] [2, 4]\n"
    assert done.returncode == 3
