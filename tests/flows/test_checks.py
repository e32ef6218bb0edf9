"""What is wrong with a flow as a whole is found before a customer meets it."""

from dataclasses import replace
from typing import Any

import pytest

from flows.checks import Setting, check_complaints, check_flow
from flows.checks.ids import LONGEST_ID
from flows.definition import ComplaintRule, Flow
from flows.expansion import MOST_NODES
from flows.facts import FACTS, RESERVED_IDS, Earlier, names_in_conditions, names_in_texts
from flows.names import Kind, Leaf
from flows.problems import Place, Problem, Severity
from flows.texts import LONGEST_LABEL, LONGEST_TEXT, Audience
from flows.wording import Manner, Manners

Wordings = dict[str, str]

BOTH = {"it": "Ciao", "en": "Hi"}

ITALIAN_AND_ENGLISH = Setting(Audience(("it", "en")))


def csat(**keys: Any) -> dict[str, Any]:
    return {"id": "satisfaction", "ask": "csat", "text": BOTH, **keys}


def text(**keys: Any) -> dict[str, Any]:
    return {"id": "reason", "ask": "text", "text": BOTH, **keys}


def choice(*options: tuple[str, Wordings], **keys: Any) -> dict[str, Any]:
    buttons = [{"id": name, "text": label} for name, label in options]
    return {"id": "trouble", "ask": "choice", "text": BOTH, "options": buttons, **keys}


def say(**keys: Any) -> dict[str, Any]:
    return {"text": BOTH, **keys}


def check(*nodes: dict[str, Any], setting: Setting = ITALIAN_AND_ENGLISH) -> list[Problem]:
    return check_flow(Flow.model_validate({"nodes": nodes}), setting)


def only(*nodes: dict[str, Any]) -> Problem:
    (problem,) = check(*nodes)
    return problem


def test_a_right_flow() -> None:
    assert (
        check(
            csat(low=BOTH, high=BOTH),
            choice(
                ("late", {"it": "In ritardo", "en": "Late"}),
                ("other", {"it": "Altro", "en": "Other"}),
                optional=True,
            ),
            text(when='satisfaction <= 2 && trouble == "late"'),
            say(when="csat <= 2 && mood < -0.5 && purchase.amount > 9.5"),
            say(
                text=dict.fromkeys(
                    BOTH, "{{ satisfaction }} {{ trouble | default: '' }} {{ reason | default: '' }}"
                )
            ),
            say(
                text=dict.fromkeys(
                    BOTH, "{{ business.name }} {{ reply_by }} {{ customer.email | default: '?' }}"
                )
            ),
        )
        == []
    )


def test_a_ces_question_needs_no_text() -> None:
    assert check({"id": "effort", "ask": "ces"}) == []


def test_too_many_nodes_are_told_once() -> None:
    problem = only(*(csat(id=f"n{at}", text={"xx": "?"}) for at in range(MOST_NODES + 1)))
    assert problem.place == ()
    assert f"more than {MOST_NODES} nodes" in problem.message


def test_too_many_nodes_of_other_flows_are_too_many() -> None:
    calls = [{"flow": "f1", "id": f"c{at}"} for at in range(9)]
    flows = {f"f{at}": {"nodes": [{**call, "flow": f"f{at + 1}"} for call in calls]} for at in range(1, 4)}
    flows["f4"] = {"nodes": [csat()]}
    setting = replace(
        ITALIAN_AND_ENGLISH, flows={name: Flow.model_validate(flow) for name, flow in flows.items()}
    )
    (problem,) = check(*calls, setting=setting)
    assert f"more than {MOST_NODES} nodes" in problem.message


@pytest.mark.parametrize("name", ["customer", "mood", "csat", "reply_by", "in", "true", "string", "blank"])
def test_a_reserved_id(name: str) -> None:
    problem = only(csat(id=name))
    assert problem.place == ("nodes", 0, "id")
    assert name in RESERVED_IDS


def test_an_id_that_is_too_long_or_looks_like_one_of_a_sub_flow() -> None:
    assert check(csat(id="r" * LONGEST_ID)) == []
    assert "at most 40 characters" in only(csat(id="r" * (LONGEST_ID + 1))).message
    assert "no dots" in only(csat(id="details.phone")).message


def test_a_duplicate_id_is_shown_at_the_second() -> None:
    problem = only(csat(), text(), text(id="satisfaction"))
    assert problem.place == ("nodes", 2, "id")
    assert "number 1" in problem.message


