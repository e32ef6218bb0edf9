"""What Slack enforces on the elements inside blocks: buttons, menus, inputs, images.

Limits: Slack's Block Kit reference, pages "Block elements" and "Composition objects".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.demo.slack.shapes import (
    Check,
    Shape,
    anything,
    complain,
    flag,
    integer,
    kind_of,
    list_of,
    one_of,
    plain,
    prose,
    string,
)

INPUT_LIMIT = 3000

OPTION = Shape(
    {"text": prose(75), "value": string(150)},
    {"description": prose(75), "url": string(3000)},
)
OPTION_GROUP = Shape({"label": plain(75), "options": list_of(OPTION, 100)})
CONFIRM = Shape(
    {"title": plain(100), "text": prose(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
_ACTION: Mapping[str, Check] = {"action_id": string(255)}
_FIELD: Mapping[str, Check] = {**_ACTION, "focus_on_load": flag}
_ASKED: Mapping[str, Check] = {**_FIELD, "confirm": CONFIRM}


def _initial_is_offered(value: object, at: str) -> Iterator[str]:
    """A preselected option must be one of those on offer."""
    if not isinstance(value, dict) or "initial_option" not in value:
        return
    offered = list(value.get("options") or [])
    for group in value.get("option_groups") or []:
        offered += group.get("options", [])
    if value["initial_option"] not in offered:
        yield complain("initial_option must match one of the options", f"{at}/initial_option")


def _has_options(value: object, at: str) -> Iterator[str]:
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        yield complain("must have exactly one of: options, option_groups", at)


def _has_picture(value: object, at: str) -> Iterator[str]:
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        yield complain("must have exactly one of: image_url, slack_file", at)


def _menu(extra: Mapping[str, Check]) -> Shape:
    return Shape({}, {**_ASKED, "placeholder": plain(150), **extra})


_OFFERED = {"options": list_of(OPTION, 100), "option_groups": list_of(OPTION_GROUP, 100)}
_MANY = {"max_selected_items": integer(1, 100)}
_FILTERS: Mapping[str, Check] = {
    "default_to_current_conversation": flag,
    "response_url_enabled": flag,
    "filter": anything,
}

BUTTON = Shape(
    {"text": plain(75)},
    {
        **_ACTION,
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = Shape(
    {"alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": anything},
    whole=(_has_picture,),
)
OVERFLOW = Shape({"options": list_of(OPTION, 5)}, {**_ACTION, "confirm": CONFIRM})
STATIC_SELECT = Shape(
    {},
    {**_ASKED, **_OFFERED, "placeholder": plain(150), "initial_option": OPTION},
    whole=(_has_options, _initial_is_offered),
)
MULTI_STATIC_SELECT = Shape(
    {},
    {**_ASKED, **_OFFERED, **_MANY, "placeholder": plain(150), "initial_options": list_of(OPTION, 100)},
    whole=(_has_options,),
)
RADIO_BUTTONS = Shape(
    {"options": list_of(OPTION, 10)}, {**_ASKED, "initial_option": OPTION}, whole=(_initial_is_offered,)
)
CHECKBOXES = Shape({"options": list_of(OPTION, 10)}, {**_ASKED, "initial_options": list_of(OPTION, 10)})
PLAIN_TEXT_INPUT = Shape(
    {},
    {
        **_FIELD,
        "placeholder": plain(150),
        "initial_value": string(INPUT_LIMIT, least=0),
        "multiline": flag,
        "min_length": integer(0, INPUT_LIMIT),
        "max_length": integer(1, INPUT_LIMIT),
        "dispatch_action_config": anything,
    },
)
_TYPED = {
    "placeholder": plain(150),
    "initial_value": string(INPUT_LIMIT, least=0),
    "dispatch_action_config": anything,
}
NUMBER_INPUT = Shape(
    {"is_decimal_allowed": flag}, {**_FIELD, **_TYPED, "min_value": string(50), "max_value": string(50)}
)

_MENUS: Mapping[str, Check] = {
    "static_select": STATIC_SELECT,
    "multi_static_select": MULTI_STATIC_SELECT,
    "external_select": _menu({"initial_option": OPTION, "min_query_length": integer(0, 100)}),
    "users_select": _menu({"initial_user": string(255)}),
    "multi_users_select": _menu({**_MANY, "initial_users": list_of(string(255), 100)}),
    "conversations_select": _menu({**_FILTERS, "initial_conversation": string(255)}),
    "channels_select": _menu({"initial_channel": string(255), "response_url_enabled": flag}),
    "radio_buttons": RADIO_BUTTONS,
    "checkboxes": CHECKBOXES,
    "datepicker": _menu({"initial_date": string(10)}),
    "timepicker": _menu({"initial_time": string(5), "timezone": string(100)}),
    "datetimepicker": Shape({}, {**_ASKED, "initial_date_time": integer(0, 9_999_999_999)}),
}

ACTION_ELEMENTS: Mapping[str, Check] = {**_MENUS, "button": BUTTON, "overflow": OVERFLOW}
ACCESSORIES: Mapping[str, Check] = {**ACTION_ELEMENTS, "image": IMAGE}
INPUT_ELEMENTS: Mapping[str, Check] = {
    **_MENUS,
    "plain_text_input": PLAIN_TEXT_INPUT,
    "number_input": NUMBER_INPUT,
    "email_text_input": Shape({}, {**_FIELD, **_TYPED}),
    "url_text_input": Shape({}, {**_FIELD, **_TYPED}),
    "file_input": Shape({}, {**_ACTION, "filetypes": anything, "max_files": integer(1, 10)}),
}
CONTEXT_ELEMENTS: Mapping[str, Check] = {
    "image": IMAGE,
    "plain_text": prose(2000),
    "mrkdwn": prose(2000),
}

check_action_element = kind_of(ACTION_ELEMENTS)
check_accessory = kind_of(ACCESSORIES)
check_input_element = kind_of(INPUT_ELEMENTS)
check_context_element = kind_of(CONTEXT_ELEMENTS)
