"""What is wrong with the wordings of a text, whatever it is for: their languages, length and form."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from flows.problems import Place, Problem, Severity
from flows.wording import (
    USUAL_MANNERS,
    Manner,
    Manners,
    base_language,
    normal_tag,
    private_part,
)
from flows.wording.markup import parse

LONGEST_TEXT = 3_000
"""UTF-16 units. A Telegram message has 4,096 (Bot API, sendMessage); the introduction before the first
question, the ends of a scale and the values that are filled in need the rest.
"""

LONGEST_CAPTION = 700
"""The same for words under a picture, which have room for 1,024 (Bot API, sendPhoto)."""

LONGEST_LABEL = 64
"""Characters. Telegram names no limit for a button's label, and phones cut off what is longer."""

_DOUBLED = re.compile(r"(\*\*|__)(?=[^\s*_])[^*_\n]*\1")

_LIQUID = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: customers of these languages, the fallback first; none means that they are not known."""

    languages: Sequence[str] = ()
    manners: Manners = USUAL_MANNERS


def check_languages(place: Place, wordings: Collection[str], audience: Audience) -> Iterator[Problem]:
    """A wording must be there in every language of the business, for its customers were promised that."""
    if not wordings or not audience.languages:
        return
    written = {normal_tag(tag) for tag in wordings}
    missing = [
        language for language in audience.languages if written.isdisjoint(audience.manners.tags_for(language))
    ]
    if missing:
        yield _missing(place, missing, audience.languages[0])
    yield from check_read(place, wordings, audience.languages)


def _missing(place: Place, missing: Sequence[str], fallback: str) -> Problem:
    """One problem for all languages that a text lacks; the fallback stands in for foreign ones only."""
    named = " and ".join(f'"{language}"' for language in missing)
    lines = " and ".join(f'{place[-1]}.{language} = "…"' for language in missing)
    hint = (
        f'write {lines}; the fallback "{fallback}" serves only customers whose language is not '
        "in business.languages"
    )
    return Problem(place, f"the wording in {named} is missing", hint)


def check_read(place: Place, wordings: Collection[str], languages: Collection[str]) -> Iterator[Problem]:
    """Somebody reads each wording, which is so where its key is one of these languages, in a known manner."""
    for written in wordings:
        base, private = base_language(written), private_part(written)
        if base not in {base_language(language) for language in languages}:
            close = get_close_matches(written.lower(), list(languages), n=1, cutoff=0.5)
            hint = f'did you mean "{close[0]}"?' if close else "add it to business.languages, or remove this"
            message = f'"{written}" is not among the languages of the business, so nobody will read this'
        elif private not in {"", *Manner}:
            message = f'"{private}" is no manner of address, so nobody will read this'
            hint = f'write "{base}-x-formal" or "{base}-x-informal"'
        else:
            continue
        yield Problem((*place, written), message, hint, Severity.WARNING, at_key=True)


def check_length(place: Place, source: str, longest: int = LONGEST_TEXT) -> Iterator[Problem]:
    """A text fits into a message, and says something."""
    plain = _LIQUID.sub("", source)
    units = len(plain.encode("utf-16-le", errors="surrogatepass")) // 2
    if units > longest:
        what = "a Telegram message" if longest == LONGEST_TEXT else "the text under a picture in Telegram"
        message = f"this text has {units:,} characters, and {what} has room for {longest:,}"
        yield Problem(place, message, "make it shorter, or split it over two nodes")
    if not source.strip():
        yield Problem(place, "this text is empty", f'write {".".join(map(str, place))} = "…"')


def check_marks(place: Place, source: str) -> Iterator[Problem]:
    """No mark stands twice, as other kinds of markup want it."""
    if doubled := _DOUBLED.search(source):
        message = f"customers will see {doubled[1]} as it stands here"
        hint = "one mark is enough: *bold*, _italic_"
        yield Problem(place, message, hint, Severity.WARNING, offset=doubled.start())


def check_labels(place: Place, labels: Mapping[str, str]) -> Iterator[Problem]:
    """Each wording of a button, or of the end of a scale, is short and plain."""
    for language, label in labels.items():
        here = (*place, language)
        if len(label) > LONGEST_LABEL:
            message = f"a label has at most {LONGEST_LABEL} characters, and this one has {len(label)}"
            yield Problem(here, message, "make it shorter, and explain it in a text")
        if _LIQUID.search(label):
            yield Problem(here, "a label is plain text: nothing is filled in", "write the words themselves")
        if parse(label).spans:
            message = "a label is plain text: customers will see its marks as they stand here"
            yield Problem(here, message, "write the words alone", Severity.WARNING)
        if not label.strip():
            yield Problem(here, "this label is empty", "write what the customer reads")
