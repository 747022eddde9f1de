"""Ties by rule, and worked examples: a scheme's rule on inputs that are given one by one."""

from __future__ import annotations

from decimal import Decimal

from generator.figures import narrow, parse_rate
from generator.model import Example, Filing, Outcome, Rule, Scheme, Site, Tie
from generator.references import UnresolvedError, resolve
from generator.score.case import case_in
from generator.score.inputs import JUDGEMENT
from generator.score.parts import apply, input_names
from generator.words import _


def score_tie(site: Site, filing: Filing, tie: Tie) -> Outcome:
    """What the rule of a 按规则 tie gives; its right side holds the rule's inputs in order.

    Where the rule or a reference points to nothing, or their number differs, ``why`` says so.
    """
    code, _slash, indicator = tie.rule.partition("/")
    scheme = site.schemes.get(code)
    node = scheme.node(indicator) if scheme is not None else None
    if scheme is None or node is None or node.rule is None:
        return Outcome(None, why=_("规则「{rule}」不是 方案编码/指标编码").format(rule=tie.rule))
    try:
        terms = resolve(filing, tie.right)
    except UnresolvedError as reason:
        return Outcome(None, why=str(reason))
    names = input_names(node.rule)
    if len(terms) != len(names):
        message = _("规则「{rule}」需要 {needed} 项输入，右项有 {given} 项")
        return Outcome(None, why=message.format(rule=tie.rule, needed=len(names), given=len(terms)))
    fed = dict(zip(names, terms, strict=True))
    numbers = {name: term.signed for name, term in fed.items() if term.signed is not None}
    words = {name: narrow(term.text) for name, term in fed.items() if term.value is None}
    return apply(node.rule, case_in(scheme, node.weight, numbers, words))


def run_example(scheme: Scheme, example: Example) -> Outcome:
    """What the rule of ``example``'s indicator gives for its inputs; the tests hold it to the example.

    An input that is a number (the sign % optional) is read as one, any other as a word. Raises
    ``LookupError`` where the scheme has no such indicator.
    """
    node = scheme.node(example.indicator)
    if node is None:
        raise LookupError(example.indicator)
    rule: Rule = node.rule or JUDGEMENT
    weight = node.weight if example.weight is None else example.weight
    numbers: dict[str, Decimal] = {}
    words: dict[str, str] = {}
    for name, text in example.inputs.items():
        try:
            numbers[name] = parse_rate(text)
        except ValueError:
            words[name] = narrow(text)
    return apply(rule, case_in(scheme, weight, numbers, words))
