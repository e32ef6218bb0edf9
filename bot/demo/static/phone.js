// The chosen customer's phone: the chat with the bot, and everything they can do there.

import { act } from "./acts.js";
import { attachment } from "./attachments.js";
import { byId, closeWhenDone, el, goToEnd, showList, stickToEnd } from "./dom.js";
import { endEditing, setUpEditing } from "./editing.js";
import { formatted, link } from "./formatted.js";
import { setUpKeys, showKeys } from "./keys.js";
import { dayName, hour, now, sameDay, today } from "./times.js";

const LARGEST_PHOTO = 10 * 1024 * 1024;

let page;
let shownFor = null;
let tapped = null;
let toastsSeen = 0;

/** `page` has `chosenPhone()`, `customer()`, `cast` and `links` (what waits behind START, by customer). */
export function setUpPhone(ofPage) {
  page = ofPage;
  const mine = (name, details) => act(name, { customer: page.customer().id, ...details });
  byId("start").addEventListener("click", async () => {
    const payload = page.links.get(page.customer().id) ?? "";
    page.links.delete(page.customer().id);
    await mine("start", { payload });
    byId("words").focus();
  });
  byId("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = takeWords();
    const message = endEditing();
    if (text) mine(message ? "edit" : "write", message ? { message, text } : { text });
  });
  byId("sample-photo").addEventListener("click", () => mine("photo", { caption: takeWords() }));
  byId("own-photo").addEventListener("click", () => byId("photo-file").click());
  byId("photo-file").addEventListener("change", (event) => sendPhoto(event.target, mine));
  byId("voice").addEventListener("click", () => mine("voice"));
  byId("file").addEventListener("click", () => mine("file", { caption: takeWords() }));
  byId("location").addEventListener("click", () => mine("location"));
  byId("block").addEventListener("click", () => mine(page.chosenPhone().standing === "blocked" ? "unblock" : "block"));
  setUpKeys();
  setUpEditing(newestOwn);
  stickToEnd(byId("chat"));
  for (const menu of document.querySelectorAll("details.menu")) closeWhenDone(menu);
}

/** What can still be put in other words. */
const newestOwn = () => page.chosenPhone().messages.filter(({ mine, kind, text }) => mine && kind === "text" && !text.startsWith("/")).at(-1);

function takeWords() {
  const text = byId("words").value.trim();
  byId("words").value = "";
  return text;
}

async function sendPhoto(input, mine) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  if (file.size > LARGEST_PHOTO) return notice("Telegram takes photos of up to 10 MB.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  mine("photo", { caption: takeWords(), picture: btoa(binary) });
}

export function showPhone() {
  const phone = page.chosenPhone();
  if (!phone) return;
  const customer = page.customer();
  const isOther = shownFor !== customer.id;
  if (isOther) {
    shownFor = customer.id;
    toastsSeen = phone.toasts.length;
    tapped = null;
    notice("");
    endEditing();
  }
  if (!phone.waits_for_answer) tapped = null;
  byId("bot-name").textContent = phone.bot.first_name;
  byId("phone-owner").textContent = `${customer.first_name}’s phone`;
  byId("phone-title").textContent = `The phone of ${customer.name}`;
  byId("chat").setAttribute("aria-label", `${customer.first_name}’s chat with ${phone.bot.first_name}`);
  showMessages(phone, customer);
  if (isOther) goToEnd(byId("chat"));
  showBottom(phone, customer);
  showToasts(phone);
}

function showMessages(phone, customer) {
  const items = phone.messages.length ? withDays(phone.messages) : [{ empty: page.cast.bot.descriptions[customer.language] ?? page.cast.bot.descriptions[""] ?? "" }];
  const spinning = phone.waits_for_answer ? tapped : null;
  showList(byId("chat"), items, keyOf, (item) => drawItem(item, phone), `${today()} ${JSON.stringify(spinning)} ${phone.standing}`);
  showTicks(phone);
}

