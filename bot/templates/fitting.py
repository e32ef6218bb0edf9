"""Fits a template to a business: its languages, how it addresses customers, its web site, the flow's name.

Lines are chosen and changed, and the rest of the file is left as it is, so that what is written has the
comments and the order of the template. No writer of TOML could keep these.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.templates.template import Template
from flows.wording import Manners, base_language

LANGUAGES = ("en", "it", "es", "fr", "de", "pt")
"""In which every template is written."""

_EXAMPLE_SITE = "https://example.com"

_WORDING = re.compile(r'(?P<key>[a-z.]+)\.(?P<tag>[a-z]{2}(?:-x-[a-z]+)?) = (?P<words>".*")')

_COMMENTED = re.compile(r"(?P<code>[^#\s].*?) {2,}(?P<comment># .*)")

_COMMENT_COLUMN = 45


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a template is fitted to.

    `languages` are tags of the business, the fallback first; those in which no template is written are passed
    over. `site` is its web address up to the host: the review link leads there until it is replaced.
    """

    languages: Sequence[str]
    manners: Manners
    site: str
    flow: str


def fit(template: Template, to: Fitting) -> Template:
    """The template as this business would have written it, without a wording if it knows no such language."""
    lines: list[str] = []
    for key, group in groupby(template.text.splitlines(), _key_of):
        block = list(group)
        lines += block if key is None else _chosen(key, block, to)
    renamed = re.compile(rf'((?:flows|touchpoints)\.|flow = "){re.escape(template.name)}\b')
    changed = (renamed.sub(rf"\g<1>{to.flow}", line).replace(_EXAMPLE_SITE, to.site) for line in lines)
    return Template(template.name, "\n".join(map(_aligned, changed)) + "\n")


def _key_of(line: str) -> str | None:
    """What the line words, such as `text`; None where it words nothing."""
    found = _WORDING.fullmatch(line)
    return found["key"] if found else None


def _chosen(key: str, lines: Iterable[str], to: Fitting) -> Iterator[str]:
    """The wordings of one text that customers of this business read.

    Where its regions are addressed in two manners, both stay under their own tags.
    """
    found = (_WORDING.fullmatch(line) for line in lines)
    words = {wording["tag"]: wording["words"] for wording in found if wording}
    for language in dict.fromkeys(map(base_language, to.languages)):
        tags = _tags(language, words, to)
        for tag in tags:
            yield f"{key}.{tag if len(tags) > 1 else language} = {words[tag]}"


def _tags(language: str, words: Iterable[str], to: Fitting) -> list[str]:
    """Of the wordings in this language, those in the manners that its regions are addressed in."""
    regions = [tag for tag in to.languages if base_language(tag) == language]
    wanted = (f"{language}-x-{to.manners.of(region)}" for region in regions)
    known = set(words)
    tags = dict.fromkeys(tag if tag in known else language for tag in wanted)
    return [tag for tag in tags if tag in known]


def _aligned(line: str) -> str:
    """With the comment in its column, wherever the code before it ends now."""
    found = _COMMENTED.fullmatch(line)
    if found is None or _WORDING.fullmatch(line):
        return line
    return f"{found['code'] + '  ':<{_COMMENT_COLUMN}}{found['comment']}"