@pytest.mark.parametrize(
    ("condition", "offset", "message"),
    [
        ("satisfaction <=", 15, "ends too early"),
        ("1 < 2 && reason == 'x'", 9, "`reason` is asked later"),
        ("1 < 2 && satisfacton == 1", 9, "there is no `satisfacton`"),
        ("trouble == 'x'", 0, "no answer yet while it is being asked"),
        ("nps <= 6", 0, "no question before this one asks nps"),
        ("hello == 'x'", 0, "only says something"),
        ("customer.first == 'x'", 9, "there is no `customer.first`"),
        ("satisfaction == 'x'", 0, "`satisfaction` is a number, but `'x'` is text"),
        ("satisfaction", 0, "`satisfaction` is a number, not true or false"),
        ("1 < satisfaction < 3", 0, "`satisfaction` is a whole number"),
    ],
)
def test_a_condition_that_cannot_be_used(condition: str, offset: int | None, message: str) -> None:
    options = ("a", {"it": "a", "en": "a"}), ("b", {"it": "b", "en": "b"})
    problem = only(csat(), say(id="hello"), choice(*options, when=condition), text())
    assert problem.place == ("nodes", 2, "when")
    assert message in problem.message
    assert offset is None or problem.offset == offset


@pytest.mark.parametrize(
    ("wording", "offset", "message"),
    [
        ("Hi {{ customer.first_name }}", 6, "can be missing"),
        ("Hi {{ customer.firstname }}", 6, "there is no `customer.firstname`"),
        ("Hi {{ reason }}", 6, "`reason` is asked later"),
        ("Hi {% if %}", None, ""),
        ("Hi {{ csat }}", 6, "there is no `csat`"),
        ("Hi {{ 'a' | upcas }}", 12, "no filter `upcas`"),
        ("  ", None, "empty"),
    ],
)
def test_a_text_that_cannot_be_filled_in(wording: str, offset: int | None, message: str) -> None:
    problem = only(csat(text={"it": "Ciao", "en": wording}), text())
    assert problem.place == ("nodes", 0, "text", "en")
    assert message in problem.message
    assert offset is None or problem.offset == offset


def test_an_answer_that_may_be_missing_needs_a_default() -> None:
    shown = say(text=dict.fromkeys(BOTH, "{{ satisfaction }}"))
    assert check(csat(), shown) == []
    assert len(check(csat(optional=True), shown)) == 2
    assert len(check(csat(when="purchase.amount > 1.0"), shown)) == 2


@pytest.mark.parametrize(
    ("wordings", "severity", "place"),
    [
        ({"en": "Hi"}, Severity.ERROR, ("nodes", 0, "text")),
        ({"it": "Ciao"}, Severity.ERROR, ("nodes", 0, "text")),
        ({"it": "Ciao", "en-GB": "Hi"}, Severity.ERROR, ("nodes", 0, "text")),
        ({"it": "Ciao", "en": "Hi", "fr": "Salut"}, Severity.WARNING, ("nodes", 0, "text", "fr")),
    ],
)
def test_languages(wordings: Wordings, severity: Severity, place: Place) -> None:
    problem = only(csat(text=wordings))
    assert (problem.severity, problem.place) == (severity, place)


def test_all_that_a_text_lacks_is_one_problem() -> None:
    (problem,) = check(csat(text={"en": "Hi"}), setting=Setting(Audience(("it", "en", "fr"))))
    assert problem.message == 'the wording in "it" and "fr" is missing'
    assert problem.hint is not None
    assert 'write text.it = "…" and text.fr = "…"' in problem.hint
    assert 'the fallback "it" serves only customers whose language is not in' in problem.hint


def test_a_language_serves_its_regions() -> None:
    assert check(csat(text={"de": "Hallo"}), setting=Setting(Audience(("de-AT",)))) == []
    assert check(csat(text={"de": "Hallo", "de-AT": "Servus"}), setting=Setting(Audience(("de",)))) == []


def test_languages_are_left_alone_where_those_of_the_business_are_not_known() -> None:
    assert check(csat(text={"xx": "?"}), setting=Setting()) == []


def test_wordings_for_one_manner_are_not_demanded_and_serve_those_who_are_addressed_so() -> None:
    du = Setting(Audience(("de",), Manners({"de": Manner.INFORMAL})))
    sie = Setting(Audience(("de",)))
    assert check(csat(text={"de": "Hallo", "de-x-informal": "Na"}), setting=sie) == []
    assert check(csat(text={"de-x-informal": "Na"}), setting=du) == []
    (problem,) = check(csat(text={"de-x-informal": "Na"}), setting=sie)
    assert problem.message == 'the wording in "de" is missing'


def test_a_wording_in_no_known_manner_is_read_by_nobody() -> None:
    problem = only(csat(text={"it": "Ciao", "it-x-frmal": "Salve", "en": "Hi"}))
    assert (problem.place, problem.severity) == (("nodes", 0, "text", "it-x-frmal"), Severity.WARNING)
    assert problem.hint == 'write "it-x-formal" or "it-x-informal"'