/** One tick while Telegram holds a message for the bot, two once the bot has taken it. Nothing is drawn anew for it. */
function showTicks({ undelivered }) {
  const waiting = new Set(undelivered.map((id) => keyOf({ id })));
  for (const ticks of byId("chat").querySelectorAll(".ticks")) {
    const isDelivered = !waiting.has(ticks.closest("article").dataset.key);
    ticks.classList.toggle("one", !isDelivered);
    ticks.setAttribute("aria-label", isDelivered ? "delivered" : "not yet delivered");
  }
}

const keyOf = (item) => `${shownFor} ${item.day ?? item.id ?? "empty"}`;

function withDays(messages) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const moment = new Date(message.sent_at);
    if (!before || !sameDay(before, moment)) items.push({ day: message.sent_at });
    items.push(message);
    before = moment;
  }
  return items;
}

function drawItem(item, phone) {
  if (item.day) return el("p", { class: "day" }, el("span", {}, dayName(new Date(item.day))));
  if (item.empty !== undefined) {
    return el("div", { class: "welcome" }, el("b", {}, "What can this bot do?"), el("p", {}, item.empty));
  }
  const side = `${item.mine ? "mine" : "theirs"}${item.edited ? " edited" : ""}`;
  return el("article", { class: `message ${side}`, "aria-label": item.mine ? "From the customer" : `From ${phone.bot.first_name}` },
    el("div", { class: `bubble ${item.kind}` }, quote(item, phone), content(item), stamp(item)),
    item.buttons.length ? keyboard(item) : null);
}

const stamp = (item) => el("span", { class: "stamp" },
  `${item.edited ? "edited " : ""}${hour(new Date(item.sent_at))}`,
  item.mine ? el("span", { class: "ticks", role: "img" }) : null);

function content(item) {
  const text = item.text ? el("div", { class: "text" }, words(item)) : null;
  return item.kind === "text" ? [text] : [attachment(item), text].flat();
}

/** The beginning of what a message answers, above it. */
function quote({ reply_to: id }, phone) {
  const answered = phone.messages.find((message) => message.id === id);
  if (!answered) return null;
  const author = answered.mine ? page.customer().first_name : phone.bot.first_name;
  return el("p", { class: "reply" }, el("b", {}, author), el("span", {}, answered.text || answered.kind));
}

/** Phones hide what a link carries. */
const words = (item) => (item.mine && item.text.startsWith("/start ") ? ["/start"] : formatted(item.text, item.entities, writeCommand));

const writeCommand = (text) => act("write", { customer: page.customer().id, text });

function keyboard(item) {
  return el("div", { class: "keyboard" }, item.buttons.map((row) =>
    el("div", {}, row.map((button) => key(item, button)))));
}

function key(item, button) {
  if (button.url) return link(button.url, `${button.text} ↗`, "key");
  const waits = tapped && tapped.message === item.id && tapped.data === button.data;
  return el("button", {
    type: "button",
    class: "key",
    "data-name": button.data,
    "aria-busy": waits ? "true" : null,
    onclick: () => {
      tapped = { message: item.id, data: button.data };
      act("tap", { customer: page.customer().id, ...tapped });
    },
  }, button.text);
}

function showBottom(phone, customer) {
  const waitsForStart = phone.standing !== "open" || page.links.has(customer.id);
  byId("start").hidden = !waitsForStart;
  byId("start").textContent = phone.standing === "blocked" ? "UNBLOCK AND START" : "START";
  byId("compose").hidden = waitsForStart;
  byId("words").placeholder = phone.placeholder || "Message";
  showKeys(waitsForStart ? { ...phone, keyboard: null } : phone, (key) => act("press", { customer: customer.id, key }));
  byId("block").textContent = phone.standing === "blocked" ? "Unblock this bot" : "Block this bot";
  byId("edit").hidden = waitsForStart || !newestOwn();
  byId("phone-menu").hidden = phone.standing === "stranger";
}

function showToasts(phone) {
  const toast = phone.toasts.slice(toastsSeen).filter(({ text }) => text).at(-1);
  toastsSeen = phone.toasts.length;
  if (toast) notice(toast.text);
}

let quiet;

function notice(words) {
  byId("notice").textContent = words;
  clearTimeout(quiet);
  if (words) quiet = setTimeout(() => { byId("notice").textContent = ""; }, 6000);
}

export function showPhoneTime() {
  byId("phone-time").textContent = hour(now());
}
