// The keyboard that the bot has put in place of the letters, below the input.

import { byId, el, showList } from "./dom.js";

const SHARES = { "phone number": "Shares this phone’s number", location: "Shares where this phone is" };

let shown = "";

export function setUpKeys() {
  byId("keys-toggle").addEventListener("click", () => open(byId("keys").hidden));
}

/** `press` is called with the text of a key. */
export function showKeys({ chat_id: chat, keyboard, keyboard_is_folded: isFolded }, press) {
  const state = JSON.stringify([chat, keyboard, isFolded]);
  if (state === shown) return;
  shown = state;
  const use = (text) => {
    press(text);
    if (keyboard.one_time) open(false);
  };
  const rows = keyboard ? keyboard.rows.map((keys, at) => ({ keys, at })) : [];
  showList(byId("keys"), rows, ({ at }) => at, ({ keys }) => el("div", {}, keys.map((key) => draw(key, use))), chat);
  byId("keys-toggle").hidden = !keyboard;
  open(Boolean(keyboard) && !isFolded);
}

function draw({ text, request }, use) {
  return el("button", { type: "button", "data-name": text, title: request && SHARES[request], onclick: () => use(text) }, text);
}

/** Whoever stood on a key that goes away goes on writing. */
function open(isOpen) {
  const keys = byId("keys");
  const hadFocus = keys.contains(document.activeElement);
  keys.hidden = !isOpen;
  byId("keys-toggle").setAttribute("aria-expanded", String(isOpen));
  if (hadFocus && !isOpen) byId("words").focus();
}
