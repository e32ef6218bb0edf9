"""What an edit changes is told so that one sees it, however long the text is."""

from pathlib import Path

import pytest

from bot.revisions.comparing import changes_between
from tests.bot.config.planting import BUSINESS, CONNECTIONS, Desk

BEGINNING = "{% if customer.first_name %}Hi {{ customer.first_name }}! {% endif %}"
FLOW = f"""
[touchpoints.delivery]
on = "purchase.delivered"
flow = "delivery"
[[flows.delivery.nodes]]
id = "satisfaction"
ask = "csat"
optional = false
text.it = "Com'è andata?"
text.en = "{BEGINNING}How was the delivery of {{{{ purchase.summary }}}}?"
timeout = {{ after = "2 days", to = "thanks" }}
[[flows.delivery.nodes]]
id = "thanks"
text = {{ it = "Grazie!", en = "Thank you!" }}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "How was the delivery",
            "Are you happy with the delivery",
            (
                "satisfaction.text: …name }}! {% endif %}How was the delivery of {{ purchase.summ… "
                "→ …name }}! {% endif %}Are you happy with the delivery of {{ pu…"
            ),
        ),
        ("Com'è andata?", "Com'è stata?", "satisfaction.text: it = “Com'è andata?” → it = “Com'è stata?”"),
        ('"2 days"', '"3 days"', "satisfaction.timeout: after = “2 days” → after = “3 days”"),
        (', to = "thanks"', "", "satisfaction.timeout: to = “thanks” → none"),
        ("optional = false", "optional = true", "satisfaction.optional: False → True"),
    ],
)
def test_what_changes_is_shown_and_what_stays_is_not(old: str, new: str, line: str, tmp_path: Path) -> None:
    before = f"{BUSINESS}{CONNECTIONS}{FLOW}"
    assert before.count(old) == 1
    desk = Desk(tmp_path)
    earlier, later = (desk.load(text).config for text in (before, before.replace(old, new)))
    assert earlier is not None
    assert later is not None
    assert changes_between(earlier, later) == [f"flows.delivery.{line}"]