def test_labels_and_options_have_all_languages_too() -> None:
    wrong = choice(("a", {"en": "A"}), ("b", {"it": "B", "en": "B"}))
    assert only(wrong).place == ("nodes", 0, "options", 0, "text")
    assert only(csat(low={"en": "bad"})).place == ("nodes", 0, "low")


def test_what_is_too_long() -> None:
    assert check(csat(text={"it": "x" * LONGEST_TEXT, "en": "😀" * (LONGEST_TEXT // 2)})) == []
    assert only(csat(text={"it": "x" * (LONGEST_TEXT + 1), "en": "Hi"})).place == ("nodes", 0, "text", "it")
    assert only(csat(text={"it": "Ciao", "en": "😀" * (LONGEST_TEXT // 2 + 1)})).place == (
        "nodes",
        0,
        "text",
        "en",
    )
    tags = "{{ purchase.summary }}" * (LONGEST_TEXT // 10)
    assert check(csat(text={"it": tags, "en": tags})) == []
    assert only(csat(low={"it": "x" * (LONGEST_LABEL + 1), "en": "x"})).place == ("nodes", 0, "low", "it")


def test_labels_are_plain_text() -> None:
    assert only(csat(high={"it": "{{ business.name }}", "en": "x"})).place == ("nodes", 0, "high", "it")
    assert "empty" in only(csat(high={"it": " ", "en": "x"})).message
    marked = only(csat(high={"it": "*molto*", "en": "5* at most"}))
    assert (marked.place, marked.severity) == (("nodes", 0, "high", "it"), Severity.WARNING)


def test_a_link_that_leads_nowhere_has_its_place() -> None:
    link = only(csat(text={"it": "Com'è andata?", "en": "How? *Rate* [us](www.shop.example)"}))
    assert (link.place, link.offset) == (("nodes", 0, "text", "en"), 16)
    assert link.severity is Severity.ERROR


def test_doubled_marks_are_a_likely_mistake() -> None:
    doubled = only(csat(text={"it": "Com'è **andata**?", "en": "How was it? ____ **"}))
    assert (doubled.place, doubled.offset) == (("nodes", 0, "text", "it"), 6)
    assert doubled.severity is Severity.WARNING


def test_options_that_a_customer_or_a_condition_could_not_tell_apart() -> None:
    same_id = choice(("a", {"it": "A", "en": "A"}), ("a", {"it": "B", "en": "B"}))
    assert only(same_id).place == ("nodes", 0, "options", 1, "id")
    same_label = choice(("a", {"it": "A", "en": "Late"}), ("b", {"it": "B", "en": "late "}))
    assert only(same_label).place == ("nodes", 0, "options", 1, "text", "en")


def test_a_flow_that_asks_nothing() -> None:
    problem = only(say())
    assert (problem.place, problem.severity) == ((), Severity.WARNING)


def test_of_unsure_nodes_anything_may_be_true() -> None:
    setting = Setting(Audience(("it", "en")), {"broken"})
    nodes = say(when="broken <= 2 || broken == 'x' || nps < 3"), say(text=dict.fromkeys(BOTH, "{{ broken }}"))
    assert check(*nodes, setting=setting) == []


def rules(*conditions: str) -> list[ComplaintRule]:
    return [ComplaintRule(name=str(at), when=when) for at, when in enumerate(conditions)]


def test_complaint_rules_know_the_answers_of_every_flow() -> None:
    flows = [
        Flow.model_validate({"nodes": [csat(), text(id="same")]}),
        Flow.model_validate({"nodes": [{"id": "effort", "ask": "ces"}, csat(id="same")]}),
    ]
    right = (
        "csat <= 2 || ces <= 3 || mood < -0.5",
        'satisfaction == 1 && customer.language == "it"',
        "same == 1",
    )
    assert check_complaints(rules(*right), flows, ()) == []
    wrong = check_complaints(rules("true", "csat <= 2 || nps <= 6", "csat <= 2 ||", "mod < 0.5"), flows, ())
    places = {problem.place: problem.offset for problem in wrong}
    assert places[1, "when"] == 13
    assert places[2, "when"] == 12
    assert places[3, "when"] == 0
    assert check_complaints(rules("nps <= 6 && unknown == 1"), flows, {"unknown"}) == []


def test_the_names_are_told_apart_by_where_they_stand() -> None:
    flow = Flow.model_validate({"nodes": [csat(), text(optional=True)]})
    earlier = Earlier([(node, True) for node in flow.nodes])
    assert names_in_conditions(earlier).find(("csat",)) == Leaf(Kind.INT, optional=True)
    assert names_in_conditions(earlier).find(("satisfaction",)) == Leaf(Kind.INT)
    assert names_in_texts(earlier).find(("reason",)) == Leaf(Kind.STRING, optional=True)
    assert names_in_texts(earlier).find(("reply_by",)) == Leaf(Kind.STRING)
    assert set(FACTS.entries) == {"customer", "purchase", "business"}
