"""What stands in the thread of a card, and the program's own notices. Pure.

A text is complete here, over as many blocks as it needs; only beyond what a message holds at all (12,000 of
the reported 13,200 characters) it is cut, and says so.
"""

from typing import assert_never

from bot.incoming import FileKind, FileRef
from bot.outgoing import CustomerNote, NoticeLetter, ReplyNote, ReplyState, StaffNote, ThreadLetter
from bot.slack.blocks import SECTION_LIMIT, Json, bold, italic, line, person, quote, remark, rich_text, words
from bot.slack.mrkdwn import count_units, cut, escape_within, on_one_line, split

_BODY_LIMIT = 12_000
_TEXT_LIMIT = 3_000
_TROUBLE_LIMIT = 900
_NAME_LIMIT = 100
_REASON_LIMIT = 500

_REPLY_MARKS = {
    ReplyState.SENDING: "⏳ sending",
    ReplyState.DELIVERED: "✅ delivered",
    ReplyState.NOT_DELIVERED: "⚠️ not delivered",
    ReplyState.UNKNOWN: "❔ unknown whether it arrived",
}


def shape_note(letter: ThreadLetter, file_trouble: str | None = None) -> Json:
    """`text` and `blocks` of a message in a thread; `file_trouble` says why a file is not there."""
    match letter.note:
        case CustomerNote() as note:
            return _customer_note(note, file_trouble)
        case ReplyNote() as note:
            return _reply_note(note)
        case StaffNote(text, mention):
            return _plain_message(text, mention)
        case _:
            assert_never(letter.note)


def shape_notice(letter: NoticeLetter) -> Json:
    """`text` and `blocks` of a word to all staff."""
    return _plain_message(letter.text, None)


def _customer_note(note: CustomerNote, file_trouble: str | None) -> Json:
    name = _name(note.customer_name)
    edited = [italic(" (edited)")] if note.edited else []
    blocks = [
        rich_text(line(*_mention(note.mention), bold(name), *edited, words(f" {_sent(note.file)}:"))),
        *_quoted(note.text),
    ]
    missing = _missing(note.file, file_trouble)
    if missing:
        blocks.append(remark(missing))
    said = [escape_within(_say_in_one_line(name, note), _TEXT_LIMIT), escape_within(missing, _TROUBLE_LIMIT)]
    return {"text": _address(note.mention) + "\n".join(filter(None, said)), "blocks": blocks}


def _say_in_one_line(name: str, note: CustomerNote) -> str:
    if not note.text.strip():
        return f"{name} {_sent(note.file)}"
    return f"{name}: {note.text}" if note.file is None else f"{name} {_sent(note.file)}: {note.text}"


def _missing(file: FileRef | None, trouble: str | None) -> str:
    if file is None or trouble is None:
        return ""
    return f"⚠️ The {_kind(file)} could not be attached: {cut(trouble, _REASON_LIMIT)}"


def _sent(file: FileRef | None) -> str:
    return "wrote" if file is None else f"sent a {_kind(file)}"


def _kind(file: FileRef) -> str:
    return "file" if file.kind is FileKind.OTHER else str(file.kind)


def _reply_note(note: ReplyNote) -> Json:
    name = _name(note.author)
    mark = _REPLY_MARKS[note.state]
    if note.reason and note.state is not ReplyState.DELIVERED:
        mark += f": {cut(note.reason, _REASON_LIMIT)}"
    return {
        "text": escape_within(f"{name} → customer: {note.text}", _TEXT_LIMIT),
        "blocks": [rich_text(line(bold(name), words(" → customer:"))), *_quoted(note.text), remark(mark)],
    }


def _plain_message(text: str, mention: str | None) -> Json:
    said = text if text.strip() else "(nothing)"
    first, *rest = split(_body(said), SECTION_LIMIT)
    blocks = [
        rich_text(line(*_mention(mention), words(first))),
        *(rich_text(line(words(part))) for part in rest),
    ]
    return {"text": _address(mention) + escape_within(said, _TEXT_LIMIT), "blocks": blocks}


def _quoted(text: str) -> list[Json]:
    if not text.strip():
        return []
    return [rich_text(quote(words(part))) for part in split(_body(text), SECTION_LIMIT)]


def _body(text: str) -> str:
    length = count_units(text)
    if length <= _BODY_LIMIT:
        return text
    return f"{cut(text, _BODY_LIMIT)}\n[cut here: {length} characters are more than Slack shows]"


def _mention(user_id: str | None) -> list[Json]:
    return [person(user_id), words(" ")] if user_id else []


def _address(user_id: str | None) -> str:
    return f"<@{user_id}> " if user_id else ""


def _name(name: str) -> str:
    return cut(on_one_line(name), _NAME_LIMIT) or "Somebody"
