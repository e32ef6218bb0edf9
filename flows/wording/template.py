"""The part of Liquid that texts may use, and where the library stumbles over a source.

Allowed are outputs, `if`, `unless`, `case` and comments with a handful of filters: nothing that loops, counts
up, reads other templates or keeps state, so that filling in costs no more than the text is long.

Whatever an output yields, a customer's name or a default, is never read as markup: it is escaped on its way
into the text, behind the last filter.

`FalsyStrictUndefined` is strict where a missing value would be shown, works with the `default` filter, and is
false in `if`. (`StrictDefaultUndefined` fails in `if`, so that a text could not ask whether a name is known.)
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TextIO

from liquid import BoundTemplate, Environment, FalsyStrictUndefined, RenderContext
from liquid.ast import ConditionalBlockNode, Node
from liquid.builtin.expressions import BooleanExpression
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.exceptions import LiquidError, LiquidTypeError
from liquid.expression import Expression
from liquid.stringify import to_liquid_string

from flows.wording.error import WordingError, quoted
from flows.wording.filters import FILTERS, filters_of
from flows.wording.markup import escape

LONGEST_SOURCE = 8_000
"""Characters; twice what one Telegram message holds, to leave room for alternatives."""

LONGEST_MESSAGE = 4_096
"""Characters (Bot API, sendMessage). No answer is longer; a value that is, such as a shop's, is cut."""

LONGEST_OUTPUT = 8 * 4 * LONGEST_MESSAGE
"""Bytes of UTF-8: eight such messages of its longest characters."""

TAGS = ("if", "unless", "case")
"""Tags that texts may use, besides comments."""

_FORM = (
    "a value is written `{{ customer.first_name | default: 'there' }}`, "
    "and what depends on one `{% if customer.first_name %}…{% endif %}`"
)

_HINTS = {
    r"^unexpected tag '(?!end)": f"tags here are {', '.join(TAGS)}",
    r"^`money`": "write `{{ purchase.amount | money: purchase.currency }}`",
    r"^`plural`": "write `{{ purchase.items_count | plural: one: 'article', other: 'articles' }}`",
    r"^`date`": "write `{{ … | date }}` or `{{ … | date: 'short' }}`; there are short, medium, long and full",
    r"not supported between": "compare numbers with numbers, and text with text in quotes",
    r"found '='": "write `==` to compare",
}
"""Patterns for what the library says, and what to write instead."""

_NO_REASON = "unexpected liquid parsing error"

_MANY_BLANKS = re.compile(r"\s{200}-?[%}]\}")

_TOO_DEEP = "this nests too deep, or is too long to be read"

_PLAINER = {
    _NO_REASON: "this cannot be filled in",
    r"([a-z]\w*?)_?\(\) (?:takes|got)": r"`\1` takes less behind its colon",
    r"^integer string conversion": "this number is too long",
    r"^expected a primitive expression, found end": "a value is missing here",
    r"^expected a primitive expression|^expected end of expression|^disallowed": "this cannot stand here",
    r"^expected tag (\w+)": r"`{% \1 %}` is missing",
    r"^expected '(.*?)', found end": r"`\1` is missing",
    r"^missing expression": "something is missing behind this word",
}
"""Patterns for what the library, or Python, says to a mistake, and the same in words for everybody."""

_INNER_TAGS = ("content", "output", "illegal", "comment", "#")


class _Texts(Environment):
    """Liquid as texts may use it."""

    block_nesting_limit = 10
    output_stream_limit = LONGEST_OUTPUT


class _EscapedNode(OutputNode):
    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        words = to_liquid_string(self.expression.evaluate(context), autoescape=False)[:LONGEST_MESSAGE]
        return buffer.write(escape(words.replace("\r\n", "\n").replace("\r", "\n")))


class _Escaped(Output):
    """`{{ … }}`, where whatever comes out is plain text."""

    node_class = _EscapedNode


class _Decided(BooleanExpression):
    """The whole is false where a part compares what does not compare: a shop may send text for a number."""

    __slots__ = ()

    def evaluate(self, context: RenderContext) -> bool:
        try:
            return super().evaluate(context)
        except LiquidTypeError:
            return False


