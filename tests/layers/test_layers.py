"""One direction: stages never import each other; only publish composes them, and cli is its face."""

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[2] / "generator"
STAGES = {"load", "score", "check", "chart", "render", "search", "take", "build"}
GROUND = [
    "memo",
    "records",
    "words",
    "errors",
    "text",
    "figures",
    "store",
    "compiled",
    "forks",
    "model",
    "references",
]
"""Foundation, lowest first: each may import only those before it."""


def imported(path):
    """Names of generator's own modules that ``path`` imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            parts = node.module.split(".")
            if len(parts) > 1:
                yield parts[1]
            else:
                yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("generator."))


def modules(name):
    """Files of a module or package."""
    single = GENERATOR / f"{name}.py"
    return [single] if single.exists() else sorted((GENERATOR / name).rglob("*.py"))


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_no_other_stage(stage):
    files = modules(stage)
    assert files, f"stage {stage} is missing"
    for path in files:
        assert not (set(imported(path)) & (STAGES - {stage})), path
        assert not set(imported(path)) & {"cli", "publish"}, path


@pytest.mark.parametrize("name", GROUND)
def test_the_foundation_imports_no_stage(name):
    for path in modules(name):
        above = set(GROUND[GROUND.index(name) + 1 :]) | STAGES | {"cli", "publish"}
        assert not set(imported(path)) & above, path


@pytest.mark.parametrize("name", ["sample", "bench"])
def test_sample_and_bench_stand_beside_the_stages(name):
    for path in modules(name):
        assert not set(imported(path)) & (STAGES | {"cli", "publish"}), path


def test_every_module_is_a_stage_the_foundation_or_composes():
    found = {path.stem for path in GENERATOR.glob("*.py")} | {
        p.parent.name for p in GENERATOR.glob("*/__init__.py")
    }
    named = STAGES | set(GROUND) | {"cli", "serve", "publish"}
    assert named <= found
    assert found - named <= {"__init__", "sample", "bench"}


def test_modules_stay_small():
    long = [p for p in GENERATOR.rglob("*.py") if len(p.read_text(encoding="utf-8").splitlines()) > 400]
    assert not long, "a module of over 400 lines becomes a package"
