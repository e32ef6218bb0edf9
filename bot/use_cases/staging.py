"""Sets the scene of a step: what is known about the customer, the purchase and the business, as plain
values.
"""

from collections.abc import Mapping

from bot.config import Business, Config
from bot.use_cases.setup import Setup
from flows.phrases import Phrase
from flows.scene import Scene
from flows.wording import base_language, choose_language, format_money, render
from storage.records import Conversation, Customer, Purchase

_NAMED_ITEMS = 2


def language_of(setup: Setup, conversation: Conversation, customer: Customer | None) -> str:
    """The language to speak: what they chose, else what the shop knows, else what their app is set to.

    It keeps its region, where the business speaks the language at all: texts, money and dates can be those of
    `de-AT` where only `de` is offered.
    """
    known = (
        conversation.chosen_language,
        customer.language if customer else None,
        conversation.platform_language,
    )
    business = _config_for(setup, customer).business
    wanted = next((language for language in known if language), business.fallback_language)
    offered = choose_language(business.languages, wanted, business.fallback_language)
    return wanted if base_language(wanted) == base_language(offered) else offered


def set_scene(
    setup: Setup,
    conversation: Conversation,
    customer: Customer | None,
    purchase: Purchase | None,
    language: str,
) -> Scene:
    config = _config_for(setup, customer)
    facts: dict[str, object] = {
        "business": _business_facts(config.business),
        "customer": _customer_facts(conversation, customer, language),
    }
    if purchase is not None:
        facts["purchase"] = _purchase_facts(purchase, language)
    return Scene(
        facts=facts,
        fallback_language=config.business.fallback_language,
        time_zone=time_zone_of(setup, customer),
        complaints=config.complaints,
        first_response=config.first_response(),
        outreach=config.outreach,
        introduce=conversation.introduced_at is None,
        phrases=config.phrasebook,
    )


def _config_for(setup: Setup, customer: Customer | None) -> Config:
    """What this customer meets, which may be on trial."""
    return setup.in_force_for(customer.external_id if customer else None).config


def _business_facts(business: Business) -> dict[str, object]:
    return {"name": business.name, "privacy_url": business.privacy_url}


def time_zone_of(setup: Setup, customer: Customer | None) -> str:
    return (customer.time_zone if customer else None) or _config_for(setup, customer).business.timezone


def say(setup: Setup, name: Phrase, language: str, **values: object) -> str:
    """One of the bot's own sentences, filled in."""
    source = setup.config.phrasebook.of(name, language)
    return render(source, {"business": _business_facts(setup.config.business), **values}, language)


def display_name(conversation: Conversation, customer: Customer | None) -> str:
    """How staff read who it is: the shop's name for them, else the one they use themselves."""
    by_shop = [customer.first_name, customer.last_name] if customer else []
    by_self = [conversation.first_name, conversation.last_name]
    return _joined(by_shop) or _joined(by_self) or conversation.username or "A customer"


def _joined(names: list[str | None]) -> str:
    return " ".join(name for name in names if name)


def _customer_facts(
    conversation: Conversation, customer: Customer | None, language: str
) -> dict[str, object]:
    first_name = (customer.first_name if customer else None) or conversation.first_name
    facts: dict[str, object | None] = {"first_name": first_name, "language": language}
    if customer is not None:
        facts |= {
            "id": customer.external_id,
            "last_name": customer.last_name,
            "time_zone": customer.time_zone,
            "email": customer.email,
            "phone": customer.phone,
            "tags": customer.tags,
        }
    return _known(facts)


def _purchase_facts(purchase: Purchase, language: str) -> dict[str, object]:
    facts: dict[str, object | None] = {
        "id": purchase.external_id,
        "summary": summarise(purchase),
        "amount": float(purchase.amount),
        "currency": purchase.currency,
        "total": format_money(purchase.amount, purchase.currency, language),
        "items_count": sum(int(item.get("quantity", 1)) for item in purchase.items),
        "brand": purchase.brand,
        "location": purchase.location,
        "sales_channel": purchase.sales_channel,
        "url": purchase.url,
        "attributes": purchase.attributes,
    }
    return _known(facts)


def _known(facts: Mapping[str, object | None]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value is not None and value != ""}


def summarise(purchase: Purchase) -> str:
    """What was bought, short enough for the middle of a sentence: `Blue mug, Tray +3`; the number if no
    items.
    """
    names = [str(item["name"]) for item in purchase.items]
    if not names:
        return f"#{purchase.external_id}"
    more = f" +{len(names) - _NAMED_ITEMS}" if len(names) > _NAMED_ITEMS else ""
    return ", ".join(names[:_NAMED_ITEMS]) + more
