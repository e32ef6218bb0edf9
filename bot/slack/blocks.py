"""The few shapes of Block Kit that the cards, notes and modals are made of.

Foreign words go into `plain_text` or `rich_text`, where Slack reads no markup. Limits: Slack's Block Kit
reference.
"""

from typing import Any

from bot.slack.mrkdwn import cut

Json = dict[str, Any]

HEADER_LIMIT = 150
SECTION_LIMIT = 3_000
URL_LIMIT = 3_000


def header(text: str) -> Json:
    return {"type": "header", "text": plain(cut(text, HEADER_LIMIT))}


def plain(text: str) -> Json:
    """Exactly these characters: `emoji` off, so that `:cat:` stays as it was typed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def markup(text: str) -> Json:
    """Only for words of our own, or escaped ones."""
    return {"type": "mrkdwn", "text": text}


def context(*lines: str) -> Json:
    """Small grey print; each line is mrkdwn."""
    return {"type": "context", "elements": [markup(line) for line in lines]}


def remark(text: str) -> Json:
    """Small grey print that may hold foreign words."""
    return {"type": "context", "elements": [plain(text)]}


def button(label: str, action: str, value: str) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action, "value": value}


def rich_text(*parts: Json) -> Json:
    """A block of text sections and quotes."""
    return {"type": "rich_text", "elements": list(parts)}


def line(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces)}


def quote(*pieces: Json) -> Json:
    return {"type": "rich_text_quote", "elements": list(pieces)}


def words(text: str) -> Json:
    """A run of text, shown as it is. Slack refuses an empty one."""
    return {"type": "text", "text": text}


def bold(text: str) -> Json:
    return {**words(text), "style": {"bold": True}}


def italic(text: str) -> Json:
    return {**words(text), "style": {"italic": True}}


def person(user_id: str) -> Json:
    """A mention, which tells that person."""
    return {"type": "user", "user_id": user_id}


def link(text: str, url: str | None) -> Json:
    """The text, linked where the address is one that Slack takes."""
    if url is None or len(url) > URL_LIMIT or not url.startswith(("https://", "http://")):
        return words(text)
    return {"type": "link", "url": url, "text": text}
