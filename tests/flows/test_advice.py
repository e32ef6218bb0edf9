"""What survey research advises against is found where it is planted, and not where it is not."""

from typing import Any

import pytest

from flows.checks import Setting, advise, check_flow
from flows.checks.advice import PLACEHOLDER
from flows.definition import Flow
from flows.problems import Place, Problem, Severity

Written = dict[str, Any]

LINK = {"url": "https://reviews.example/bottega", "text": {"en": "Write a review"}}


def csat(**keys: Any) -> Written:
    return {"id": "satisfaction", "ask": "csat", "text": {"en": "How was it?"}, **keys}


def nps(**keys: Any) -> Written:
    return {
        "id": "recommendation",
        "ask": "nps",
        "text": {"en": "How likely are you to recommend us?"},
        **keys,
    }


def reason(**keys: Any) -> Written:
    return {"id": "reason", "ask": "text", "optional": True, "text": {"en": "Why?"}, **keys}


def choice(**keys: Any) -> Written:
    options = [{"id": name, "text": {"en": name}} for name in ("late", "other")]
    return {"id": "trouble", "ask": "choice", "text": {"en": "What went wrong?"}, "options": options, **keys}


def say(words: str = "Thank you!", **keys: Any) -> Written:
    return {"text": {"en": words}, **keys}


def advice(*nodes: Written, others: dict[str, list[Written]] | None = None, **keys: Any) -> list[Problem]:
    """Of a flow with which nothing else is wrong."""
    flow = Flow.model_validate({"nodes": nodes, **keys})
    called = {name: Flow.model_validate({"nodes": inner}) for name, inner in (others or {}).items()}
    setting = Setting(flows=called)
    assert [problem for problem in check_flow(flow, setting) if problem.severity is Severity.ERROR] == []
    found = list(advise(flow, setting))
    assert {problem.severity for problem in found} <= {Severity.WARNING}
    return found


def only(*nodes: Written, **keys: Any) -> tuple[Place, str]:
    (problem,) = advice(*nodes, **keys)
    assert problem.hint
    return problem.place, problem.message


def test_a_survey_as_it_should_be() -> None:
    assert (
        advice(
            csat(),
            reason(),
            say("We are sorry. Someone will answer you by {{ reply_by }}.", when="satisfaction <= 2"),
            say("A person reads this.", when="satisfaction >= 3 && mood <= -0.5"),
            say("Thank you!", end=True, link=LINK),
        )
        == []
    )


# --- NPS is asked of everyone or of no one -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("nodes", "place"),
    [
        ([csat(), nps(when="satisfaction >= 4")], ("nodes", 1, "when")),
        ([csat(), nps(when="mood > 0.5")], ("nodes", 1, "when")),
        ([nps(when="'vip' in customer.tags"), reason()], ("nodes", 0, "when")),
        ([csat(then={"1-2": "thanks"}), nps(), say(id="thanks")], ("nodes", 1)),
        ([csat(next=[{"when": "csat <= 2", "to": "end"}]), nps()], ("nodes", 1)),
        ([csat(then={"1-2": "bad"}), nps(next="end"), say(id="bad")], ("nodes", 1)),
    ],
)
def test_nps_of_some_only(nodes: list[Written], place: Place) -> None:
    assert only(*nodes) == (place, "not everybody is asked this, so it cannot be counted as NPS")


def test_nps_in_a_sub_flow_that_only_some_are_asked() -> None:
    others = {"loyalty": [nps(), reason()]}
    call = {"id": "more", "flow": "loyalty"}
    assert advice(csat(), call, others=others) == []
    (problem,) = advice(csat(), {**call, "when": "satisfaction >= 4"}, others=others)
    assert problem.place == ("nodes", 1, "when")


@pytest.mark.parametrize(
    "nodes",
    [
        [nps(), reason()],
        [nps(timeout={"after": "1 day", "to": "end"}), csat()],
        [csat(then={"1-2": "sorry"}), say(next="recommendation"), say(id="sorry"), nps()],
        [
            {"id": "ok", "ask": "consent", "version": "1", "text": {"en": "May we?"}, "then": {"no": "end"}},
            nps(),
        ],
    ],
)
def test_nps_of_everybody(nodes: list[Written]) -> None:
    assert advice(*nodes) == []


def test_chance_picks_nobody_out() -> None:
    split = {"wording": {"a": 50, "b": 50}}
    nodes = [nps(when='wording == "a"'), nps(id="likely", when='wording == "b"'), reason()]
    assert advice(*nodes, split=split) == []
    assert advice(nps(when='wording == "a"'), reason(), split=split) == []


# --- Order, length, what is required -----------------------------------------------------------------------


