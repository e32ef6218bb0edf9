"""The talk on the screen: the bot's words with their buttons, and behind `·` what happens underneath."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.cli.talking.inputs import number_buttons
from flows.durations import describe_duration
from flows.effects import (
    Ask,
    Effect,
    Notify,
    OpenTicket,
    Question,
    Redraw,
    RefreshTicket,
    ReplaceAnswer,
    Say,
    SetTimers,
    StoreAnswer,
    TimerSetting,
    WithdrawAnswers,
)
from flows.rehearsal.buttons import buttons_of
from flows.rehearsal.expectation import show
from flows.rehearsal.talk import Effects, Talk
from flows.run import Answer, Complaint
from flows.wording.markup import Style, parse

_LOOKS = {Style.BOLD: "bold", Style.ITALIC: "italic", Style.LINK: "underline", Style.QUOTE: "dim"}
_SIGN = "  · "
_INDENT = "     "


def show_effects(console: Console, effects: Effects, talk: Talk, default_channel: str) -> None:
    """Broken between words and buttons where a terminal is too narrow; elsewhere nothing is broken."""
    width = console.width if console.is_terminal else None
    for effect in effects:
        for line in _said(effect, width):
            console.print(line, soft_wrap=width is None)
    notes = [note for effect in effects for note in _notes(effect, talk.now, default_channel)]
    if not talk.is_waiting and effects:
        notes.append(f"the survey is over: {talk.run.status}")
    for note in notes:
        for part in _hanging(console, note, width):
            console.print(Text(part, "dim"), soft_wrap=width is None)


def _hanging(console: Console, note: str, width: int | None) -> Iterator[str]:
    """A note behind its sign; what does not fit goes on below its first word."""
    lines = [note] if width is None else [str(line) for line in Text(note).wrap(console, width - len(_SIGN))]
    for at, line in enumerate(lines):
        yield f"{' ' * len(_SIGN) if at else _SIGN}{line}"


def show_moment(console: Console, now: datetime, time_zone: str, *, is_first: bool = False) -> None:
    """With the time zone the first time."""
    where = f" in {time_zone}" if is_first else ""
    console.print(Text(f"--- {now.astimezone(ZoneInfo(time_zone)):%A %d %B %Y, %H:%M}{where}", "cyan"))


def _said(effect: Effect, width: int | None) -> Iterator[Text]:
    match effect:
        case Ask(question=question):
            yield _words("bot: ", question.words, question.picture)
            yield from _buttons(question, width)
        case Redraw(question=question):
            if question.below:
                yield _words("", question.below, None)
            yield from _buttons(question, width)
        case Say(text=text, picture=picture, link=link):
            yield _words("bot: ", text, picture)
            if link is not None:
                yield Text(f"{_INDENT}[{link.label}] {link.url}", "blue")
        case Notify(text=text):
            yield _words("toast: ", text, None)
        case _:
            return


def _words(who: str, markup: str, picture: str | None) -> Text:
    styled = parse(markup)
    words = Text(styled.plain)
    for span in styled.spans:
        words.stylize(_LOOKS[span.style], span.start, span.end)
    above = f"({picture}) " if picture else ""
    return Text.assemble((who, "bold green"), (above, "dim"), words)


def _buttons(question: Question, width: int | None) -> Iterator[Text]:
    """In so many lines that no button is broken."""
    numbers = {button: number for number, button in number_buttons(question)}
    line = ""
    for button in buttons_of(question):
        label = _label(numbers.get(button), button.label)
        longer = f"{line} {label}" if line else f"{_INDENT}{label}"
        if line and width is not None and cell_len(longer) > width:
            yield Text(line, "blue")
            longer = f"{_INDENT}{label}"
        line = longer
    if line:
        yield Text(line, "blue")


def _label(number: str | None, label: str) -> str:
    return f"[{label}]" if number is None else f"{number}[{label}]"


def _notes(effect: Effect, now: datetime, default_channel: str) -> Iterator[str]:
    match effect:
        case StoreAnswer(answer=answer):
            yield f"answer {_answer(answer)}"
        case ReplaceAnswer(answer=answer):
            yield f"changed answer {_answer(answer)}"
        case WithdrawAnswers(nodes=nodes):
            yield f"withdrawn: {', '.join(nodes)}"
        case OpenTicket(complaint=complaint):
            yield _ticket(complaint, now, default_channel)
        case RefreshTicket():
            yield "the ticket's card shows it"
        case SetTimers(timers=timers) if timers:
            yield f"timers: {', '.join(_timer(timer, now) for timer in timers)}"
        case _:
            return


def _answer(answer: Answer) -> str:
    mood = answer.mood
    if mood is None:
        return f"{answer.node} = {show(answer)}"
    read = f"mood {mood.polarity:.2f}" if mood.polarity is not None else f"no mood: {mood.not_scored}"
    return f"{answer.node} = {show(answer)} ({read})"


def _ticket(complaint: Complaint, now: datetime, default_channel: str) -> str:
    due = describe_duration(max(complaint.due_at - now, timedelta()))
    where = complaint.channel or default_channel
    return f"ticket in {where} by “{complaint.rule}” ({complaint.priority}, due in {due}): {complaint.why}"


def _timer(timer: TimerSetting, now: datetime) -> str:
    return f"{timer.purpose} in {describe_duration(max(timer.due_at - now, timedelta()))}"
