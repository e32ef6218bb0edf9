"""What docs/operations.md says about figures, tables and commands is what the program has."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.metrics import REGISTRY
from bot.readiness import FULL, NEARLY_FULL, OUTBOX_TOO_OLD, TIMERS_TOO_LATE
from storage.tables import METADATA
from tests.test_readme import commands

PAGE = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
METRIC_ROW = re.compile(r"^\| `([a-z_]+)(?:\{([a-z_,]+)\})?` \|", re.MULTILINE)


def exposed() -> Iterator[tuple[str, str]]:
    """Each metric as Prometheus knows it, with its labels."""
    for collector in list(REGISTRY._collector_to_names):  # noqa: SLF001 - the only way to the labels
        for family in collector.describe() if hasattr(collector, "describe") else collector.collect():
            suffix = "_total" if family.type == "counter" else ""
            yield family.name + suffix, ",".join(getattr(collector, "_labelnames", ()))


def documented() -> set[tuple[str, str]]:
    section = PAGE.partition("## Metrics")[2].partition("## The log")[0]
    return {(name, labels) for name, labels in METRIC_ROW.findall(section)}


def test_each_metric_is_explained_and_each_that_is_explained_exists() -> None:
    assert documented() == set(exposed())


def test_alerts_are_about_metrics_that_exist() -> None:
    known = {name for name, _ in exposed()} | {"turn_seconds_bucket"}
    expressions = re.findall(r"expr: (.+?)(?:#.*)?$", PAGE, re.MULTILINE)
    assert len(expressions) == PAGE.count("- alert:") >= 9
    for expression in expressions:
        assert set(re.findall(r"[a-z]+(?:_[a-z]+)+(?=[\s{\[<>]|$)", expression.strip())) & known, expression


def test_each_command_exists() -> None:
    named = set(re.findall(r"riscontro ((?:db |dead )?[a-z-]+)", PAGE)) - {"dead"}
    assert named <= commands()


def test_the_limits_of_readiness_are_those_of_the_page() -> None:
    assert f"less than {FULL // 2**20} MiB" in PAGE
    assert f"less than {NEARLY_FULL // 2**20} MiB" in PAGE
    assert f"more than {OUTBOX_TOO_OLD.seconds // 60} minutes" in PAGE
    assert f"more than {TIMERS_TOO_LATE.seconds // 60} minutes ago" in PAGE


def test_each_table_that_is_purged_exists() -> None:
    section = PAGE.partition("## What is forgotten")[2].partition("## When")[0]
    assert set(re.findall(r"\(`([a-z_]+)`\)", section)) <= set(METADATA.tables)