def test_the_score_comes_first() -> None:
    assert only(choice(), csat()) == (("nodes", 0), "this is asked before the score")
    assert only(reason(), choice(), nps())[0] == ("nodes", 0)
    stars = {"id": "stars", "ask": "rating", "text": {"en": "How was it?"}}
    assert only(choice(), stars)[0] == ("nodes", 0)
    assert advice(csat(), choice(), nps()) == []
    assert advice(stars, nps(), choice()) == []


def test_more_than_a_minute() -> None:
    more = [reason(id=name) for name in ("first", "second", "third")]
    place, message = only(csat(), *more)
    assert (place, message[:44]) == ((), "the longest way through this flow takes abou")
    assert advice(csat(), *more[:2]) == []


def test_only_ways_that_one_score_can_take_are_added_up() -> None:
    kinds = [reason(id=f"why_{score}", when=f"satisfaction == {score}") for score in range(1, 6)]
    assert advice(csat(), *kinds) == []
    inner = [reason(id=name) for name in ("first", "second", "third")]
    (problem,) = advice(csat(), {"id": "more", "flow": "long"}, others={"long": inner})
    assert problem.place == ()


def test_a_reason_that_must_be_given() -> None:
    required = (("nodes", 1), "customers cannot go on without giving a reason in words")
    assert only(csat(), reason(optional=False)) == required
    assert only(csat(), reason(optional=False, when="satisfaction <= 2")) == required
    skipped = choice(when="satisfaction <= 3", optional=True)
    assert only(csat(), skipped, reason(optional=False))[0] == ("nodes", 2)
    assert advice(csat(), choice(optional=True), reason(optional=False)) == []
    order = reason(optional=False, pattern="[A-Z]{2}[0-9]{6}", invalid={"en": "Such as AB123456."})
    assert advice(csat(), order) == []


# --- Reviews and apologies ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nodes",
    [
        [csat(), say(link=LINK, when="satisfaction >= 4")],
        [csat(), say(link=LINK, when="csat == 5 && mood >= 0.0")],
        [csat(then={"4-5": "liked"}), say(next="end"), say(id="liked", link=LINK)],
        [csat(next=[{"when": "satisfaction <= 3", "to": "end"}]), say(link=LINK)],
        [csat(), reason(), say(link=LINK, when="mood >= 0.5")],
        [nps(), say(link=LINK, when="nps >= 9")],
    ],
)
def test_the_page_for_reviews_is_shown_to_the_happy_only(nodes: list[Written]) -> None:
    place, message = only(*nodes)
    assert (place[-1], message) == ("link", "only happy customers are shown this link")


@pytest.mark.parametrize(
    "nodes",
    [
        [csat(), say(link=LINK)],
        [csat(), say("Good.", link=LINK, when="csat >= 3"), say("Bad.", link=LINK, when="csat <= 2")],
        [csat(), say("Help is here.", link=LINK, when="csat <= 2")],
        [csat(), choice(), say(link=LINK, when='trouble == "late"')],
    ],
)
def test_a_link_for_all_or_for_those_who_need_help(nodes: list[Written]) -> None:
    assert advice(*nodes) == []


def test_the_page_for_reviews_is_still_missing() -> None:
    link = {**LINK, "url": f"https://bottegarossi.example/{PLACEHOLDER}"}
    assert only(csat(), say(link=link)) == (
        ("nodes", 1, "link", "url"),
        "this is not your page for reviews yet",
    )


@pytest.mark.parametrize(
    ("nodes", "given"),
    [
        ([csat(), say("We are so sorry.")], 3),
        ([csat(), say("We apologise for this.", when="satisfaction <= 3")], 3),
        ([csat(then={"1-4": "wrong"}), say(next="end"), say("Our apologies.", id="wrong")], 3),
        ([csat(), reason(text={"en": "We're sorry. What happened?"}, when="satisfaction >= 4")], 4),
        ([nps(), say("We are sorry.", when="nps <= 8")], 7),
        ([{"id": "stars", "ask": "rating", "text": {"en": "?"}}, say("We are sorry.")], 4),
    ],
)
def test_an_apology_to_those_who_were_content(nodes: list[Written], given: int) -> None:
    place, message = only(*nodes)
    assert place[2:] == ("text", "en")
    assert message == f"this apologises also to those who gave a {given}"


@pytest.mark.parametrize(
    "nodes",
    [
        [csat(), say("We are sorry.", when="satisfaction <= 2")],
        [csat(), choice(), say("We are sorry that it came late.", when='trouble == "late"')],
        [csat(), reason(), say("We are sorry to read this.", when="mood <= -0.5")],
        [csat(), nps(), say("We are sorry.", when="csat <= 2")],
        [say("We are sorry to bother you."), csat()],
        [reason(), say("We are sorry.")],
    ],
)
def test_an_apology_where_it_is_due(nodes: list[Written]) -> None:
    assert advice(*nodes) == []
