"""The templates by name, and what can be told of one without fitting it to a business."""

import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

_RULE = re.compile(r'\n\[\[complaints\]\].*\nname = "(.*)"\n')


_TRIGGER = re.compile(r'^on = "(.*?)"', re.MULTILINE)


class TemplateName(StrEnum):
    """In the order of a customer's journey; the staff come last."""

    AFTER_DELIVERY = "after_delivery"
    RELATIONSHIP = "relationship"
    AFTER_SUPPORT = "after_support"
    PRODUCT_USE = "product_use"
    CANCELLED_PURCHASE = "cancelled_purchase"
    FIRST_PURCHASE = "first_purchase"
    STORE_VISIT = "store_visit"
    EMPLOYEE_PULSE = "employee_pulse"


@dataclass(frozen=True, slots=True)
class Template:
    """`text` is TOML: the whole file, or what is left of it."""

    name: TemplateName
    text: str

    @property
    def summary(self) -> str:
        """What it asks, in a line; the file begins with it."""
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def trigger(self) -> str | None:
        """The event that leads to it; None where the program does not know that moment yet."""
        found = _TRIGGER.search(self.text)
        return found[1] if found else None

    @property
    def rule(self) -> str | None:
        """The name of its rule for complaints, if it has one."""
        found = _RULE.search(self.text)
        return found[1] if found else None

    def without_rule(self) -> "Template":
        """The same without its rule for complaints, which stands at its end."""
        return Template(self.name, _RULE.split(self.text)[0])


def read_template(name: TemplateName) -> Template:
    file = files("bot") / "templates" / f"{name}.toml"
    return Template(name, file.read_text(encoding="utf-8"))
