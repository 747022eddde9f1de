"""Every scheme of the data folder: its worked examples, and what must hold of its figures."""

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent.parent / "data"
CODES = sorted(path.stem for path in (DATA / "schemes").glob("*.yml"))
JUDGED = {"filed"}


@pytest.fixture(scope="module")
def schemes(tmp_path_factory):
    """The schemes alone, so that a fault in a filing does not hide what is wrong with a rule."""
    from generator.load import load

    root = tmp_path_factory.mktemp("schemes") / "data"
    shutil.copytree(DATA / "schemes", root / "schemes")
    for name in ("site.yml", "regions.csv"):
        shutil.copy(DATA / name, root / name)
    return load(root).schemes


def sums(node):
    """(where, sum, stated) of each weight that is divided below ``node``, where all are stated."""
    weights = [child.weight for child in node.children]
    if weights and None not in weights and node.weight is not None:
        yield node.code, sum(weights), node.weight
    if node.rule is not None and node.rule.parts:
        yield node.code, sum(part.weight for part in node.rule.parts), node.weight
    for child in node.children:
        yield from sums(child)


def computed(rule):
    return any(map(computed, (part.rule for part in rule.parts))) if rule.parts else rule.kind not in JUDGED


def parameters(rule):
    """What tells one computed rule from another: all but its words and its place."""
    parts = tuple((part.name, part.weight, parameters(part.rule)) for part in rule.parts)
    return rule.kind, tuple(rule.numbers.items()), tuple(rule.choices.items()), rule.tiers, parts


def kinds(rule):
    return {rule.kind}.union(*(kinds(part.rule) for part in rule.parts))


@pytest.mark.parametrize("code", CODES)
def test_every_example_gives_exactly_its_score_and_arithmetic(code, schemes):
    """Where a rule only bounds the score, the example's score is one that may be filed."""
    from generator.score import run_example

    wrong = []
    for example in schemes[code].examples:
        outcome = run_example(schemes[code], example)
        exact = outcome.score == example.score
        bounded = outcome.score is None and outcome.low <= example.score <= outcome.high
        if not (exact or bounded) or outcome.arithmetic != example.arithmetic:
            wrong.append((example.indicator, example.title, outcome))
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_every_computed_rule_has_an_example(code, schemes):
    scheme = schemes[code]
    shown = {parameters(scheme.node(example.indicator).rule) for example in scheme.examples}
    rules = [node.rule for node in scheme.walk() if node.rule is not None and computed(node.rule)]
    assert [rule.words for rule in rules if parameters(rule) not in shown] == []


@pytest.mark.parametrize("code", CODES)
def test_weights_add_up(code, schemes):
    scheme = schemes[code]
    top = [node.weight for node in scheme.nodes]
    divided = [pair for node in scheme.nodes for pair in sums(node)]
    if None not in top:
        divided.append((code, sum(top), scheme.full))
    assert [item for item in divided if item[1] != item[2]] == []


@pytest.mark.parametrize("code", CODES)
def test_tiers_and_parts_reach_the_full_score_and_no_further(code, schemes):
    tiered = [node for node in schemes[code].walk() if node.rule is not None and node.rule.kind == "tiers"]
    assert [n.code for n in tiered if max(tier.points for tier in n.rule.tiers) != n.weight] == []


def test_every_kind_of_rule_has_an_example(schemes):
    from generator.model import RULE_KINDS

    found = set()
    for scheme in schemes.values():
        found = found.union(*(kinds(scheme.node(example.indicator).rule) for example in scheme.examples))
    assert found == set(RULE_KINDS)


@pytest.mark.parametrize(
    ("code", "weights"),
    [
        ("national", [10, 50, 30, 10]),
        ("national-cost", [10, 40, 20, 20, 10]),
        ("wuhua-department", [35, 20, 45]),
        ("wuhua-project", [50, 30, 10, 10]),
        ("luohu-department", [20, 20, 60]),
    ],
)
def test_first_levels_are_those_of_the_documents(code, weights, schemes):
    assert [node.weight for node in schemes[code].nodes] == weights


def test_the_rows_of_luohu_that_are_legible_are_worth_96_points(schemes):
    """Assets have no legible row and one row of staff no legible weight: neither is made up."""
    scheme = schemes["luohu-department"]
    leaves = [node for node in scheme.walk() if not node.children]
    assert [node.code for node in leaves if node.weight is None] == ["B3", "B41"]
    assert sum(node.weight for node in leaves if node.weight is not None) == 96
    assert (scheme.node("B3").weight, scheme.node("B4").weight) == (None, None)
