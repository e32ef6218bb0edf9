"""The text for Mermaid says the same as the picture, and nothing in it means more than it says."""

import re

from hypothesis import given
from hypothesis import strategies as st

from flows.drawing import Reader, draw_mermaid
from flows.drawing.mermaid import escape
from tests.flows.surveys import ask, say, survey
from tests.flows.twenty_nodes import twenty_nodes

READER = Reader("en")


def test_a_small_flow() -> None:
    flow = survey(
        ask("csat", "one", then={"1-2": "end"}),
        say("Thanks!", id="two", when="one > 3", next="end"),
        say("Bye.", id="three"),
    )
    assert draw_mermaid(flow, READER) == (
        "flowchart TD\n"
        '    n0["csat: one<br/>One?"]\n'
        '    n1["says: two<br/>Thanks!<br/>if one #62; 3"]\n'
        '    n2["says: three<br/>Bye."]\n'
        '    en_3(("end"))\n'
        '    en_4(("end"))\n'
        '    en_5(("end"))\n'
        '    n0 -->|"1-2"| en_3\n'
        '    n0 -->|"3-5"| n1\n'
        "    n1 --> en_4\n"
        '    n1 -.->|"if not"| n2\n'
        "    n2 --> en_5\n"
    )


def test_a_sub_flow_is_a_frame() -> None:
    text = draw_mermaid(twenty_nodes(), READER)
    frame = text[text.index("    subgraph") : text.index("\n    end\n")]
    assert [name for name in ("may_call", "phone", "place") if f"collection.{name}" in frame] == [
        "may_call",
        "phone",
        "place",
    ]
    assert "apology" not in frame


def test_a_line_leads_from_node_to_node() -> None:
    text = draw_mermaid(twenty_nodes(), READER)
    named = set(re.findall(r"^ +(?:subgraph )?(\w+)[\[(]", text, re.MULTILINE))
    ends = re.findall(r'^ +(\w+) -\.?->(?:\|"[^"]*"\|)? (\w+)$', text, re.MULTILINE)
    assert len(ends) == text.count("->")
    assert {name for pair in ends for name in pair} <= named


@given(st.text())
def test_nothing_in_a_label_ends_it(text: str) -> None:
    shown = escape(text)
    assert not set('"`<>{}[]|&;\n') & set(re.sub(r"#\d+;", "", shown))
    back = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), shown)
    assert back == " ".join(text.split())
