"""A configuration may be spread over files, and every mistake is shown in its own."""

from bot.config import Loaded
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, WHOLE, Desk

MAIN = BUSINESS + CONNECTIONS


def said(desk: Desk, loaded: Loaded) -> list[str]:
    return [str(problem).replace(f"{desk.folder}/", "") for problem in loaded.problems]


def rule(name: str) -> str:
    return f'[[complaints]]\nname = "{name}"\nwhen = "csat <= 2"\n'


def test_parts_with_names_are_laid_together_and_lists_follow_one_another(desk: Desk) -> None:
    desk.write(FLOW + rule("second"), "surveys/a.toml")
    desk.write(
        FLOW.replace("delivery]", "other]")
        .replace("delivery.nodes", "other.nodes")
        .replace('"delivery"', '"other"')
        + rule("third"),
        "surveys/b.toml",
    )
    config = desk.config('include = ["surveys/*.toml"]\n' + MAIN + rule("first"))
    assert list(config.flows) == list(config.touchpoints) == ["delivery", "other"]
    assert [complaint.name for complaint in config.complaints] == ["first", "second", "third"]


def test_a_mistake_is_shown_in_its_own_file(desk: Desk) -> None:
    desk.write("\n" + FLOW.replace("csat", "csta") + rule("x").replace("csat", "ces"), "surveys/a.toml")
    loaded = desk.load('include = ["surveys/a.toml"]\n' + MAIN + rule("y").replace("csat", "nps"))
    assert [line.split(" ")[0] for line in said(desk, loaded)] == ["surveys/a.toml:8:7:"]
    desk.write("\n" + FLOW + rule("x").replace("csat", "ces"), "surveys/a.toml")
    loaded = desk.load('include = ["surveys/a.toml"]\n' + MAIN + rule("y").replace("csat", "nps"))
    assert [line.split(" ")[0] for line in said(desk, loaded)] == [
        "config.toml:17:9:",
        "surveys/a.toml:12:9:",
    ]


def test_files_of_included_files_are_relative_to_those(desk: Desk) -> None:
    desk.write('include = ["deeper/b.toml"]\n', "surveys/a.toml")
    desk.write(FLOW, "surveys/deeper/b.toml")
    assert "delivery" in desk.config('include = ["surveys/a.toml"]\n' + MAIN).flows


def test_what_is_defined_twice_names_both_places(desk: Desk) -> None:
    desk.write(FLOW + '[web]\nlisten = "127.0.0.1:1"\n', "a.toml")
    loaded = desk.load('include = ["a.toml"]\n' + WHOLE + '[web]\nlisten = "127.0.0.1:2"\n')
    assert said(desk, loaded) == [
        'a.toml:2:14: error: "touchpoints.delivery" is defined twice; the first time in config.toml:16',
        'a.toml:5:9: error: "flows.delivery" is defined twice; the first time in config.toml:19',
        'a.toml:9:2: error: "web" is defined twice; the first time in config.toml:23',
    ]


def test_a_file_that_is_not_there_is_the_fault_of_who_named_it(desk: Desk) -> None:
    loaded = desk.load('include = [\n  "nowhere.toml",\n  "no/*.toml",\n  "dir.toml"]\n' + WHOLE)
    assert said(desk, loaded) == [
        "config.toml:2:3: error: nowhere.toml: the file cannot be read: no such file or directory",
        "config.toml:3:3: warning: no file matches this",
        "config.toml:4:3: error: dir.toml: the file cannot be read: no such file or directory",
    ]


def test_a_file_that_is_not_toml_is_shown_where_it_is_wrong(desk: Desk) -> None:
    desk.write("x = \n", "a.toml")
    (line,) = said(desk, desk.load('include = ["a.toml"]\n' + WHOLE))
    assert line.startswith("a.toml:1:5: error: this is not TOML")


def test_circles_are_refused_and_files_are_read_once(desk: Desk) -> None:
    desk.write('include = ["b.toml", "c.toml"]\n', "a.toml")
    desk.write('include = ["c.toml"]\n', "b.toml")
    desk.write(FLOW, "c.toml")
    desk.config('include = ["a.toml", "*.toml"]\n' + MAIN)
    desk.write('include = [\n  "config.toml"]\n' + FLOW, "c.toml")
    (line,) = said(desk, desk.load('include = ["a.toml"]\n' + MAIN))
    assert line == "c.toml:2:3: error: this file is being included already, by way of itself"


def test_odd_patterns(desk: Desk) -> None:
    odd = [
        "include = 3",
        "include = [3]",
        'include = [""]',
        'include = ["a**b/*"]',
        'include = ["x\\u0000*"]',
    ]
    for line in odd:
        loaded = desk.load(f"{line}\n{WHOLE}")
        assert loaded.problems, line
        assert loaded.problems[0].line == 1
    absolute = desk.write(FLOW, "else/where.toml")
    desk.config(f'include = ["{absolute.parent}/*.toml"]\n{MAIN}')
    desk.config(f'include = ["{absolute}"]\n{MAIN}')
    desk.config(f'include = ["else/../else/w*.toml"]\n{MAIN}')


def test_sections_of_the_wrong_kind(desk: Desk) -> None:
    desk.write(rule("x"), "a.toml")
    loaded = desk.load('include = ["a.toml"]\ncomplaints = 3\n' + WHOLE)
    assert said(desk, loaded) == [
        "config.toml:2:14: error: expected a list, got a number",
        'a.toml:1:3: error: "complaints" is defined twice; the first time in config.toml:2',
    ]


def test_no_wildcard_stands_for_a_hidden_name(desk: Desk) -> None:
    """So what we, or an editor, have half written there is never taken for a part of it."""
    desk.write(FLOW, "surveys/a.toml")
    desk.write("half = ", "surveys/.a.toml.x1y2z3")
    desk.write("half = ", "surveys/.b.toml")
    desk.write("half = ", "surveys/.backup/c.toml")
    assert list(desk.config('include = ["surveys/**/*"]\n' + MAIN).flows) == ["delivery"]
    assert list(desk.config('include = ["surveys/*"]\n' + MAIN).flows) == ["delivery"]
    (named,) = desk.load('include = ["surveys/.b.toml"]\n' + MAIN).errors
    assert named.file.endswith("/surveys/.b.toml")


def test_all_that_it_may_be_made_of_is_known_though_it_is_broken_or_not_there(desk: Desk) -> None:
    desk.write("half = ", "surveys/a.toml")
    loaded = desk.load('include = ["surveys/*.toml", "rules/late.toml", "later/**/*.toml"]\n' + MAIN)
    parts = ("config.toml", "surveys", "surveys/a.toml", "rules/late.toml", "later")
    assert loaded.looked_at == {desk.folder / part for part in parts}
