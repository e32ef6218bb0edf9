"""How long a text can become: the outcome that says most, whatever its conditions say."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from liquid import RenderContext
from liquid.ast import BlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.output import OutputNode
from liquid.exceptions import LiquidError
from liquid.stringify import to_liquid_string

from flows.names import Path
from flows.wording.markup import escape
from flows.wording.template import compile_template


def longest_outcome(source: str, longest: Mapping[str, object], language: str) -> str:
    """The longest that a checked text can become, as markup, where every value is as in `longest` or missing.

    Of what `if`, `unless` and `case` choose from, the longest is taken, though it may need another value.
    """
    template = compile_template(source, language)
    contexts = [RenderContext(template, globals=values) for values in (dict(longest), {})]
    return _joined(template.nodes, contexts)


def _joined(nodes: Iterable[Node], contexts: list[RenderContext]) -> str:
    return "".join(_longest(node, contexts) for node in nodes)


def _longest(node: Node, contexts: list[RenderContext]) -> str:
    if isinstance(node, ContentNode):
        return node.text
    if isinstance(node, OutputNode):
        return escape(_output(node, contexts))
    children = list(node.children(contexts[0], include_partials=False))
    if isinstance(node, BlockNode) or not _chooses(node):
        return _joined(children, contexts)
    return max((_longest(child, contexts) for child in children), key=len, default="")


def _chooses(node: Node) -> bool:
    """Whether of several blocks one is shown; what stands under one condition is a block of its own."""
    return hasattr(node, "default") or hasattr(node, "blocks")


def _output(node: OutputNode, contexts: list[RenderContext]) -> str:
    """With its value and, where it has a default, without."""
    found = []
    for context in contexts:
        with suppress(LiquidError):  # without a value it may have nothing to show
            found.append(to_liquid_string(node.expression.evaluate(context), autoescape=False))
    return max(found, key=len, default="")


def paths_in(source: str, language: str) -> list[Path]:
    """What a checked text names, each once."""
    variables = compile_template(source, language).analyze().variables
    found = (tuple(map(str, mention.segments)) for mentions in variables.values() for mention in mentions)
    return list(dict.fromkeys(found))
