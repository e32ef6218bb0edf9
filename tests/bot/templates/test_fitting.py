"""A template fitted to a business looks as if a person there had written it, and check is content."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.templates import LANGUAGES, Fitting, TemplateName, fit, read_template
from flows.problems import Severity
from flows.wording import Manner, Manners
from tests.bot.templates.businesses import AUDIENCES, MANNERED, SITE, basics, fitted, load

ALL = pytest.mark.parametrize("name", TemplateName)

UNTRIGGERED = {TemplateName.FIRST_PURCHASE, TemplateName.EMPLOYEE_PULSE}

COMMENT_COLUMN = 45

WORDING = re.compile(r"[a-z.]+\.[a-z]{2}(-x-[a-z]+)? = ")


@ALL
@pytest.mark.parametrize(("language", "manner"), AUDIENCES)
def test_check_minds_nothing_but_what_the_admin_must_fill_in(
    tmp_path: Path, name: TemplateName, language: str, manner: Manner | None
) -> None:
    address = f'address = "{manner}"\n' if manner else ""
    text = f"{basics(language, address=address)}\n{fitted(name, language, manner=manner)}"
    problems = load(tmp_path, text).problems
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    unfinished = {f"flows.{name}", ""} if name in UNTRIGGERED else set()  # nobody is asked anything
    if "#your-review-page" in text:
        unfinished |= {f"flows.{name}.nodes.{text.count('.nodes]]') - 1}.link.url"}
    told = {".".join(map(str, problem.path)) for problem in problems}
    assert told == unfinished


@ALL
def test_all_at_once_get_on_with_each_other(tmp_path: Path, name: TemplateName) -> None:
    text = "\n".join([basics(*LANGUAGES), *(fitted(each, *LANGUAGES) for each in TemplateName)])
    loaded = load(tmp_path, text)
    assert loaded.config is not None
    assert name in loaded.config.flows
    assert len(loaded.config.complaints) == len(TemplateName) - 1


@ALL
def test_every_line_of_a_file_is_used_by_some_business(name: TemplateName) -> None:
    """A wording with a mistake in its tag would be passed over in silence."""
    lines = {line for line in read_template(name).text.splitlines() if WORDING.match(line)}
    used: set[str] = set()
    for language, manner in AUDIENCES:
        for line in fitted(name, language, manner=manner).splitlines():
            key, _, words = line.partition(" = ")
            used |= {line, f"{key}-x-{manner} = {words}"} if manner else {line}
    assert lines <= used


@ALL
@pytest.mark.parametrize("language", MANNERED)
def test_both_manners_differ(name: TemplateName, language: str) -> None:
    formal, informal = (fitted(name, language, manner=manner) for manner in Manner)
    assert formal != informal
    assert "-x-" not in formal + informal


def test_regions_with_two_manners_keep_both() -> None:
    manners = Manners({"de": Manner.FORMAL, "de-at": Manner.INFORMAL})
    fitting = Fitting(("de", "de-AT", "pt-BR"), manners, SITE, "after_delivery")
    text = fit(read_template(TemplateName.AFTER_DELIVERY), fitting).text
    keys = re.findall(r"^text\.(\S+) =", text, re.MULTILINE)
    assert set(keys) == {"de", "de-x-informal", "pt"}


@ALL
def test_it_keeps_its_comments_in_their_column_under_another_name(tmp_path: Path, name: TemplateName) -> None:
    text = fitted(name, "it", "en", flow="something_else_altogether")
    assert name not in text
    original = read_template(name).text
    assert text.count("#") == original.count("#") - (
        original.count("example.com/#") - text.count(f"{SITE}/#")
    )
    for line in text.splitlines():
        code, gap, _ = line.partition("  # ")
        assert not gap or line.index("  # ") + 2 == max(COMMENT_COLUMN, len(code.rstrip()) + 2), line
    flows = load(tmp_path, f"{basics('it', 'en')}\n{text}").config
    assert flows is not None
    assert set(flows.flows) == {"something_else_altogether"}


@ALL
def test_a_file_says_what_it_is_and_can_be_read_as_it_is(name: TemplateName) -> None:
    template = read_template(name)
    assert set(tomllib.loads(template.text)["flows"]) == {name}
    assert re.fullmatch(r"[A-Z].+ \((CSAT|NPS|CES|eNPS)\): .+\.", template.summary)
    assert (template.trigger is None) is (name in UNTRIGGERED)


@ALL
def test_the_score_is_first_and_its_reason_may_be_skipped(tmp_path: Path, name: TemplateName) -> None:
    loaded = load(tmp_path, f"{basics('en')}\n{fitted(name, 'en')}").config
    assert loaded is not None
    first, second, *_ = loaded.flows[name].nodes
    assert getattr(first, "ask", "") in {"csat", "nps", "ces"}
    assert second.id == "reason"
    assert getattr(second, "optional", False)
    assert first.when is None
    assert second.when is None
