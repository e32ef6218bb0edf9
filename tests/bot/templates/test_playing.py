"""Every template is talked through in every language and manner: two taps, and everybody is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.config import Config
from bot.templates import TemplateName, read_template
from flows.definition import ScaleNode
from flows.effects import Ask, Effect, Say
from flows.events import SKIP, Tapped, Wrote
from flows.run import RunStatus
from flows.scene import Scene
from flows.wording import Manner
from tests.bot.templates.businesses import AUDIENCES, SITE, business_with_all
from tests.flows.host import Host
from tests.flows.playbook import a_mood

HIGHEST_UNHAPPY = {"csat": 2, "nps": 6, "ces": 3}

WITH_REVIEWS = set(TemplateName) - {TemplateName.EMPLOYEE_PULSE}
OF_CUSTOMERS_IN_WORDS = WITH_REVIEWS - {TemplateName.CANCELLED_PURCHASE}
"""The reason for a cancellation is one of several."""

ALL = pytest.mark.parametrize("name", TemplateName)


@pytest.fixture(scope="module", params=AUDIENCES, ids=str)
def config(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Of a business that has all of them, in one language and manner."""
    language, manner = request.param
    return business_with_all(tmp_path_factory.mktemp("business"), language, manner)


def begin(config: Config, name: TemplateName, first_name: str | None = "Ada") -> Host:
    language = config.business.fallback_language
    facts = {
        "customer": {"id": "c1", "language": language} | ({"first_name": first_name} if first_name else {}),
        "business": {"name": "Bottega Rossi", "privacy_url": SITE},
        "purchase": {"id": "1", "summary": "Blue mug", "location": "Via Garibaldi"},
    }
    scene = Scene(facts, language, "Europe/Rome", config.complaints, config.first_response())
    host = Host(config.flows[name], replace(scene, phrases=config.phrasebook), language)
    host.start()
    return host


def score_of(host: Host) -> ScaleNode:
    node = host.flow.nodes[0]
    assert isinstance(node, ScaleNode)
    return node


def tap(host: Host, value: str) -> tuple[Effect, ...]:
    return host.feed(Tapped(host.run.step_number, value))


def said(effects: tuple[Effect, ...]) -> list[Say]:
    return [effect for effect in effects if isinstance(effect, Say)]


@ALL
def test_two_taps_and_everybody_is_done_whatever_they_gave(config: Config, name: TemplateName) -> None:
    for score in score_of(begin(config, name)).steps_shown:
        host = begin(config, name)
        unhappy = score <= HIGHEST_UNHAPPY[score_of(host).ask]
        assert any(isinstance(effect, Ask) for effect in tap(host, str(score)))
        closing = said(tap(host, SKIP))
        assert host.run.status is RunStatus.COMPLETE
        links = [say.link.url for say in closing if say.link]
        assert links == ([f"{SITE}/#your-review-page"] if name in WITH_REVIEWS else [])
        promised = [say for say in closing if "Bottega Rossi" in say.text]
        assert bool(promised) is (unhappy and name is not TemplateName.EMPLOYEE_PULSE)
        list(host.pass_time(timedelta(hours=1)))
        rules = [read_template(name).rule] if promised else []
        assert [ticket.rule for ticket in host.tickets] == rules


@pytest.mark.parametrize("name", sorted(OF_CUSTOMERS_IN_WORDS))
def test_unhappy_words_beside_a_good_score_are_answered_without_an_apology(
    config: Config, name: TemplateName
) -> None:
    host = begin(config, name)
    tap(host, str(score_of(host).steps_shown[-1]))
    closing = said(host.feed(Wrote("The box was crushed.", a_mood(-0.8))))
    assert "Bottega Rossi" in closing[0].text
    list(host.pass_time(timedelta(hours=1)))
    assert [ticket.rule for ticket in host.tickets] == [read_template(name).rule]


@ALL
def test_the_reason_is_taken_in_words(config: Config, name: TemplateName) -> None:
    host = begin(config, name)
    tap(host, str(score_of(host).steps_shown[-1]))
    reason = host.questions[-1]
    words = reason.rows[0][0].label if name is TemplateName.CANCELLED_PURCHASE else "All was well packed."
    host.feed(Wrote(words, a_mood(0.5)))
    assert host.run.status is RunStatus.COMPLETE
    assert [answer.node for answer in host.answers] == [score_of(host).id, "reason"]


@ALL
def test_who_has_no_name_is_greeted_by_none(config: Config, name: TemplateName) -> None:
    text = begin(config, name, first_name=None).questions[0].text
    named = begin(config, name).questions[0].text
    assert text[0].isupper() or text[0] in "¿¡"
    business = config.business
    is_sie = business.fallback_language == "de" and business.manners.of("de") is Manner.FORMAL
    is_named = name is not TemplateName.EMPLOYEE_PULSE and not is_sie  # "Sie, Ada" is no German
    assert ("Ada" in named) is is_named
    assert named.endswith(text)
