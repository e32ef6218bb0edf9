"""What the README says is true: commands, targets, paths and files that it names exist."""

import re
from pathlib import Path

import typer

from bot.cli import main
from bot.web.health import Health
from bot.web.hooks import Hooks
from bot.web.server import build_web

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    group = typer.main.get_command(main)
    names = getattr(group, "commands", {})
    nested = {
        f"{name} {inner}" for name, command in names.items() for inner in getattr(command, "commands", {})
    }
    return set(names) | nested


def test_each_command_of_the_readme_exists_and_each_that_exists_is_in_it() -> None:
    named = set(re.findall(r"riscontro ((?:db |dead |template |translations )?[a-z-]+)", README))
    assert named <= commands() | {"is"}
    assert {name for name in commands() if name not in {"db", "dead", "template", "translations"}} <= named


def test_each_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:`|^)make (\w+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_each_local_link_leads_to_a_file() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_each_module_that_the_readme_names_exists() -> None:
    for name in set(re.findall(r"`((?:bot|flows|storage)/[a-z_/]+)`", README)):
        assert (ROOT / f"{name}.py").exists() or (ROOT / name).is_dir(), name


def test_each_path_over_http_is_served() -> None:
    async def nothing() -> dict[str, object]:
        return {}

    site = build_web(Hooks({}, None, None), Health(nothing))  # type: ignore[arg-type]  # only the paths matter here
    served = {getattr(route, "path", "") for route in site.routes}
    assert set(re.findall(r"`(?:GET|POST) (/[a-z/{}]+)`", README)) == served
