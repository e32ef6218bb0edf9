"""`/riscontro flows` as staff read it."""

from dataclasses import replace

from bot.slack.flows_news import show_flows
from bot.staff import FlowNews, FlowsNews


def flow(name: str, title: str = "", **standing: int) -> FlowNews:
    usual = {"under_way": 0, "revisions": 1, "answers_today": 0}
    return FlowNews(name=name, title=title, is_in_force=True, **(usual | standing))


def news(*flows: FlowNews, canary: int | None = None) -> FlowsNews:
    return FlowsNews(revision_id=12, canary_id=canary, canary_share=10 if canary else 0, flows=flows)


def test_each_flow_has_a_line() -> None:
    told = show_flows(
        news(
            flow("after_delivery", "After <delivery>", under_way=37, revisions=2, answers_today=1),
            replace(flow("old", under_way=1), is_in_force=False),
            flow("quiet", "Quiet", answers_today=4),
        )
    )
    assert told.splitlines() == [
        "Revision 12 of the configuration is in force.",
        "• *After &lt;delivery&gt;* (`after_delivery`): 37 under way on 2 versions of it, 1 answer today",
        "• *old* (`old`, no longer in the configuration): 1 under way, 0 answers today",
        "• *Quiet* (`quiet`): nobody in it now, 4 answers today",
    ]


def test_a_canary_is_told() -> None:
    told = show_flows(news(canary=13))
    assert told == (
        "Revision 12 of the configuration is in force; revision 13 is tried on 10 % of the customers.\n"
        "There is no flow."
    )


def test_what_is_too_much_for_a_message_is_counted() -> None:
    many = show_flows(news(*(flow(f"flow_{at}") for at in range(45))))
    assert many.endswith("…and 5 more")
