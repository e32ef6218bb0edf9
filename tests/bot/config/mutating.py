"""Right configurations made wrong in hundreds of ways, each with a name, and the same in every run.

A mutation says what `config.toml` holds then, and what lies beside it.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

_SEED = 2026

_PAIR = re.compile(r"^(?P<key>[\w.]+) = (?P<value>[^#\n]+?)(?P<rest>\s*(#.*)?)$")
_HEADER = re.compile(r"^(\[\[?)([\w.]+)(\]\]?)")

_VALUES = [
    *("7", "-1", "0", "1.5", "nan", "-inf", "true", "false", '""', '"x"', '" "', "[]", "{}", "[[]]", "[{}]"),
    *("1979-05-27", "07:32:00", "9223372036854775807", "9223372036854775808", "0xffffffffffffffffffffff"),
    *(
        "9" * 5_000,
        "1e400",
        '"\\u0000"',
        '"\\u202e"',
        '"{{"',
        '"{% if %}"',
        '"((("',
        "'''\n'''",
        '["", 7, {}]',
    ),
    *(
        "{ x = { x = { x = 1 } } }",
        '"' + "x" * 20_000 + '"',
        "[" + "1," * 600 + "]",
        "{ env = 7 }",
        "{ file = '' }",
    ),
]


@dataclass(frozen=True)
class Mutation:
    """`prepare` gets the folder of the file. `is_wrong` when the mistake cannot be passed over."""

    content: bytes
    is_wrong: bool = False
    prepare: Callable[[Path], None] = lambda _: None


def mutate(name: str, text: str) -> Iterator[tuple[str, Mutation]]:
    """Every mutation of this text, by names of their own."""
    random = Random(f"{_SEED} {name}")  # noqa: S311  the same in every run, and no secret
    for what, changed, is_wrong in (*_line_by_line(text, random), *_stretches(text, random)):
        yield f"{name}: {what}", Mutation(changed.encode(), is_wrong)
    for what, content in _bytes(text, random):
        yield f"{name}: {what}", Mutation(content, is_wrong=True)


def _line_by_line(text: str, random: Random) -> Iterator[tuple[str, str, bool]]:
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            ways = list(_instead_of(line, random))
            for what, others, is_wrong in random.sample(ways, min(3, len(ways))):
                yield f"line {at + 1} {what}", "\n".join([*lines[:at], *others, *lines[at + 1 :]]), is_wrong


def _instead_of(line: str, random: Random) -> Iterator[tuple[str, list[str], bool]]:
    yield "is gone", [], False
    if pair := _PAIR.match(line):
        key, value, rest = pair["key"], pair["value"], pair["rest"]
        yield "stands there twice", [line, line], True
        wrong = random.choice(_VALUES)
        yield f"holds {wrong[:20]!r}", [f"{key} = {wrong}{rest}"], False
        at = random.randrange(len(key) + 1)
        yield "has a letter too many", [f"{key[:at]}q{key[at:]} = {value}{rest}"], False
        if '"' in value:
            before, _, after = value.rpartition('"')
            yield "lacks its last quote", [f"{key} = {before}{after}{rest}"], True
            yield "has curly quotes", [line.replace('"', "”")], True
    if _HEADER.match(line):
        yield "lacks a bracket", [line.replace("]", "", 1)], True
        yield "names another table", [re.sub(r"\w+", lambda found: f"{found[0]}x", line, count=1)], False


def _stretches(text: str, random: Random) -> Iterator[tuple[str, str, bool]]:
    for turn in range(12):
        start = random.randrange(len(text))
        end = start + random.randrange(400)
        yield f"cut off {turn}", text[:start], False
        yield f"a stretch is gone {turn}", text[:start] + text[end:], False
        yield f"a stretch stands there twice {turn}", text[:end] + text[start:], False
    yield "every quote is another", text.replace('"', "'"), False
    yield "tabs", text.replace(" ", "\t"), False
    yield "carriage returns", text.replace("\n", "\r"), False
    yield "on one line", text.replace("\n", " "), False
    yield "backwards", "\n".join(reversed(text.split("\n"))), False
    yield "twice", text + text, True


def _bytes(text: str, random: Random) -> Iterator[tuple[str, bytes]]:
    content = text.encode()
    for odd in (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf8\x88", b"\0", b"\x1b[2J", b"\x85\r"):
        at = random.choice([found.start() for found in re.finditer(rb"\n", content)])
        yield f"{odd!r} at {at}", content[:at] + odd + content[at:]
    yield from ((encoding, text.encode(encoding)) for encoding in ("utf-16", "utf-16-le", "utf-32"))
    yield "as a zip", b"PK\x03\x04" + content
    yield "ten megabytes", content + b"#" * 10_000_000


def explode(text: str) -> Iterator[tuple[str, Mutation]]:
    """Whatever takes long, or much room, where it is read without care."""
    for name, added in {
        "dotted keys": "a." * 200_000 + "a = 1",
        "quoted dotted keys": '"a".' * 100_000 + "a = 1",
        "a dotted header": "[" + "a." * 200_000 + "a]",
        "lists in lists": "a = " + "[" * 300_000 + "]" * 300_000,
        "lists after items": "a = " + "[1," * 400 + "]" * 400,
        "tables in tables": "a = " + "{a=" * 300 + "1" + "}" * 300,
        "keys without end": "\n".join(f"k{at} = 0" for at in range(60_000)),
        "many unknown tables": "\n".join(f"[h{at}]" for at in range(2_500)),
        "many flows": "\n".join(f"[[flows.f{at}.nodes]]" for at in range(2_500)),
        "many nodes": '[[flows.f.nodes]]\ntext.en = "x"\n' * 2_000,
        "many rules": '[[complaints]]\nname = "x"\nwhen = "csat < 3"\n' * 2_000,
        "many languages": "[flows.f]\nnodes = [{ text = {"
        + ",".join(f"l{at} = 'x'" for at in range(1_500))
        + "} }]",
        "a number without end": "a = " + "9" * 500_000,
        "a number in hexadecimal": "[telegramm]\nstaff = [0x" + "f" * 500_000 + "]",
        "a kind in hexadecimal": "[[flows.f.nodes]]\nask = 0x" + "f" * 50_000,
        "a text without end": "[flows.f]\ntitle = '" + "x" * 500_000 + "'",
        "outputs without end": "[[flows.f.nodes]]\ntext.en = '" + "{{ " * 1_000 + "'",
        "a template that loops": "[[flows.f.nodes]]\ntext.en = '{% for a in (1..9999999) %}{% endfor %}'",
        "a template that includes itself": "[[flows.f.nodes]]\ntext.en = '{% include \"x\" %}'",
        "a template that nests": "[[flows.f.nodes]]\ntext.en = '" + "{% if true %}" * 500 + "'",
        "a pattern that explodes": "[[complaints]]\nname = 'x'\nwhen = '\"aaaa\".matches(\"(a+)+$\")'",
        "a condition that nests": "[[complaints]]\nname = 'x'\nwhen = '" + "(" * 900 + "'",
        "macros in macros": "[[complaints]]\nname = 'x'\nwhen = '" + "[1].map(x, " * 9 + "x" + ")" * 9 + "'",
        "a duration without end": "[outreach]\ncooldown = '" + "1d " * 100_000 + "'",
        "a path without end": "[database]\nurl = 'sqlite:///" + "a/" * 100_000 + "'",
        "words that look like keys of secrets": "# " + "token" * 150_000,
        "digits that look like a token": "# " + "1" * 900_000,
        "tokens everywhere": "# xoxb-not-a-secret\n" * 6_000,
    }.items():
        yield f"exploding: {name}", Mutation(f"{text}\n{added}\n".encode(), name not in _HARMLESS)


_HARMLESS = {
    "words that look like keys of secrets",
    "digits that look like a token",
    "a pattern that explodes",
}
"""In comments, which nobody reads; and CEL's patterns take a time that grows with the text only (RE2)."""


