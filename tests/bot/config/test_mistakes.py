"""Every mistake is found at once, each at its place and in words that help."""

import re

import pytest

from bot.config import Finding
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, WHOLE, Desk

TEN_MISTAKES = """
[business]
name = "Bottega Rossi"
timezone = ▶"Europe/Rom"
languages = ["it", "en"]
privacy_url = "https://bottegarossi.example/privacy"
▶languges = ["it"]

[telegram]
token = ▶"not even a token"

[slack]
bot_token = { env = "SLACK_BOT_TOKEN" }
app_token = { env = "SLACK_APP_TOKEN" }
default_channel = ▶7

[touchpoints.delivery]
on = "purchase.delivered"
after = "2 days"
flow = ▶"after_delivry"

[flows.after_delivery]
title = "After delivery"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Com'è andata la consegna di {{ ▶purchase.sumary }}?"
text.en = \"\"\"
Hi {{ customer.first_name | default: 'there' }}, \\
   how was the {{ 'delivery' | ▶upcas }}?\"\"\"

[[flows.after_delivery.nodes]]
id = "reason"
ask = ▶"txt"
optional = true
▶text.en = "What is the main reason for your score?"

[[flows.after_delivery.nodes]]
id = ▶"satisfaction"
ask = "text"
when = 'satisfaction <= 2 ▶and reason == "x"'
text = { it = "Grazie", en = "Thanks" }

[[complaints]]
name = "Unhappy"
when = "csat <= 2 || ▶moood <= -0.5"
"""


def test_planted_mistakes_are_found_all_at_once(desk: Desk) -> None:
    found = desk.check(TEN_MISTAKES).problems
    assert len(found) == 12
    assert not [str(problem) for problem in found if not problem.hint]


def only(desk: Desk, planted: str) -> Finding:
    (problem,) = desk.check(planted).problems
    return problem


