"""What the program counts about itself, for `/metrics`. Names are part of the public contract.

`docs/operations.md` says of each what it means and when to worry. Ages and durations are in seconds.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()

# what comes in
UPDATES = Counter("updates", "Updates taken from Telegram, repeats included", registry=REGISTRY)
DUPLICATES = Counter(
    "duplicates_dropped", "What came once more and changed nothing", ["source"], registry=REGISTRY
)
TELEGRAM_SILENCE = Gauge(
    "telegram_silence_seconds", "Since Telegram last answered a poll, or came by", registry=REGISTRY
)
TELEGRAM_PENDING = Gauge(
    "telegram_pending_updates", "Updates that wait at Telegram for the webhook", registry=REGISTRY
)
SOCKET_AGE = Gauge("socket_age", "Seconds since the last sign of life from Slack", registry=REGISTRY)

# what goes out
SENDS = Counter(
    "sends", "Attempts to send, by channel and outcome", ["channel", "outcome"], registry=REGISTRY
)
REPEATS = Counter(
    "sends_repeated",
    "Sends of what may have arrived before: its outcome was unknown",
    ["channel"],
    registry=REGISTRY,
)
OUTBOX_AGE = Gauge("outbox_age", "Seconds that the oldest unsent letter has waited", registry=REGISTRY)
OUTBOX_WAITING = Gauge("outbox_waiting", "Letters that wait to be sent", registry=REGISTRY)

# what is due, and what could not be done
TIMERS_OVERDUE = Gauge("timers_overdue", "Timers that should have fired a minute ago", registry=REGISTRY)
DEAD_LETTERS = Gauge("dead_letters", "What could not be handled and waits for a person", registry=REGISTRY)

# the database and the machine
TURN_SECONDS = Histogram(
    "turn_seconds",
    "A turn, from when it is asked for until it is committed",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
DATABASE_FAILURES = Counter("database_failures", "Turns that the database did not take", registry=REGISTRY)
DISK_FREE = Gauge("disk_free_bytes", "Room beside an SQLite file; 0 on PostgreSQL", registry=REGISTRY)
CLOCK_JUMPS = Counter(
    "clock_jumps", "Times that the machine's clock jumped, or stood still", registry=REGISTRY
)
PURGED = Counter("purged_rows", "Old rows deleted, by table", ["table"], registry=REGISTRY)
