"""`riscontro translations` as an admin uses it, with a spreadsheet in between."""

import csv
import io
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from tests.bot.config.planting import BUSINESS, CONNECTIONS, SECRETS

SURVEY = """# our survey
[touchpoints.delivery]
on = "purchase.delivered"
flow = "delivery"

[[flows.delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Com'è andata, {{ customer.first_name | default: 'amico' }}?"  # warm
text.en = "How was it, {{ customer.first_name | default: 'friend' }}?"

[[flows.delivery.nodes]]
id = "trouble"
ask = "choice"
text = { it = "Che cosa?", en = "What?" }
options = [
  { id = "late", text = { it = "Tardi", en = "Late" } },
  { id = "other", text = { it = "Altro", en = "Other" } },
]
"""

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    error: str


def riscontro(*arguments: str) -> Outcome:
    result = CliRunner().invoke(main, list(arguments), env=dict(SECRETS))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.exit_code, result.stdout_bytes.decode("utf-8-sig"), result.stderr)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The main file includes the survey."""
    monkeypatch.chdir(tmp_path)
    include = 'include = ["surveys/*.toml"]\n'
    (tmp_path / "config.toml").write_text(include + BUSINESS + CONNECTIONS, encoding="utf-8")
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "delivery.toml").write_text(SURVEY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def survey(folder: Path) -> Path:
    return folder / "surveys" / "delivery.toml"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(*arguments: str) -> Rows:
    outcome = riscontro("translations", "export", *arguments)
    assert outcome.code == 0, outcome
    return list(csv.DictReader(io.StringIO(outcome.out, newline="")))


def save(rows: Rows, name: str = "back.csv") -> str:
    with Path(name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return name


def translate(rows: Rows, language: str, words: Callable[[str], str]) -> Rows:
    return [{**row, language: words(row["text"])} for row in rows]


def test_export_writes_a_table_and_the_record(folder: Path) -> None:
    outcome = riscontro("translations", "export", "out.csv", "--language", "fr", "--delimiter", ";")
    assert outcome == Outcome(0, "4 texts.\nen: 4 ok\nfr: 4 missing\n", "")
    written = (folder / "out.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfkey;language;text;en;en status;fr;fr status\r\n")
    assert b"flows.delivery.trouble.text;it;Che cosa?;What?;ok;;missing\r\n" in written
    assert len((folder / "config.translations.lock").read_text(encoding="utf-8").splitlines()) == 6


def test_an_export_overwrites_no_work_of_others(folder: Path) -> None:
    (folder / "out.csv").write_text("translated for hours", encoding="utf-8")
    outcome = riscontro("translations", "export", "out.csv")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--force" in outcome.error
    assert (folder / "out.csv").read_text(encoding="utf-8") == "translated for hours"
    assert riscontro("translations", "export", "out.csv", "--force").code == 0
    before = everything_in(folder)
    for name in ("config.toml", "surveys/delivery.toml", "config.translations.lock"):
        outcome = riscontro("translations", "export", name, "--force")
        assert (outcome.code, outcome.error) == (2, f"{name} is part of the configuration\n")
    assert everything_in(folder) == before


def test_an_export_comes_back_without_a_change(folder: Path) -> None:
    riscontro("translations", "export", "out.csv")
    before = everything_in(folder)
    assert riscontro("translations", "import", "out.csv") == Outcome(0, "There is nothing to change.\n", "")
    assert everything_in(folder) == before


def test_a_language_is_begun_and_read_once_the_business_speaks_it(folder: Path, survey: Path) -> None:
    rows = translate(exported("--language", "fr"), "fr", lambda text: f"Alors, {text}")
    outcome = riscontro("translations", "import", save(rows), "--language", "fr")
    assert outcome.out == (
        "Imported fr: 4 texts.\nChanged: surveys/delivery.toml.\n"
        'Customers read "fr" once it stands in business.languages.\n'
    )
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"en"]', '"en", "fr"]'), encoding="utf-8")
    assert riscontro("check") == Outcome(0, "The configuration is fine.\n", "")
    new_lines = [line for line in survey.read_text(encoding="utf-8").splitlines() if "Alors" in line]
    assert new_lines == [
        "text.fr = \"Alors, Com'è andata, {{ customer.first_name | default: 'amico' }}?\"",
        'text = { it = "Che cosa?", en = "What?", fr = "Alors, Che cosa?" }',
        '  { id = "late", text = { it = "Tardi", en = "Late", fr = "Alors, Tardi" } },',
        '  { id = "other", text = { it = "Altro", en = "Other", fr = "Alors, Altro" } },',
    ]
    assert [(row["fr"], row["fr status"]) for row in exported()] == [(row["fr"], "ok") for row in rows]


def test_a_configuration_that_lacks_translations_only_can_be_translated(folder: Path) -> None:
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"en"]', '"en", "fr"]'), encoding="utf-8")
    assert riscontro("check").code == 1
    rows = translate(exported(), "fr", str.upper)
    rows[0]["fr"] = ""
    assert riscontro("translations", "import", save(rows)).code == 0
    rows[0]["fr"] = "Ça va, {{ customer.first_name | default: 'ami' }} ?"
    assert riscontro("translations", "import", save(rows)).out.startswith("Imported fr: 1 text.\n")
    assert riscontro("check").code == 0


def test_a_language_is_begun_in_a_large_configuration(folder: Path, survey: Path) -> None:
    """`check` shows 300 mistakes at most, and each missing text is one."""
    node = '[[flows.{1}.nodes]]\ntext = {{ it = "Frase {0}", en = "Sentence {0}" }}\n'
    nodes = "".join(node.format(at, "delivery" if at < 150 else "tour") for at in range(310))
    survey.write_text(f'{SURVEY}{nodes}[flows.tour]\ntitle = "A tour"\n', encoding="utf-8")
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"en"]', '"en", "fr"]'), encoding="utf-8")
    rows = translate(exported(), "fr", lambda text: f"Alors, {text}")
    assert len(rows) == 314
    before = everything_in(folder)
    assert "what this would do cannot be seen" in riscontro("translations", "import", save(rows[:3])).out
    assert everything_in(folder) == before | {"back.csv": (folder / "back.csv").read_bytes()}
    assert riscontro("translations", "import", save(rows)).out.startswith("Imported fr: 314 texts.\n")
    assert riscontro("check").out.endswith("Found 4 warnings; the configuration can be used.\n")
    survey.write_text(
        survey.read_text(encoding="utf-8").replace('it = "Frase', 'it = "La frase'), encoding="utf-8"
    )
    assert "warning: 520 more wordings are stale\n" in riscontro("check").out


def test_other_mistakes_are_mended_first(folder: Path, survey: Path) -> None:
    survey.write_text(SURVEY.replace('ask = "csat"', 'ask = "cast"'), encoding="utf-8")
    before = everything_in(folder)
    for command in (["export", "out.csv"], ["import", save([{"key": "", "language": "", "text": ""}])]):
        outcome = riscontro("translations", *command)
        assert outcome.code == 1
        assert 'surveys/delivery.toml:8:7: error: there is no kind "cast"' in outcome.out
    assert everything_in(folder) == before | {"back.csv": (folder / "back.csv").read_bytes()}


def test_check_tells_what_is_stale_until_it_is_confirmed_or_translated(survey: Path) -> None:
    survey.write_text(SURVEY.replace("Tardi", "In ritardo"), encoding="utf-8")
    assert riscontro("check").out == "The configuration is fine.\n"  # nothing is recorded
    survey.write_text(SURVEY, encoding="utf-8")
    exported()
    survey.write_text(SURVEY.replace("Tardi", "In ritardo").replace("Altro", "Altro!"), encoding="utf-8")
    told = riscontro("check")
    assert told.code == 0
    assert (
        'surveys/delivery.toml:17:51: warning: the wording in "en" is stale: '
        "the text has changed since it was translated\n"
        '      { id = "late", text = { it = "In ritardo", en = "Late" } },\n'
    ) in told.out
    rows = exported()
    assert [row["en status"] for row in rows] == ["ok", "ok", "stale", "stale"]
    rows[2]["en status"], rows[3]["en"] = "ok", "Other!"
    outcome = riscontro("translations", "import", save(rows))
    assert outcome.out == ("Imported en: 1 text; 1 confirmed as they are.\nChanged: surveys/delivery.toml.\n")
    assert riscontro("check").out == "The configuration is fine.\n"


def test_a_dry_run_shows_the_difference_and_changes_nothing(folder: Path) -> None:
    rows = exported()
    rows[1]["en"] = "What is it?"
    save(rows)
    before = everything_in(folder)
    outcome = riscontro("translations", "import", "back.csv", "--dry-run")
    assert outcome.code == 0
    assert (
        '-text = { it = "Che cosa?", en = "What?" }\n+text = { it = "Che cosa?", en = "What is it?" }\n'
        in (outcome.out)
    )
    assert outcome.out.endswith("Would import en: 1 text.\nWould change: surveys/delivery.toml.\n")
    assert everything_in(folder) == before


@pytest.mark.parametrize(
    ("at", "words", "said"),
    [
        (0, "Hi {{ customer.first_name }}", "en: `customer.first_name` can be missing"),
        (0, "Hi {{ customer.first_name | defualt: 'x' }}", "en: there is no filter `defualt`"),
        (
            0,
            "Hi {{ customer.first_name | default: 'x' }",
            "en: {{ customer.first_name }} of the text is lost",
        ),
        (0, "Hi you", "en: {{ customer.first_name }} of the text is lost in the translation"),
        (1, "What {{ purchase.nothing }}?", "en: there is no `purchase.nothing`"),
        (1, "What {% if %}?", "en: "),
        (1, "What [now](here)?", 'en: "here" is no address for a link'),
        (2, "Late" * 20, "en: a label has at most 64 characters, and this one has 80"),
        (3, "Late", "en: another option of this question has the same label"),
        (2, "{{ customer.first_name }}", "en: a label is plain text: nothing is filled in"),
    ],
)
def test_what_the_configuration_would_refuse_is_told_at_its_line(
    folder: Path, at: int, words: str, said: str
) -> None:
    rows = exported()
    rows[at]["en"] = words
    save(rows)
    before = everything_in(folder)
    outcome = riscontro("translations", "import", "back.csv")
    assert (outcome.code, outcome.error) == (1, "Nothing was changed.\n")
    assert f"back.csv:{at + 2}:1: error: {said}" in outcome.out
    assert outcome.out.endswith("Found 1 error.\n")
    assert everything_in(folder) == before


def test_an_untouched_text_that_goes_wrong_is_told_at_the_line_that_did_it() -> None:
    rows = exported()
    rows[1]["en"], rows[2]["en"] = "What is it?", "Other"  # as the option after it
    outcome = riscontro("translations", "import", save(rows))
    assert "back.csv:4:1: error: en: another option of this question has the same label" in outcome.out


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    rows = exported()
    rows[0]["en"], rows[1]["key"], rows[2]["text"], rows[2]["en"] = "Hi", "flows.gone", "Presto", "Soon"
    rows[3]["en"] = "{{ now }}"
    outcome = riscontro("translations", "import", save(rows))
    assert [line.split(":")[1] for line in outcome.out.splitlines() if "error:" in line] == [
        "2",
        "3",
        "4",
        "5",
    ]
    assert outcome.out.endswith("Found 4 errors.\n")
    assert riscontro("translations", "import", "back.csv", "--accept-stale").out.endswith("Found 3 errors.\n")
    assert (folder / "surveys" / "delivery.toml").read_text(encoding="utf-8") == SURVEY


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"key,language,text\n" * 600_000, "key,language,text\na,it,è".encode("utf-16"), b'"'],
)
def test_a_hostile_table_changes_nothing(folder: Path, content: bytes) -> None:
    (folder / "back.csv").write_bytes(content)
    before = everything_in(folder)
    outcome = riscontro("translations", "import", "back.csv")
    assert (outcome.code, outcome.error) == (1, "Nothing was changed.\n")
    assert outcome.out.startswith("back.csv:1:1: error: ")
    assert everything_in(folder) == before


def test_a_table_cannot_steer_the_terminal_nor_fill_it(folder: Path) -> None:
    rows = [{"key": f"\x1b[2J{at}", "language": "it", "text": "Ciao", "en": "\x9b"} for at in range(20_000)]
    outcome = riscontro("translations", "import", save(rows))
    assert outcome.out.count("error:") == 101
    assert outcome.out.endswith("hint: mend these first\nFound 101 errors.\n")
    assert all(character.isprintable() or character == "\n" for character in outcome.out)
    assert (folder / "surveys" / "delivery.toml").read_text(encoding="utf-8") == SURVEY


def test_a_link_is_followed_and_permissions_are_kept(folder: Path, survey: Path) -> None:
    real = folder / "elsewhere.toml"
    survey.rename(real)
    real.chmod(0o640)
    survey.symlink_to(real)
    rows = exported()
    rows[1]["en"] = "What is it?"
    assert riscontro("translations", "import", save(rows)).code == 0
    assert survey.is_symlink()
    assert real.read_text(encoding="utf-8") == SURVEY.replace("What?", "What is it?")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_what_the_environment_says_is_changed_there(monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "RISCONTRO__FLOWS__DELIVERY__NODES__1__TEXT__EN"
    monkeypatch.setenv(variable, "What then?")
    rows = exported()
    assert rows[1]["en"] == "What then?"
    rows[1]["en"] = "What?"
    outcome = riscontro("translations", "import", save(rows))
    assert f"back.csv:3:1: error: en: flows.delivery.trouble.text comes from {variable}" in outcome.out


def test_a_broken_record_is_told(folder: Path) -> None:
    exported()
    (folder / "config.translations.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    told = "config.translations.lock:1:1: "
    assert f"{told}warning: this is not TOML" in riscontro("check").out
    before = everything_in(folder)
    outcome = riscontro("translations", "export", "out.csv")
    assert (outcome.code, f"{told}error: this is not TOML" in outcome.out) == (1, True)
    assert everything_in(folder) == before


@pytest.mark.parametrize("arguments", [["--language", "xx"], ["--language", "french"], ["--delimiter", "x"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert riscontro("translations", "export", *arguments).code == 2


def test_a_place_that_cannot_be_written_is_told(folder: Path) -> None:
    before = everything_in(folder)
    outcome = riscontro("translations", "export", "gone/out.csv")
    assert outcome.code == 1
    assert outcome.error.endswith("No such file or directory; nothing was written.\n")
    assert everything_in(folder) == before


def test_the_page_about_it_names_options_that_exist() -> None:
    page = (Path(__file__).parents[3] / "docs" / "translations.md").read_text(encoding="utf-8")
    helps = [riscontro("translations", command, "--help").out for command in ("export", "import")]
    named = set(re.findall(r"--[a-z][a-z-]+", page))
    assert named == {"--language", "--dry-run", "--delimiter", "--accept-stale"}
    assert all(any(option in text for text in helps) for option in named)
    assert all("--language" in text for text in helps)