def include(text: str) -> Iterator[tuple[str, Mutation]]:
    """What `include` may lead to. The text has no `include` of its own."""

    def leading_to(what: str, prepare: Callable[[Path], None] = lambda _: None) -> Mutation:
        return Mutation(f"include = [{what!r}]\n{text}".encode(), is_wrong=True, prepare=prepare)

    yield "include: itself", leading_to("config.toml")
    yield (
        "include: itself by a link",
        leading_to("a.toml", lambda at: (at / "a.toml").symlink_to("config.toml")),
    )
    yield "include: a circle", leading_to("a.toml", _circle)
    yield "include: links in a circle", leading_to("a.toml", lambda at: (at / "a.toml").symlink_to("a.toml"))
    yield "include: a folder", leading_to("a", lambda at: (at / "a").mkdir())
    yield "include: a pipe", leading_to("a.toml", lambda at: os.mkfifo(at / "a.toml"))
    yield "include: a pipe by a pattern", leading_to("*.fifo", lambda at: os.mkfifo(at / "a.fifo"))
    yield "include: folders in a circle", leading_to("*/" * 40 + "*.toml", _loops)
    yield (
        "include: a huge file",
        leading_to("a.toml", _huge),
    )
    yield "include: a broken file", leading_to("a.toml", _broken)
    for odd in (
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/mem",
        "nowhere.toml",
        "",
        "\0*",
        "a/" * 2_000,
        "../" * 3_000 + "*",
    ):
        written = odd.replace("\0", "\\u0000")
        yield f"include: {odd[:20]!r}", Mutation(f'include = ["{written}"]\n{text}'.encode(), odd != "*")
    for value in ("7", "{}", "[[]]", "[7]", "[" + "'x'," * 1_000 + "]"):
        yield f"include: {value[:20]}", Mutation(f"include = {value}\n{text}".encode(), is_wrong=True)


def _circle(folder: Path) -> None:
    (folder / "a.toml").write_text('include = ["b.toml"]', encoding="utf-8")
    (folder / "b.toml").write_text('include = ["a.toml"]', encoding="utf-8")


def _loops(folder: Path) -> None:
    for name in ("left", "right"):
        (folder / name).symlink_to(".", target_is_directory=True)


def _broken(folder: Path) -> None:
    (folder / "a.toml").write_bytes(b"\n[\xff")


def _huge(folder: Path) -> None:
    (folder / "a.toml").touch()
    os.truncate(folder / "a.toml", 10_000_000)
