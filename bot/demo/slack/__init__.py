"""A local Slack that speaks the real protocols and refuses what the real one refuses.

The program under it is the real one and uses Web API and Socket Mode. People use the Python side:

    slack = SlackStandIn(now)
    await slack.start()
    channel = slack.channel("#complaints")
    gio = slack.staff("Giovanni Rossi")
    card = await channel.sees("Ada")
    await gio.clicks(card, "Reply")
    form = await gio.sees_modal()
    await gio.submits(form, {"Message": "We are sorry"})
    await card.thread_sees("We are sorry")

Inside, ``workspace`` holds what Slack keeps, ``posting`` changes it, ``events`` announces it; ``server`` and
``socket_mode`` are the app's side, ``staff`` and ``sightings`` the people's.
"""

from bot.demo.slack.installation import Installation
from bot.demo.slack.sightings import SeenChannel, SeenMessage, SeenView
from bot.demo.slack.socket_mode import NotAcknowledged
from bot.demo.slack.staff import Person
from bot.demo.slack.stand_in import SlackStandIn

__all__ = [
    "Installation",
    "NotAcknowledged",
    "Person",
    "SeenChannel",
    "SeenMessage",
    "SeenView",
    "SlackStandIn",
]
