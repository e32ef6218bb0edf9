"""What of the configuration is read only when the program starts: where it connects to, and as whom."""

from typing import Any

from bot.config import Config, WebhookSource


def connections_changed(before: Config, after: Config) -> tuple[str, ...]:
    """The keys that differ, such as `slack.default_channel`. Values are not told, for some are secret."""
    old, new = _connections(before), _connections(after)
    return tuple(key for key in old | new if old.get(key) != new.get(key))


def _connections(config: Config) -> dict[str, Any]:
    """By key. Sources of files are only for `riscontro import`, which reads the configuration itself."""
    sections = {name: getattr(config, name) for name in ("telegram", "slack", "database", "web")}
    doors = {name: source for name, source in config.sources.items() if isinstance(source, WebhookSource)}
    keys = {f"{name}.{key}": value for name, section in sections.items() for key, value in section}
    return keys | {f"sources.{name}": source for name, source in doors.items()}
