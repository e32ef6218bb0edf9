"""Businesses of every language and manner, with a configuration that holds templates and little else."""

from pathlib import Path

from bot.config import Config, Loaded, load_config
from bot.templates import LANGUAGES, Fitting, TemplateName, fit, read_template
from flows.wording import Manner, Manners

TOKENS = {
    "TELEGRAM": "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
    "BOT": "xoxb-1-test",
    "APP": "xapp-1-test",
}

SITE = "https://bottegarossi.example"

MANNERED = ("it", "es", "fr", "de")

AUDIENCES = [(language, None) for language in LANGUAGES] + [
    (language, manner) for language in MANNERED for manner in Manner
]
"""Each language as usual, and in each manner that it has."""


def fitted(name: TemplateName, *languages: str, manner: Manner | None = None, flow: str | None = None) -> str:
    manners = Manners(dict.fromkeys(languages, manner) if manner else {})
    return fit(read_template(name), Fitting(languages, manners, SITE, flow or name)).text


def basics(*languages: str, address: str = "") -> str:
    listed = ", ".join(f'"{language}"' for language in languages)
    return f"""\
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = [{listed}]
privacy_url = "{SITE}/privacy"
{address}
[telegram]
token = {{ env = "TELEGRAM" }}

[slack]
bot_token = {{ env = "BOT" }}
app_token = {{ env = "APP" }}
default_channel = "#feedback"
"""


def load(folder: Path, text: str) -> Loaded:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, TOKENS)


def business_with_all(folder: Path, language: str, manner: Manner | None) -> Config:
    address = f'address = "{manner}"\n' if manner else ""
    surveys = [fitted(name, language, manner=manner) for name in TemplateName]
    loaded = load(folder, "\n".join([basics(language, address=address), *surveys]))
    assert loaded.config is not None, loaded.problems
    return loaded.config
