"""The configuration of the shop in the journeys, and what a journey may want otherwise in it."""

AFTER_DELIVERY = """
[flows.after_delivery]
title = "After delivery"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Ciao {{ customer.first_name | default: '!' }}, com'è andata la consegna di {{ purchase.summary }}?"
text.en = "Hi {{ customer.first_name | default: 'there' }}, how was the delivery of {{ purchase.summary }}?"

[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true
text.it = "Qual è il motivo principale del tuo voto?"
text.en = "What is the main reason for your score?"

[[flows.after_delivery.nodes]]
when = "satisfaction <= 2"
text.it = "Ci dispiace. Una persona di {{ business.name }} ti risponde qui entro {{ reply_by }}."
text.en = "We are sorry. Someone at {{ business.name }} will answer you here by {{ reply_by }}."

[[flows.after_delivery.nodes]]
when = "satisfaction >= 3"
text.it = "Grazie! Leggiamo ogni risposta."
text.en = "Thank you! We read every answer."
"""

EVERY_KIND = """
[flows.after_delivery]
title = "Every kind of question"

[[flows.after_delivery.nodes]]
id = "what"
ask = "choice"
text = { en = "What did you buy it for?", it = "Per che cosa l'hai comprato?" }
options = [
  { id = "gift", text = { en = "A gift", it = "Un regalo" } },
  { id = "home", text = { en = "My home", it = "Casa mia" } },
]

[[flows.after_delivery.nodes]]
id = "effort"
ask = "ces"

[[flows.after_delivery.nodes]]
id = "likely"
ask = "nps"
text = { en = "How likely are you to recommend us?", it = "Con quale probabilità ci consiglieresti?" }

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text = { en = "And all in all?", it = "E nel complesso?" }

[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true
text = { en = "Anything else?", it = "Qualcos'altro?" }
"""

UNHAPPY = """
[[complaints]]
name = "Unhappy with a delivery"
when = "csat <= 2 || mood <= -0.5"
channel = "#complaints-delivery"
priority = "high"
"""

REMINDED = """
reminders = ["2 days"]
expires_after = "7 days"
"""


def settings(
    *,
    telegram: str = "",
    slack: str = "",
    outreach: str = REMINDED,
    after: str = "0s",
    flows: str = AFTER_DELIVERY,
    complaints: str = UNHAPPY,
) -> str:
    """A whole configuration. `telegram`, `slack` and `outreach` are further lines of their tables."""
    return f"""
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it", "en"]
privacy_url = "https://bottegarossi.example/privacy"

[telegram]
token = {{ env = "TELEGRAM_BOT_TOKEN" }}
{telegram}

[slack]
bot_token = {{ env = "SLACK_BOT_TOKEN" }}
app_token = {{ env = "SLACK_APP_TOKEN" }}
default_channel = "#feedback"
{slack}

[web]
listen = "127.0.0.1:0"

[sources.shop]
kind = "webhook"
secret = {{ env = "SHOP_WEBHOOK_SECRET" }}

[outreach]
{outreach}

[touchpoints.delivery]
on = "purchase.delivered"
after = "{after}"
flow = "after_delivery"

{flows}

{complaints}

[sla.high]
first_response = "1 hour"
"""