@pytest.mark.parametrize(
    ("right", "planted", "message", "hint"),
    [
        ('ask = "csat"', "▶aks = 'csat'\nask = 'csat'", 'unknown key "aks"', 'did you mean "ask"?'),
        (
            'name = "Bottega',
            '▶colour = "red"\nname = "Bottega',
            "unknown key",
            "known here: name, timezone, languages",
        ),
        ('flow = "delivery"', 'flow = "delivery"\n▶aftre = "2 days"', "unknown key", 'did you mean "after"?'),
        ('ask = "csat"', "ask = ▶'stars'", 'there is no kind "stars"', "csat"),
        ('ask = "csat"', "ask = ▶5", "expected text, got a number", "csat"),
        (
            'ask = "csat"',
            "ask = 'csat'\noptional = ▶'yes'",
            "expected true or false, got text",
            "without quotes",
        ),
        ('id = "satisfaction"', "id = ▶'Satisfaction'", "name is not allowed", "small letters"),
        ('id = "satisfaction"', "id = ▶'nps'", "meaning of its own", "nps_1"),
        ('id = "satisfaction"\n', "", '"id" is missing', 'write for example id = "satisfaction"'),
        ('name = "Bottega Rossi"', "name = ▶['x']", "expected text, got a list", "quotes"),
        ('name = "Bottega Rossi"', "name = ▶''", "this text is empty", "between the quotes"),
        ('languages = ["it", "en"]', "languages = ▶[]", "at least 1 is needed here", "brackets"),
        ('languages = ["it", "en"]', "languages = ▶'it'", "expected a list, got text", "brackets"),
        (
            'languages = ["it", "en"]',
            "languages = ['it', 'en', ▶'it']",
            '"it" stands here twice',
            "leave one out",
        ),
        ('languages = ["it", "en"]', "languages = ['it', 'en', ▶'english']", "not a language", "pt-BR"),
        ('"https://bottegarossi.example/privacy"', "▶'bottegarossi.example'", "not a web address", "in full"),
        ('on = "purchase.delivered"', "on = ▶'purchase.delivred'", "not possible here", "purchase.delivered"),
        ('on = "purchase.delivered"', "on = ▶1", "expected text, got a number", "purchase.paid"),
        ('flow = "delivery"', "flow = ▶'delivry'", 'there is no flow "delivry"', 'did you mean "delivery"?'),
        ('flow = "delivery"', "flow = 'delivery'\nafter = ▶2", "a text with a unit", '"2 days"'),
        ('flow = "delivery"', "flow = 'delivery'\nafter = ▶'2 dayz'", '"dayz" is not a unit', "2 days"),
        ('"#feedback"', "▶'feedback'", "not a Slack channel", 'write "#feedback"'),
        ('"#feedback"', "▶'#Feed back'", "not a Slack channel", "small letters"),
    ],
)
def test_one_mistake(desk: Desk, right: str, planted: str, message: str, hint: str) -> None:
    assert right in WHOLE
    text = WHOLE.replace(right, planted)
    if "▶" not in planted:
        text = text.replace("[[flows.delivery", "▶[[flows.delivery")
    problem = only(desk, text)
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ('[web]\nlisten = ▶"8080"', "no address to listen on"),
        ("[web]\nlisten = ▶8080", "expected text, got a number"),
        ("[web]\nlisten = ▶{ port = 8080 }", "expected text, got a table"),
        ("[web]\nlisten = ▶12:30:00", "expected text, got a date or time"),
        ("▶[[web]]\nlisten = '127.0.0.1:8080'", "expected a table, got a list"),
        ("[outreach]\ncontact_hours = ▶10", "contact hours are a text"),
        ('[sources.till]\nkind = "csv"\ndelimiter = ▶"||"', "at most 1 characters"),
        ("[sources.till]\nkind = ▶7", "expected text, got a number"),
        ('[sources.till]\nkind = "csv"\ntype = ▶"purchase.sold"', "not possible here"),
        ('[sources.till]\nkind = "csv"\ncolumns = { currency = ▶1 }', "expected text, got a number"),
        ('[sources.till]\nkind = "csv"\ncolumns = ▶["a"]', "expected a table, got a list"),
        ("[[complaints]]\nname = 'x'\nwhen = ▶true", "expected text, got true or false"),
        ('[web]\nlisten = ▶"127.0.0.1:80800"', "no address to listen on"),
        ('[database]\nurl = ▶"mysql://host/x"', "not a database"),
        ('[database]\nurl = ▶"postgres://host/x"', "not a database"),
        ('[database]\nurl = ▶"sqlite://"', "not a database"),
        ('[outreach]\ncontact_hours = ▶"10-20"', "are no hours"),
        ('[outreach]\nreminders = ["1 day", ▶"soon"]', "not a duration"),
        ('[outreach]\nexpires_after = "2 days"\nreminders = ["1 day", ▶"2 days"]', "never sent"),
        ("[outreach]\nlinks_expire_after = ▶'0s'", "more than nothing"),
        ('[sources.▶Shop]\nkind = "csv"', "name is not allowed"),
        ('[sources.shop]\nkind = ▶"webhok"', "there is no kind"),
        ("▶[sources.shop]\ndelimiter = 1", '"kind" is missing'),
        ("[sources]\nshop = ▶3", "expected a table, got a number"),
        ('▶[sources.shop]\nkind = "webhook"', '"secret" is missing'),
        ('[sources.till]\nkind = "csv"\ncolumns = { ▶purchas_id = "x" }', 'unknown key "purchas_id"'),
        ('[sources.till]\nkind = "csv"\ncolumns = { ▶currency = "x" }\nconstants.currency = "EUR"', "both"),
        ('[sources.till]\nkind = "csv"\nconstants.▶type = "purchase.paid"', "the type is no constant"),
        ('[sources.till]\nkind = "csv"\ntimezone = ▶"Rome"', "not a time zone"),
        ('[[complaints]]\nname = "x"\nwhen = "csat < 3"\npriority = ▶"hihg"\n[sla.▶high]', ""),
        ('[[complaints]]\nname = "x"\nwhen = "csat < 3"\nchannel = ▶"x y"', "not a Slack channel"),
        ('[[complaints]]\nname = "x"\nwhen = "▶nps < 3"', "no flow asks nps"),
        ('[[complaints]]\nname="x"\nwhen="csat<3"\n[[complaints]]\nname = ▶"x"\nwhen="csat<3"', "already"),
        ('▶[[complaints]]\nname = "x"', '"when" is missing'),
        ("complaints = ▶3", "expected a list, got a number"),
        (
            '[[flows.▶unused.nodes]]\nid = "x"\nask = "ces"',
            "no touchpoint",
        ),
    ],
)
def test_another_mistake(desk: Desk, planted: str, message: str) -> None:
    text = f"{planted}\n{WHOLE}" if planted.startswith("complaints") else f"{WHOLE}\n{planted}"
    assert all(message in problem.message for problem in desk.check(text).problems)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CONNECTIONS + FLOW, ["[business]", 'languages = ["it", "en"]', 'timezone = "Europe/Rome"']),
        (BUSINESS + FLOW, ["[telegram]", 'token = { env = "TELEGRAM_BOT_TOKEN" }', "[slack]"]),
        (BUSINESS + CONNECTIONS, ["[touchpoints.delivery]", 'on = "purchase.delivered"']),
        (
            WHOLE.replace("[[flows.delivery.nodes]]", "[flows.delivery]\n[other]"),
            ["[[flows.delivery.nodes]]"],
        ),
        (WHOLE + '[[complaints]]\nname = "x"\nwhen = "csat < 3"\npriority = "top"', ["[sla.top]"]),
    ],
)
def test_what_is_missing_is_shown_as_lines_to_write(desk: Desk, text: str, lines: list[str]) -> None:
    shown = "\n".join(problem.hint for problem in desk.load(text).problems).split("\n")
    assert set(lines) <= set(shown)


