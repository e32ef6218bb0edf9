"""What staff can ask about the surveys: which are in force, who is in one, what came in today."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.staff import FlowNews, FlowsNews
from bot.use_cases.setup import Setup
from storage import answers, runs


def tell_flows(session: Session, setup: Setup, now: datetime) -> FlowsNews:
    """By flow; those that are no longer in the configuration are told as long as somebody is in one."""
    zone = ZoneInfo(setup.config.business.timezone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    waiting = runs.waiting(session)
    came_in = answers.counted_since(session, midnight)
    flows = setup.config.flows
    names = [*flows, *dict.fromkeys(each.flow for each in waiting if each.flow not in flows)]
    canary = setup.canary
    return FlowsNews(
        revision_id=setup.revision_id,
        canary_id=canary.tried.revision_id if canary else None,
        canary_share=canary.share if canary else 0,
        flows=tuple(
            FlowNews(
                name=name,
                title=flows[name].title if name in flows else "",
                is_in_force=name in flows,
                under_way=sum(each.count for each in waiting if each.flow == name),
                revisions=len({each.revision_id for each in waiting if each.flow == name}),
                answers_today=came_in.get(name, 0),
            )
            for name in names
        ),
    )
