"""What the program counts about itself, for `/metrics`. Names are part of the public contract."""

from prometheus_client import CollectorRegistry, Counter, Gauge

REGISTRY = CollectorRegistry()

SENDS = Counter(
    "sends", "Attempts to send, by channel and outcome", ["channel", "outcome"], registry=REGISTRY
)
UPDATES = Counter("updates", "Updates taken from Telegram, repeats included", registry=REGISTRY)
OUTBOX_AGE = Gauge("outbox_age", "Seconds that the oldest unsent letter has waited", registry=REGISTRY)
OUTBOX_WAITING = Gauge("outbox_waiting", "Letters that wait to be sent", registry=REGISTRY)
TIMERS_OVERDUE = Gauge("timers_overdue", "Timers that should have fired a minute ago", registry=REGISTRY)
DEAD_LETTERS = Gauge("dead_letters", "What could not be handled and waits for a person", registry=REGISTRY)
