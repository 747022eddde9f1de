"""Jinja's environment, made quicker for thousands of pages of many small cells; it prints the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.memo import Memo
from generator.text import one_line
from generator.words import _

_printed: Memo[str, str] = Memo(lambda text: str(escape(one_line(text))), most=100_000)
"""Texts as they are printed: on one line, escaped. Most stand on many pages."""


class QuickEnvironment(Environment):
    """What a page prints goes through one function, and its words are translated beforehand.

    A project's page prints some 700 values and asks for some 280 words: finalising and escaping each by
    calls of their own, and looking each word up, took half of the time. Templates are part of the program:
    whether they are those that were loaded is not asked again for every page.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as Environment
        super().__init__(**settings, auto_reload=False)

    def make_globals(self, d: Mapping[str, Any] | None) -> dict[str, Any]:
        """A plain dictionary, quick to copy and compare; nothing is added once a template is loaded."""
        return {**self.globals, **(d or {})}

    @staticmethod
    def printed(value: object) -> str:
        """``value`` as it stands in the page: escaped.

        Data keeps to one line, so that it cannot start a Markdown block of its own.
        """
        if type(value) is str:
            return _printed[value]
        if type(value) is Markup:
            return value
        if type(value) is int:
            return str(value)
        if isinstance(value, str) and not isinstance(value, Markup):
            return _printed[str(value)]
        return escape(value)

    @staticmethod
    def optional(macro: FunctionType, count: int) -> FunctionType:
        """``macro``, which need not be given its last ``count`` arguments."""
        macro.__defaults__ = (missing,) * count
        return macro

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Translator().visit(super()._parse(source, name, filename))
        return tree


class _Code(CodeGenerator):
    """Compiles ``{{ value }}`` to ``printed(value)``, ``a.b`` and ``f(x)`` to these, macros to functions.

    Jinja asks whether ``a["b"]`` is meant, whether ``f`` wants the context, and what a macro is to do with
    arguments by name. Here a dot is an attribute (an item is asked for in brackets), no function wants the
    context, and a macro is given its arguments in their order.
    """

    def write_commons(self) -> None:
        """Names that every part of a template uses."""
        super().write_commons()
        self.writeline("printed = environment.printed")
        self.writeline("optional = environment.optional")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as CodeGenerator
        """An attribute, or ``AttributeError``."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, N802
        """A call as Python has it; of a block, or with arguments in a list, as Jinja has it."""
        if args or kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, *args, **kwargs)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, argument in enumerate([*node.args, *node.kwargs]):
            self.write(", " if number else "")
            self.visit(argument, frame)
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as CodeGenerator
        """What was printed, as it stands in the page: so a macro returns it too."""
        super().return_buffer_contents(frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002 - as CodeGenerator
        """The function of a macro, without Jinja's own around it."""
        self.write(f"optional(macro, {len(macro_ref.node.defaults)})")


QuickEnvironment.code_generator_class = _Code


class _Translator(NodeTransformer):
    """Replaces each call of ``_`` on a literal by its translation: the language stays what it is."""

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: ANN401, N802 - as NodeTransformer
        """The translation in place of the call, or the call with its own parts visited."""
        self.generic_visit(node, *args, **kwargs)
        plain = isinstance(node.node, nodes.Name) and node.node.name == "_" and not node.kwargs
        if plain and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            return nodes.Const(_(node.args[0].value), lineno=node.lineno)
        return node
