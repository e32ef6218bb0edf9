"""How the surveys are told in Slack, for `/riscontro flows`. Pure."""

from bot.slack.mrkdwn import cut, escape, on_one_line
from bot.staff import FlowNews, FlowsNews

_TITLE_LIMIT = 100
_MOST_FLOWS = 40


def show_flows(news: FlowsNews) -> str:
    """In mrkdwn, a line for each flow."""
    shown = list(map(_flow, news.flows[:_MOST_FLOWS])) or ["There is no flow."]
    left_out = len(news.flows) - _MOST_FLOWS
    more = [f"…and {left_out} more"] if left_out > 0 else []
    return "\n".join([_in_force(news), *shown, *more])


def _in_force(news: FlowsNews) -> str:
    live = f"Revision {news.revision_id} of the configuration is in force"
    if news.canary_id is None:
        return f"{live}."
    return f"{live}; revision {news.canary_id} is tried on {news.canary_share} % of the customers."


def _flow(flow: FlowNews) -> str:
    name = escape(cut(on_one_line(flow.title or flow.name), _TITLE_LIMIT))
    gone = "" if flow.is_in_force else ", no longer in the configuration"
    older = f" on {flow.revisions} versions of it" if flow.revisions > 1 else ""
    under_way = f"{flow.under_way} under way{older}" if flow.under_way else "nobody in it now"
    answers = "1 answer" if flow.answers_today == 1 else f"{flow.answers_today} answers"
    return f"• *{name}* (`{flow.name}`{gone}): {under_way}, {answers} today"
