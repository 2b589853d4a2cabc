"""The house rules: style, types, who may import whom, the ontology's own shapes, and a wheel that works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS

from kg.rdf import validation

TOOLS = Path(sys.executable).parent


def _run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=["style", "format", "types", "imports"],
)
def test_the_house_rules_hold(command: list[str]) -> None:
    """What `make check` checks."""
    tool = TOOLS / command[0]
    if not tool.exists():
        pytest.skip(f"{command[0]} is not installed beside this Python; install the development requirements")
    done = _run(tool, *command[1:], cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_ontology_passes_its_shapes() -> None:
    """The Turtle files that are shipped are what shapes.ttl asks them to be."""
    faults = [f"{fault.node}: {fault.message}" for fault in validation.validate_ontology().results]
    assert faults == []


# ---------------------------------------------------------------- the wheel
@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of the checkout with the backend that is installed here: no network."""
    pytest.importorskip("hatchling", reason="hatchling is not installed; install the development requirements")
    folder = tmp_path_factory.mktemp("dist")
    built = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    [path] = folder.glob("*.whl")
    return path


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    """The wheel holds the ontology, the questions, the page's parts and the licence, and no tests or articles."""
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "kg").rglob("*.*") if "__pycache__" not in path.parts
    }
    assert {f"kg/_ontology/{path.name}" for path in (ROOT / "ontology").glob("*.ttl")} <= set(names)
    assert shipped <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"kg"}


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that knows the wheel, and the dependencies that are installed here.

    The dependencies are lent by a .pth file, so that no network is needed. The editable installation
    of the checkout is not lent with them: .pth files in a folder that a .pth file names are not read.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    made = _run(sys.executable, "-m", "venv", "--without-pip", folder)
    assert made.returncode == 0, made.stderr
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    packages = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])").stdout.strip())
    zipfile.ZipFile(wheel).extractall(packages)
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def test_the_wheel_works_outside_the_checkout(elsewhere: Path, tmp_path: Path) -> None:
    """Installed elsewhere, it builds, asks, draws and validates with its own files and none of the checkout's."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_"))}

    def kg(*arguments: object) -> str:
        done = _run(elsewhere, "-m", "kg", *arguments, cwd=tmp_path, env=clean)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = _run(elsewhere, "-c", "import kg; print(kg.__file__)", cwd=tmp_path, env=clean).stdout
    assert Path(where.strip()).is_relative_to(elsewhere.parents[1])
    told = json.loads(kg("build", SEEDS, "--output", "graph.html", "--output", "graph.ttl", "--json"))
    assert (told["added"], told["rejected"]) == (2, [])
    assert "passes its shapes" in kg("validate", "graph.ttl")


@pytest.mark.slow
def test_the_wheel_installs_into_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """With pip and a registry, the wheel alone brings all it needs; asked for with KG_TEST_INSTALL=1."""
    if not os.environ.get("KG_TEST_INSTALL"):
        pytest.skip("downloads every dependency: set KG_TEST_INSTALL=1 to try it")
    if os.environ.get("PIP_NO_INDEX"):
        pytest.skip("PIP_NO_INDEX forbids pip to ask a registry")
    _run(sys.executable, "-m", "venv", tmp_path / "empty")
    installed = _run(tmp_path / "empty" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel)
    assert installed.returncode == 0, installed.stderr
    built = _run(tmp_path / "empty" / "bin" / "kg", "build", SEEDS, "--json", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["added"] == 2