@lru_cache(maxsize=64)
def _environment(language: str) -> Environment:
    texts = _Texts(undefined=FalsyStrictUndefined)
    texts.add_tag(_Escaped)
    texts.tags = {name: texts.tags[name] for name in (*TAGS, *_INNER_TAGS)}
    filters = {**texts.filters, **filters_of(language)}
    texts.filters = {name: filters[name] for name in FILTERS}
    return texts


def fill(source: str, values: Mapping[str, object], language: str) -> str:
    """The text with its values filled in. Raises `WordingError`."""
    if _is_plain(source):
        return source
    try:
        return compile_template(source, language).render(_without_none(values))
    except WordingError:
        raise
    except Exception as error:  # a filter may stumble over what nobody thought of
        raise refused(error, source) from error


def _without_none(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in values.items()
        if value is not None
    }


def _is_plain(source: str) -> bool:
    """Whether Liquid would give it back as it is, which most texts are, and need not wait for."""
    return "{" not in source and "\r" not in source and len(source) <= LONGEST_SOURCE


@lru_cache(maxsize=1024)
def compile_template(source: str, language: str) -> BoundTemplate:
    """The source ready to be filled in.

    Raises:
        WordingError: when it is too long, does not end what it begins, or has a range.
        LiquidError, RecursionError: when it is not the allowed part of Liquid, or nests without end.
    """
    if len(source) > LONGEST_SOURCE:
        message = f"a text has at most {LONGEST_SOURCE} characters"
        raise WordingError(message, LONGEST_SOURCE, "make it shorter, or split it over two nodes")
    _refuse_what_is_slow(source)
    template = _environment(language).from_string(source)
    context = RenderContext(template)
    for node in template.nodes:
        _prepare(node, context)
    return template


def _refuse_what_is_slow(source: str) -> None:
    """What begins and does not end, and blanks before an end: the library looks at them again and again."""
    for opening, closing in (("{{", "}}"), ("{%", "%}")):
        at = source.find(opening, source.rfind(closing) + 1)
        if at >= 0:
            raise WordingError(f"`{closing}` is missing", at, _FORM)
    if blanks := _MANY_BLANKS.search(source):
        raise WordingError("there are too many blanks here", blanks.start(), "leave them out")


def _prepare(node: Node, context: RenderContext) -> None:
    for expression in node.expressions():
        _refuse_ranges(expression)
    match node:
        case IfNode() | UnlessNode() if isinstance(node.condition, BooleanExpression):
            node.condition = _Decided(node.condition.token, node.condition.expression)
        case ConditionalBlockNode() if isinstance(node.expression, BooleanExpression):
            node.expression = _Decided(node.expression.token, node.expression.expression)
        case _:
            pass
    for child in node.children(context, include_partials=False):
        _prepare(child, context)


def _refuse_ranges(expression: Expression) -> None:
    """One such as `(1..9999999999)` becomes as many numbers."""
    if isinstance(expression, RangeLiteral):
        message = f"{quoted(expression)} is a range, and texts have no use for one"
        raise WordingError(message, expression.token.start_index, "write out what it stands for")
    for part in expression.children():
        _refuse_ranges(part)


def refused(error: Exception, source: str) -> WordingError:
    """The library's error with its offset; where it names none, the markup that is broken is looked for."""
    token = getattr(error, "token", None)
    offset = token.start_index if token else -1
    message = str(getattr(error, "message", "")) or _NO_REASON
    if isinstance(error.__cause__ or error, RecursionError):
        message = _TOO_DEEP
    hint = next((hint for words, hint in _HINTS.items() if re.search(words, message)), _FORM)
    place = offset if offset >= 0 else _broken_markup(source)
    return WordingError(_in_plain_words(message), place, hint)


def _in_plain_words(message: str) -> str:
    for words, plainer in _PLAINER.items():
        if found := re.search(words, message):
            return found.expand(plainer)
    return message


_OUTPUT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(end)?(\w*).*?%\}", re.DOTALL)


def _broken_markup(source: str) -> int:
    """Where the first output is that fails by itself, else the last tag that nothing closes."""
    for output in _OUTPUT.finditer(source):
        try:
            _environment("en").from_string(output.group())
        except LiquidError:
            return output.start()
    still_open: list[int] = []
    for tag in _TAG.finditer(source):
        if tag[1] and still_open:
            still_open.pop()
        elif tag[2] in TAGS:
            still_open.append(tag.start())
    return still_open[-1] if still_open else 0
