"""Of which conditions everything is tried that they can tell apart. What these never do is proven; what
others never do is a guess.
"""

from datetime import date
from itertools import pairwise

from flows.conditions.tokens import TokenKind, Tokens, calls, mentions, relation, scan
from flows.definition import ContactNode, DateNode, NumberNode, TextNode
from flows.exploring import candidates
from flows.exploring.looks import MOOD_VARIABLE, Look, Looks, Sort, Variable
from flows.names import Kind

_KEEPS_ORDER = {"double", "int"}


def is_sure(look: Look, looks: Looks) -> bool:
    """Whether this is one of them."""
    return all(_is_sure(clause, looks) for clause in looks.clauses(look))


def _is_sure(clause: Look, looks: Looks) -> bool:
    """Where all values are tried, or the one it has stands beside a constant."""
    endless = [variable for variable in clause.variables if not _is_finite(variable, looks)]
    if not endless:
        return True
    tokens = scan(clause.source)
    named, sides = list(mentions(tokens)), relation(tokens)
    if sides is None or len(named) > 1 or not looks.says_itself(named[0].path, clause.scope):
        return False
    (variable,) = endless
    if _is_number(variable, looks):
        return _keeps_order(tokens)
    left, _, right = sides
    value, constant = (left, right) if len(right) == 1 and _is_literal(right) else (right, left)
    if len(constant) != 1 or not _is_literal(constant):
        return False
    return _compares(variable, value, sides[1], constant[0].text.strip("\"'"), looks)


def _compares(variable: Variable, value: Tokens, how: str, constant: str, looks: Looks) -> bool:
    node = looks.node(variable)
    if isinstance(node, DateNode):
        return not _is_calling(value) and _is_day(constant)
    if _is_calling(value):
        limited = isinstance(node, TextNode) and node.pattern is not None
        return _is_size(value) and not limited and constant.isdigit()
    return how in {"==", "!="}


def _is_finite(variable: Variable, looks: Looks) -> bool:
    node = looks.node(variable)
    match node:
        case NumberNode() | DateNode():
            return candidates.how_many(node) <= looks.all_tried(variable)
        case TextNode() | ContactNode():
            return False
        case _:
            kept = variable[0] in {Sort.FACT, Sort.MOOD} and looks.kind(variable) is not Kind.LIST
            return not kept


def _is_number(variable: Variable, looks: Looks) -> bool:
    is_number = isinstance(looks.node(variable), NumberNode) or variable == MOOD_VARIABLE
    return is_number or looks.kind(variable) in {Kind.INT, Kind.FLOAT}


def _keeps_order(tokens: Tokens) -> bool:
    """Whether it grows or falls with its one name throughout: then it turns once, and that is looked up."""
    if any(tokens[at].text not in _KEEPS_ORDER for at in calls(tokens)):
        return False
    if any(token.is_symbol("%", "[", "?") or token.kind is TokenKind.STRING for token in tokens):
        return False
    divisors = (after for before, after in pairwise(tokens) if before.is_symbol("/"))
    return all(divisor.kind is TokenKind.NUMBER for divisor in divisors)


def _is_calling(tokens: Tokens) -> bool:
    return next(calls(tokens), None) is not None


def _is_size(tokens: Tokens) -> bool:
    return [tokens[at].text for at in calls(tokens)] == ["size"]


def _is_literal(tokens: Tokens) -> bool:
    return tokens[0].kind in {TokenKind.STRING, TokenKind.NUMBER}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
