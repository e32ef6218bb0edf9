"""Nothing that can be written into a file or a variable makes loading fail, and what it finds has a place."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import load_config
from tests.bot.config.planting import SECRETS, WHOLE, Desk

EXAMPLE = (Path(__file__).parents[3] / "config.example.toml").read_text(encoding="utf-8")

SIGNS = (
    """ " ' \"\"\" [ ] [[ { } = . , # \\ \\u0000 \0 è {{ }} {% && ( flows nodes text id ask webhook csv """
)
LINES = "include = ['*']|[flows]|[[flows]]|= 7|= []|= { }|= nan|= 1979-05-27"

PIECES = st.sampled_from(["", "\n", "\r\n", *SIGNS.split(" "), *(f"{line}\n" for line in LINES.split("|"))])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A right configuration in which some stretches are replaced or moved."""
    text = draw(st.sampled_from([EXAMPLE, WHOLE]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 40))
        text = text[:start] + draw(PIECES | st.text(max_size=5)) + text[end:]
    return text


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["csat", "it", "1 day"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=damaged())
def test_damaged_files(desk: Desk, text: str) -> None:
    path = desk.folder / "config.toml"
    path.write_bytes(text.encode(errors="surrogatepass"))
    loaded = load_config(path, SECRETS)
    assert (loaded.config is None) == bool(loaded.errors)
    lines = text.replace("\r\n", "\n").split("\n")
    for problem in loaded.problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= len(lines[min(problem.line, len(lines)) - 1]) + 2
        assert "\n" not in str(problem)
        assert problem.hint.strip()


def toml(value: object) -> str:
    """A value as TOML; `None` as a date, which no key of ours takes."""
    match value:
        case None:
            return "1979-05-27"
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{toml(key)} = {toml(inner)}' for key, inner in value.items())} }}"
        case _:
            escaped = "".join(f"\\U{ord(character):08X}" for character in str(value))
            return f'"{escaped}"'


KEYS = [
    "business.name",
    "business.timezone",
    "business.languages",
    "telegram.token",
    "telegram.username",
    "slack.staff",
    "slack.default_channel",
    "database",
    "database.url",
    "web.listen",
    "sources",
    "sources.s",
    "sources.s.kind",
    "sources.s.secret",
    "sources.s.columns",
    "sources.s.type",
    "outreach",
    "outreach.cooldown",
    "outreach.reminders",
    "outreach.contact_hours",
    "touchpoints",
    "touchpoints.t",
    "touchpoints.t.on",
    "touchpoints.t.flow",
    "flows",
    "flows.f",
    "flows.f.nodes",
    "complaints",
    "sla",
    "sla.high",
    "sla.high.first_response",
    "privacy",
    "tests",
]

NODES = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "ask", "text", "when", "options", "low", "name", "optional"]), VALUES
    ),
    max_size=3,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), VALUES | NODES, max_size=4))
def test_any_value_anywhere(desk: Desk, values: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {toml(value)}" for key, value in values.items())
    loaded = desk.load(text.encode(errors="replace").decode())
    assert loaded.config is None
    assert loaded.errors


STEPS = st.sampled_from(["flows", "F", "nodes", "0", "1", "text", "telegram", "token", ""])

VARIABLES = st.lists(STEPS, max_size=5).map(lambda steps: f"RISCONTRO__{'__'.join(steps)}")

CONTENTS = st.text(st.characters(exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["[]", "{}", "[{}]", '{"a": [1, null]}', "true", "[" * 9_000]
)


@given(st.dictionaries(VARIABLES, CONTENTS, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_variable(desk: Desk, variables: dict[str, str]) -> None:
    loaded = desk.load(WHOLE, {**SECRETS, **variables})
    assert (loaded.config is None) == bool(loaded.errors)
