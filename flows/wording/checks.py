"""What a text that is Liquid may still get wrong: names, filters, and values that can be missing.

Filling in happens when a customer waits, so everything that could fail then is refused here: each expression
is also tried with sample values.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from liquid import BoundTemplate, RenderContext
from liquid.ast import ConditionalBlockNode, Node
from liquid.builtin.expressions import BooleanExpression, FilteredExpression
from liquid.builtin.expressions import Path as LiquidPath
from liquid.builtin.expressions.logical import LogicalAndExpression
from liquid.builtin.tags.if_tag import IfNode
from liquid.exceptions import UndefinedError
from liquid.expression import Expression

from flows.names import Kind, Leaf, Names, Path, UnknownName
from flows.wording.error import WordingError, quoted
from flows.wording.filter_uses import check_names, check_use, plain_path
from flows.wording.markup import OPEN, broken_links
from flows.wording.template import compile_template, refused

_SAMPLES: dict[Kind, object] = {
    Kind.INT: 1,
    Kind.FLOAT: 1.5,
    Kind.STRING: "a",
    Kind.DATE: "2026-11-22",
    Kind.CURRENCY: "EUR",
    Kind.BOOL: True,
    Kind.LIST: ["a"],
    Kind.MAP: {},
}

_DANGLING = re.compile(rf"(?<!\\)(?:\\\\)*\\(?={OPEN})")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([/?#]|$)")

_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Use:
    """An expression of a text, and the paths that an `{% if … %}` around it found to have a value."""

    expression: Expression
    present: frozenset[Path]


def check_source(source: str, known: Names, present: frozenset[Path]) -> frozenset[Path]:
    """The paths that a text names. Raises `WordingError` for the first mistake found."""
    try:
        paths = _check_template(compile_template(source, "en"), known, present)
    except WordingError:
        raise
    except Exception as error:  # whatever a template does, the admin learns where it stands
        raise refused(error, source) from error
    _check_markup(_LIQUID.sub(lambda liquid: OPEN * len(liquid[0]), source))
    return paths


def _check_markup(source: str) -> None:
    if dangling := _DANGLING.search(source):
        message = "this backslash would take its first character from what is filled in"
        raise WordingError(message, dangling.end() - 1, "leave it out, or write two for a backslash")
    for offset, address in broken_links(source):
        if address is None:
            hint = "write [words](https://…); a space in the address is %20, and a bracket \\( or \\)"
            raise WordingError("this link has no end", offset, hint)
        raise WordingError(f'"{address}" is no address for a link', offset, _address_hint(address))


def _address_hint(address: str) -> str:
    if address.startswith("mailto:"):
        return "write the mail address into the text: it becomes a link by itself"
    if address.startswith("tg:"):
        return "write https://t.me/…, which also leads there from elsewhere"
    return f"write https://{address}" if _HOST.match(address) else "write the whole of it: https://…"


def _check_template(template: BoundTemplate, known: Names, present: frozenset[Path]) -> frozenset[Path]:
    check_names(template)
    paths = frozenset(_known_paths(template, known))
    context = RenderContext(template, globals=_samples(known))
    for node in template.nodes:
        for use in _uses(node, present, context):
            if isinstance(use.expression, FilteredExpression):
                check_use(use.expression, known)
                _check_missing(use, known)
            compared = use.expression
            if isinstance(compared, BooleanExpression):  # which says nothing of kinds that do not fit
                compared = compared.expression
            with suppress(UndefinedError):  # a key of a free table has no sample
                compared.evaluate(context)
    return paths


def _known_paths(template: BoundTemplate, known: Names) -> Iterator[Path]:
    for mentions in template.analyze().variables.values():
        for mention in mentions:
            path = tuple(str(piece) for piece in mention.segments)
            if not all(isinstance(piece, str) for piece in mention.segments):
                hint = "write a name with dots, such as customer.first_name"
                raise WordingError(f"{quoted(mention)} is not a plain name", mention.span.index, hint)
            found = known.find(path)
            if isinstance(found, UnknownName):
                raise WordingError(found.message, mention.span.index, found.hint)
            yield path


def _uses(node: Node, present: frozenset[Path], context: RenderContext) -> Iterator[_Use]:
    """The expressions of a node and of all within it."""
    yield from (_Use(expression, present) for expression in node.expressions())
    rest = tuple(node.children(context, include_partials=False))
    match node:
        case IfNode():
            yield from _uses(node.consequence, present | _asked(node.condition), context)
            rest = rest[1:]
        case ConditionalBlockNode():
            present |= _asked(node.expression)
        case _:
            pass
    for child in rest:
        yield from _uses(child, present, context)


def _asked(condition: Expression) -> frozenset[Path]:
    """The paths that have a value wherever the condition is true: `a`, and both of `a and b`."""
    match condition:
        case BooleanExpression():
            return _asked(condition.expression)
        case LogicalAndExpression():
            return _asked(condition.left) | _asked(condition.right)
        case LiquidPath():
            return frozenset({plain_path(condition)})
        case _:
            return frozenset()


def _check_missing(use: _Use, known: Names) -> None:
    for path in _needed(use.expression):
        leaf = known.find(plain_path(path))
        if isinstance(leaf, Leaf) and leaf.optional and plain_path(path) not in use.present:
            hint = f"write `{{{{ {path} | default: '…' }}}}`, or put `{{% if {path} %}}` around it"
            raise WordingError(f"`{path}` can be missing", path.token.start_index, hint)


def _needed(expression: Expression) -> Iterator[LiquidPath]:
    """The paths that must have a value: all but the one that the first filter gives a default."""
    if isinstance(expression, LiquidPath):
        yield expression
    children = list(expression.children())
    for child in children[1:] if _begins_with_default(expression) else children:
        yield from _needed(child)


def _begins_with_default(expression: Expression) -> bool:
    filters = expression.filters if isinstance(expression, FilteredExpression) else None
    return filters is not None and [used.name for used in filters[:1]] == ["default"]


def _samples(known: Names) -> dict[str, object]:
    return {
        name: _SAMPLES.get(entry.kind) if isinstance(entry, Leaf) else _samples(entry)
        for name, entry in known.entries.items()
    }
