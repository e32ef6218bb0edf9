// The staff's Slack: channels, messages with blocks, threads, and what only one colleague sees.

import { act } from "./acts.js";
import { drawBlocks } from "./blocks.js";
import { byId, el, goToEnd, initials, showList, stickToEnd } from "./dom.js";
import { readMrkdwn } from "./mrkdwn.js";
import { dayName, dayWithin, hour, sameDay, slackMoment, today } from "./times.js";

let page;
let shownChannel = null;
let shownThread = null;

/** `page` has `channels`, `chosenChannel()`, `desk()`, `person()`, `unreadIn(id)`, `thread` and setters for these. */
export function setUpSlack(ofPage) {
  page = ofPage;
  byId("write").addEventListener("submit", (event) => send(event, byId("post"), null));
  byId("reply").addEventListener("submit", (event) => send(event, byId("reply-words"), page.thread));
  stickToEnd(byId("messages"));
  stickToEnd(byId("thread"));
  byId("close-thread").addEventListener("click", () => page.openThread(null));
}

async function send(event, input, thread) {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  await act("post", { person: page.person().id, channel: page.chosenChannel().id, text, thread });
}

export function showPeople(staff) {
  const items = staff.map((person) => ({ ...person, chosen: person.id === page.person().id }));
  const holder = byId("people").querySelector("div") ?? byId("people").appendChild(el("div"));
  showList(holder, items, (item) => item.id, ({ id, name, chosen }) => el("label", {},
    el("input", { type: "radio", name: "person", checked: chosen, "data-name": id, onchange: () => page.signIn(id) }),
    el("span", { class: `avatar ${tint(name)}`, "aria-hidden": "true" }, initials(name)), name));
}

export function showChannels(channels) {
  const items = channels.map((channel) => ({
    id: channel.id,
    name: channel.name.slice(1),
    chosen: channel.id === page.chosenChannel().id,
    unread: page.unreadIn(channel.id),
  }));
  showList(byId("channels"), items, (item) => item.id, ({ id, name, chosen, unread }) =>
    el("li", {}, el("button", {
      type: "button", "data-name": id, class: unread ? "unread" : "", "aria-current": chosen ? "true" : null,
      onclick: () => page.openChannel(id),
    }, el("span", { "aria-hidden": "true" }, "#"), el("span", { class: "name" }, name),
      unread ? el("span", { class: "badge" }, String(unread), el("span", { class: "unseen" }, " new")) : null)));
}

export function showChannel() {
  const channel = page.chosenChannel();
  if (!channel) return;
  const isOther = shownChannel !== channel.id;
  shownChannel = channel.id;
  byId("workspace").textContent = page.cast.business;
  byId("channel-name").textContent = `# ${channel.name.slice(1)}`;
  byId("post").placeholder = `Message ${channel.name}`;
  byId("post").setAttribute("aria-label", `Message ${channel.name}`);
  const items = withDays([...channel.messages, ...whispers(channel, null)].sort(byTs));
  showItems(byId("messages"), items, true);
  showThread(channel);
  if (isOther) goToEnd(byId("messages"));
}

function showThread(channel) {
  const parent = channel.messages.find((message) => message.ts === page.thread);
  byId("thread-pane").hidden = !parent;
  byId("panes").classList.toggle("with-thread", Boolean(parent));
  const isOther = shownThread !== page.thread;
  shownThread = page.thread;
  if (!parent) return;
  const replies = [...parent.thread, ...whispers(channel, parent.ts)].sort(byTs);
  showItems(byId("thread"), [parent, ...replies], false);
  if (isOther) goToEnd(byId("thread"));
}

function whispers(channel, thread) {
  const all = page.desk()?.whispers ?? [];
  return all
    .filter((whisper) => whisper.channel === channel.id && (whisper.thread ?? null) === thread)
    .map((whisper) => ({ ...whisper, whisper: true, user: page.cast.app, by_app: true, files: [], thread: [] }));
}

const byTs = (one, other) => Number(one.ts) - Number(other.ts);

function withDays(messages) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const moment = slackMoment(message.ts);
    if (!before || !sameDay(before, moment)) items.push({ day: moment.getTime() });
    items.push(message);
    before = moment;
  }
  return items;
}

function showItems(list, items, withSummaries) {
  const key = (item) => (item.day ? `day ${item.day}` : `${item.whisper ? "whisper" : shownChannel} ${item.ts}`);
  showList(list, items, key, (item) => drawItem(item, withSummaries), `${today()} ${page.person().id}`);
}

function drawItem(item, withSummaries) {
  if (item.day) return el("p", { class: "day" }, el("span", {}, dayName(new Date(item.day))));
  return el("article", { class: item.whisper ? "post whisper" : "post", "aria-label": `Message from ${item.user}` },
    el("span", { class: `avatar ${item.by_app ? "app" : tint(item.user)}`, "aria-hidden": "true" }, item.by_app ? "" : initials(item.user)),
    el("div", { class: "post-body" },
      item.whisper ? el("p", { class: "muted" }, "Only visible to you") : null,
      el("p", { class: "who" }, el("b", {}, item.user), item.by_app ? el("span", { class: "tag" }, "APP") : null,
        el("time", {}, hour(slackMoment(item.ts))), item.edited && !item.by_app ? el("small", {}, "(edited)") : null),
      item.blocks.length ? drawBlocks(item.blocks, viewOf(item)) : el("p", {}, readMrkdwn(item.text, page.cast.names)),
      item.files.map(drawFile),
      withSummaries && item.thread.length ? summary(item) : null));
}

function viewOf(item) {
  return {
    names: page.cast.names,
    press: async (element, button) => {
      button.setAttribute("aria-busy", "true");
      await act("click", { person: page.person().id, channel: shownChannel, ts: item.ts, action: element.action_id });
      button.removeAttribute("aria-busy");
    },
  };
}

function drawFile(file) {
  const address = `/slack-files/${file.id}`;
  if (file.mimetype.startsWith("image/")) {
    return el("figure", {}, el("figcaption", {}, file.name), el("img", { src: address, alt: file.name }));
  }
  if (file.mimetype.startsWith("audio/")) {
    return el("figure", {}, el("figcaption", {}, file.name), el("audio", { src: address, controls: true, "aria-label": file.name }));
  }
  return el("p", {}, el("a", { href: address, download: file.name }, file.name));
}

function summary(item) {
  const count = item.thread.length;
  const last = item.thread.at(-1);
  const open = page.thread === item.ts;
  return el("button", {
    type: "button", class: "replies", "data-name": "replies", "aria-expanded": String(open), onclick: () => page.openThread(item.ts),
  }, repliers(item.thread), el("b", {}, count === 1 ? "1 reply" : `${count} replies`), el("span", {}, `Last reply ${dayWithin(slackMoment(last.ts))} at ${hour(slackMoment(last.ts))}`));
}

/** The faces of who wrote, each once, three at most. */
function repliers(replies) {
  const faces = new Map(replies.map((reply) => [reply.user, reply.by_app]));
  return [...faces].slice(0, 3).map(([name, isApp]) =>
    el("span", { class: `avatar ${isApp ? "app" : tint(name)}`, "aria-hidden": "true" }, isApp ? "" : initials(name)));
}

const tint = (name) => `colour-${[...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 8}`;
