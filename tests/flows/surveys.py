"""Short surveys to talk through: one question of each kind, and a quiet scene around them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from flows.definition import ComplaintRule, Flow
from flows.outreach import Outreach
from flows.scene import Scene

RULE = ComplaintRule(name="Unhappy", when="csat <= 2 || mood <= -0.5", priority="high")
PLAIN = Scene(
    facts={"customer": {"id": "c-1"}, "business": {"name": "Bottega Rossi"}},
    fallback_language="en",
    time_zone="Europe/Rome",
    outreach=Outreach(expires_after=timedelta(0)),
)
"""Nobody is reminded, nothing expires, and nothing is a complaint."""

WATCHED = replace(PLAIN, complaints=(RULE,), first_response={"high": timedelta(hours=1)})

Written = Mapping[str, object]


def survey(*nodes: Written, **keys: object) -> Flow:
    return Flow.model_validate({"nodes": nodes, **keys})


def ask(kind: str, name: str, **keys: object) -> Written:
    """A question of this kind; its text is its name."""
    return {"ask": kind, "id": name, "text": {"en": f"{name.capitalize()}?"}, **keys}


def say(words: str, **keys: object) -> Written:
    return {"text": {"en": words}, **keys}


def labelled(*names: str) -> list[Written]:
    """Options or aspects."""
    return [{"id": name, "text": {"en": name.capitalize()}} for name in names]


MORE = ask("text", "more")
FORKED = survey(
    ask("csat", "visit", then={"4-5": "liked"}),
    say("Oh no."),
    ask("text", "wrong", next="age"),
    ask("text", "liked"),
    ask("number", "age"),
    say("Low.", when="visit <= 2"),
    say("Bye."),
)
"""A rating whose answer decides what is asked next, and a question behind both ways."""