def test_the_lines_to_write_make_it_right(desk: Desk) -> None:
    """Each hint of an empty file, added to it, leaves only what was not told before."""
    text = ""
    for _ in range(3):
        missing = [
            problem.hint for problem in desk.load(text).problems if "write these lines:" in problem.hint
        ]
        text += "".join(hint.removeprefix("write these lines:") + "\n" for hint in missing)
    assert [problem.message for problem in desk.load(text).problems] == ['there is no flow "after_delivery"']


def test_broken_parts_do_not_hide_others_nor_make_up_new_ones(desk: Desk) -> None:
    desk.check(
        BUSINESS.replace('["it", "en"]', "▶7")
        + CONNECTIONS
        + """
        [touchpoints.delivery]
        on = "purchase.delivered"
        flow = "delivery"
        after = ▶{ days = 2 }
        [[flows.delivery.nodes]]
        id = "satisfaction"
        ask = ▶"cast"
        low = { it = "male" }
        text.it = "Com'è andata?"
        [[flows.delivery.nodes]]
        when = "satisfaction <= 2 && size(satisfaction) < ▶trouble"
        text.xx = "{{ satisfaction }} {{ ▶custmer.id }}"
        [[complaints]]
        name = "Unhappy"
        when = "csat <= 2 || nps <= 6"
        """
    )


def test_a_missing_language_is_an_error_be_it_the_fallback_or_not(desk: Desk) -> None:
    fallback = only(desk, WHOLE.replace('{ it = "Com\'è andata?", en', "▶{ en"))
    other = only(desk, WHOLE.replace(', en = "How was it?" }', " }").replace("text = {", "text = ▶{"))
    for missing, problem in (("it", fallback), ("en", other)):
        assert problem.severity == "error"
        assert problem.message == f'the wording in "{missing}" is missing'
        assert f'write text.{missing} = "…"' in (problem.hint or "")


def test_an_unlisted_language_is_pointed_at(desk: Desk) -> None:
    assert only(desk, WHOLE.replace("text = {", 'text = { ▶fr = "Ça va ?",')).severity == "warning"


def test_languages_without_sentences_of_the_bot_are_told(desk: Desk) -> None:
    text = WHOLE.replace('["it", "en"]', '["it", "en", ▶"pl"]').replace("text = { it", 'text = { pl="?", it')
    assert "come in English" in only(desk, text).message


def test_words_are_an_admins(desk: Desk) -> None:
    jargon = re.compile(r"pydantic|validat|https://errors|input|instance|Traceback|<\w+>", re.IGNORECASE)
    for problem in desk.check(TEN_MISTAKES).problems:
        assert not jargon.search(f"{problem.message} {problem.hint}")


def test_names_from_a_file_cannot_break_a_line(desk: Desk) -> None:
    loaded = desk.load(WHOLE + '["a\\nb\\u001b[31m"]\n')
    (problem,) = loaded.errors
    assert str(problem).endswith('unknown key "a b [31m"')


def test_a_flow_is_used_by_the_touchpoint_of_another_file(desk: Desk) -> None:
    desk.write(FLOW, "flow.toml")
    desk.config('include = ["flow.toml"]\n' + BUSINESS + CONNECTIONS)
