"""The ``views.*`` methods of the Web API: modals over a trigger, and the Home tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo.slack.arguments import Arguments
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.blocks import complete_blocks
from bot.demo.slack.refusals import Refusal, refuse_arguments
from bot.demo.slack.shapes import complain
from bot.demo.slack.views import STACK_LIMIT, check_view
from bot.demo.slack.wire import view_json
from bot.demo.slack.workspace import Json, View, Workspace

TRIGGER_LIFE = timedelta(seconds=3)


@dataclass
class _Trigger:
    user_id: str
    made_at: datetime
    used: bool = False


@dataclass
class Triggers:
    """The trigger ids that interactions carried: each opens one view, within three seconds."""

    workspace: Workspace
    _made: dict[str, _Trigger] = field(default_factory=dict)

    def make(self, user_id: str) -> str:
        """Return a new trigger id for what a person just did."""
        trigger_id = self.workspace.new_id("9000.1000.")
        self._made[trigger_id] = _Trigger(user_id, self.workspace.now())
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use a trigger up and return its person. Raises the refusals of an unknown, old or used one."""
        trigger = self._made.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self.workspace.now() - trigger.made_at > TRIGGER_LIFE:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger.user_id


def open_view(workspace: Workspace, triggers: Triggers, args: Arguments) -> Json:
    """``views.open``: a new modal in place of whatever was open."""
    body = check_view(args.json("view"))
    user_id = triggers.exchange(args.required("trigger_id")[0])
    workspace.modals[user_id] = []
    return show(workspace, push(workspace, user_id, body))


def push_view(workspace: Workspace, triggers: Triggers, args: Arguments) -> Json:
    """``views.push``: a modal over the open one, three at most."""
    body = check_view(args.json("view"))
    user_id = triggers.exchange(args.required("trigger_id")[0])
    if len(workspace.modals.get(user_id, [])) >= STACK_LIMIT:
        raise Refusal("push_limit_reached")
    return show(workspace, push(workspace, user_id, body))


def update_view(workspace: Workspace, args: Arguments) -> Json:
    """``views.update``: by ``view_id`` or ``external_id``, guarded by ``hash`` when given."""
    view = _named_view(workspace, args)
    body = check_view(args.json("view"), home=view.body["type"] == "home")
    if args.text("hash") not in ("", view.hash):
        raise Refusal("hash_conflict")
    return show(workspace, replace(workspace, view, body))


def publish_home(workspace: Workspace, args: Arguments) -> Json:
    """``views.publish``: the Home tab of one person."""
    body = check_view(args.json("view"), home=True)
    [user_id] = args.required("user_id")
    if user_id not in workspace.users:
        raise refuse_arguments([complain("invalid user_id", "/user_id")])
    home = workspace.homes.get(user_id)
    if home is None:
        home = workspace.homes[user_id] = _new_view(workspace, user_id, body)
    elif args.text("hash") not in ("", home.hash):
        raise Refusal("hash_conflict")
    return show(workspace, replace(workspace, home, body))


def push(workspace: Workspace, user_id: str, body: Json) -> View:
    """Put a modal on top of a person's stack."""
    stack = workspace.modals.setdefault(user_id, [])
    view = _new_view(workspace, user_id, body)
    if stack:
        view.previous_id, view.root_id = stack[-1].id, stack[0].id
    stack.append(view)
    _ring(workspace, view)
    return view


def replace(workspace: Workspace, view: View, body: Json) -> View:
    """Put another content into a view; what the person entered stays for blocks with the same ids."""
    view.body = _completed(workspace, body)
    view.hash = workspace.new_id("h")
    _ring(workspace, view)
    return view


def close(workspace: Workspace, view: View, *, all_views: bool = False) -> None:
    """Close a modal, or the person's whole stack."""
    stack = workspace.modals.get(view.user_id, [])
    workspace.modals[view.user_id] = [] if all_views else [other for other in stack if other.id != view.id]
    _ring(workspace, view)


def show(workspace: Workspace, view: View) -> Json:
    """Return the answer of the ``views.*`` methods."""
    return {"view": view_json(workspace, view)}


def _new_view(workspace: Workspace, user_id: str, body: Json) -> View:
    view_id = workspace.new_id("V")
    return View(view_id, user_id, _completed(workspace, body), workspace.new_id("h"), view_id)


def _completed(workspace: Workspace, body: Json) -> Json:
    return {**body, "blocks": complete_blocks(body["blocks"], workspace.new_id)}


def _named_view(workspace: Workspace, args: Arguments) -> View:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if external_id:
        open_views = [view for stack in workspace.modals.values() for view in stack]
        view_id = next((view.id for view in open_views if view.body.get("external_id") == external_id), "")
    view = workspace.view(view_id)
    if view is None:
        raise Refusal("not_found")
    return view


def _ring(workspace: Workspace, view: View) -> None:
    workspace.bell.ring(Change(ChangeKind.VIEW, user=view.user_id))
