"""Drawings of flows as a browser shows them; `make pictures` keeps that of the twenty nodes."""

from collections.abc import AsyncIterator
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from flows.definition import Flow
from flows.drawing import Reader, draw_svg
from tests.flows.surveys import ask, labelled, say, survey
from tests.flows.twenty_nodes import NAME, twenty_nodes

pytestmark = pytest.mark.asyncio(loop_scope="session")

DOCS = Path(__file__).parents[3] / "docs"
WAITING = {
    "satisfaction": 41,
    "trouble": 3,
    "damage": 1,
    "story": 12,
    "recommend": 128,
    "collection.phone": 2,
}

FONTS = ("system-ui", "DejaVu Sans", "Roboto")

MEASURE = """() => {
  const rectangle = (shape) => {
    const {x, y, width, height} = shape.getBBox();
    const corner = new DOMPoint(x, y).matrixTransform(shape.getCTM());
    const around = shape.closest("g:has(> rect.box, > rect.label), g[role]");
    const box = around?.querySelector(":scope > rect.box, :scope > rect.label")?.getBBox();
    return {text: shape.textContent, x: corner.x, y: corner.y, width, height,
            inside: !box || (x >= box.x && x + width <= box.x + box.width
                             && y >= box.y && y + height <= box.y + box.height)};
  };
  return [...document.querySelectorAll("text")].map(rectangle);
}"""


class Shown(TypedDict):
    """A text on the page, its rectangle in pixels, and whether its box holds it."""

    text: str
    x: float
    y: float
    width: float
    height: float
    inside: bool


def overlap(one: Shown, two: Shown) -> bool:
    across = one["x"] < two["x"] + two["width"] and two["x"] < one["x"] + one["width"]
    return across and one["y"] < two["y"] + two["height"] and two["y"] < one["y"] + one["height"]


def in_all_alphabets() -> Flow:
    words = {
        "greek": "Πόσο ικανοποιημένοι είστε με την παράδοση της παραγγελίας σας από το κατάστημά μας;",
        "cyrillic": "Насколько вы довольны доставкой? Напишите нам, пожалуйста, что мы могли бы улучшить.",
        "chinese": "您对这次配送满意吗？请告诉我们哪些方面做得好，还需要改进什么，我们会认真阅读每条回复。",
        "emoji": "😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗☺️😚😙🥲😋😛😜🤪😝🤑🤗🤭🤫🤔👩‍👩‍👧‍👦🇮🇹🇨🇭",
        "wide": "WWWWWWWW MMMMMMMMM @@@@@@@@ WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "capitals": "PLEASE TELL US HOW SATISFIED YOU ARE WITH EVERYTHING THAT WE DELIVERED, MAMMA MIA!",
    }
    nodes = [
        ask(
            "choice",
            name,
            text={"en": text},
            options=[*labelled("one"), {"id": "two", "text": {"en": text}}],
            when=f"customer.id == '{text}'",
            then={"one": "end"},
        )
        for name, text in words.items()
    ]
    return survey(*nodes, title=words["wide"] * 3)


def with_many_branches() -> Flow:
    names = [f"after_{step}" for step in range(11)]
    return survey(
        ask("nps", "recommend", then={str(step): name for step, name in enumerate(names)}),
        *(say(f"You gave {step}.", id=name, next="end") for step, name in enumerate(names)),
    )


FLOWS = {"twenty nodes": twenty_nodes(), "alphabets": in_all_alphabets(), "branches": with_many_branches()}


def drawing(flow: Flow, language: str = "en") -> str:
    waiting = WAITING | {node.id: 123_456 for node in flow.nodes if flow.title != "After the parcel"}
    return draw_svg(NAME, flow, Reader(language), waiting)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    page = await browser.new_page()
    yield page
    await page.close()


async def show(page: Page, svg: str, folder: Path) -> None:
    """As a file of its own, so that it must be well-formed."""
    (folder / "flow.svg").write_text(svg, encoding="utf-8")
    await page.goto((folder / "flow.svg").as_uri())


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("name", FLOWS)
async def test_every_text_fits_and_none_lies_on_another(
    page: Page, tmp_path: Path, name: str, font: str
) -> None:
    await show(page, drawing(FLOWS[name]).replace("system-ui", f'"{font}"'), tmp_path)
    shown: list[Shown] = await page.evaluate(MEASURE)
    assert len(shown) > len(FLOWS[name].nodes)
    assert [text for text in shown if not text["inside"]] == []
    assert [(one, two) for one, two in combinations(shown, 2) if overlap(one, two)] == []


@pytest.mark.parametrize("language", ["en", "it"])
async def test_nothing_leaves_the_page(page: Page, tmp_path: Path, language: str) -> None:
    await show(page, drawing(twenty_nodes(), language), tmp_path)
    outside: list[str] = await page.evaluate(
        """() => {
          const page = document.querySelector(".page").getBoundingClientRect();
          const leaves = ({left, top, right, bottom}) =>
            left < page.left || top < page.top || right > page.right || bottom > page.bottom;
          return [...document.querySelectorAll("text, rect, path, circle")]
            .filter((shape) => leaves(shape.getBoundingClientRect())).map((shape) => shape.outerHTML);
        }"""
    )
    assert outside == []


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_it_can_be_read_by_day_and_by_night_and_heard(page: Page, tmp_path: Path, colours: str) -> None:
    await page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    head = '<!doctype html><html lang="en"><title>A flow</title>'
    html = f"{head}<main><h1>A flow</h1>{drawing(twenty_nodes())}</main>"
    (tmp_path / "flow.html").write_text(html, encoding="utf-8")
    await page.goto((tmp_path / "flow.html").as_uri())
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


async def test_the_documentation_shows_the_twenty_nodes_as_they_are(pictures: Path | None) -> None:
    svg = drawing(twenty_nodes()) + "\n"
    if pictures is not None:
        (pictures / "twenty-nodes.svg").write_text(svg, encoding="utf-8")
    assert (DOCS / "twenty-nodes.svg").read_text(encoding="utf-8") == svg, "make pictures takes it anew"
