"""The questions of `riscontro init`, each with its usual answer and the check of the configuration itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import typer
from babel.localtime import get_localzone
from pydantic import TypeAdapter, ValidationError

from bot.cli.beginning.config_text import Basics
from bot.config.explanations import explain
from bot.config.model import Business
from bot.config.values import PublicUrl, SlackChannel
from bot.templates import LANGUAGES, TemplateName, read_template


@dataclass(frozen=True, slots=True)
class _Question:
    """`key` is also the name of the option; `usual` is None where nobody can guess."""

    key: str
    words: str
    usual: str | None
    read: Callable[[str], str]


def ask_basics(given: Mapping[str, str], *, asks: bool) -> Basics:
    """Takes what is given, asks for the rest if `asks`, else takes what is usual.

    Raises `typer.BadParameter` for an answer that does not fit, and for one that nobody gave.
    """
    answers = {
        question.key: _answer(question, given.get(question.key), asks=asks) for question in _questions()
    }
    return Basics(
        name=answers["name"],
        timezone=answers["timezone"],
        languages=tuple(answers["languages"].split(",")),
        privacy_url=answers["privacy_url"],
        channel=answers["channel"],
        template=TemplateName(answers["template"]),
        public_url=answers["public_url"] or None,
    )


def _answer(question: _Question, given: str | None, *, asks: bool) -> str:
    if given is not None:
        return question.read(given)
    if asks:
        return _ask(question)
    if question.usual is None:
        raise typer.BadParameter(f"--{question.key.replace('_', '-')} is needed where nobody is asked")
    return question.usual


def _ask(question: _Question) -> str:
    """Again until the answer fits."""
    answer: str = typer.prompt(
        question.words,
        default=question.usual or "",
        show_default=bool(question.usual),
        prompt_suffix=" ",
        value_proc=question.read,
    )
    return answer


def _questions() -> tuple[_Question, ...]:
    return (
        _Question("name", "What do customers call your business?", None, _field("name")),
        _Question("timezone", "In which time zone is it?", _local_zone(), _field("timezone")),
        _Question("languages", "Which languages do they speak, the usual one first?", "en", _languages),
        _Question("privacy_url", "At which web address is your privacy notice?", None, _field("privacy_url")),
        _Question(
            "channel",
            "Which Slack channel takes the complaints?",
            "#feedback",
            _reader(TypeAdapter(SlackChannel)),
        ),
        _Question(
            "template",
            f"Which survey shall it begin with: {', '.join(_beginnings())}?",
            TemplateName.AFTER_DELIVERY,
            _template,
        ),
        _Question(
            "public_url",
            "At which https address can Telegram and Slack reach this machine? (Enter: it goes to them)",
            "",
            lambda text: _reader(TypeAdapter(PublicUrl))(text) if text else "",
        ),
    )


def _field(name: str) -> Callable[[str], str]:
    """The check of a key of [business]."""
    field = Business.model_fields[name]
    return _reader(TypeAdapter(field.rebuild_annotation()))


def _reader(adapter: "TypeAdapter[str]") -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return adapter.validate_python(text.strip())
        except ValidationError as error:
            raise typer.BadParameter(_reason(error)) from error

    return read


def _reason(error: ValidationError) -> str:
    """Our own refusals are a sentence and a hint; other hints tell how to write in a file."""
    first = error.errors()[0]
    said = first.get("ctx", {}).get("error")
    return "; ".join(map(str, said.args)) if isinstance(said, ValueError) else explain(first, None).message


def _languages(text: str) -> str:
    languages = [language.strip() for language in text.split(",") if language.strip()]
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown or not languages:
        raise typer.BadParameter(
            f"the first survey is written in {', '.join(LANGUAGES)}; add others in the file"
        )
    return ",".join(dict.fromkeys(languages))


def _beginnings() -> list[TemplateName]:
    """A first survey starts by itself."""
    return [name for name in TemplateName if read_template(name).trigger]


def _template(text: str) -> str:
    if text.strip() not in _beginnings():
        raise typer.BadParameter(f"there are {', '.join(_beginnings())}; more can be added later")
    return text.strip()


def _local_zone() -> str:
    """The machine's, where it says so by name."""
    return str(getattr(get_localzone(), "key", "UTC"))
