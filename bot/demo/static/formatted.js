// The words of a message with what Telegram says of stretches of them: bold, a link, a quote, …

import { openOutside } from "./acts.js";
import { el } from "./dom.js";

/** Nodes for a text; places of entities count UTF-16 units, as strings do here. `command` is called with a tapped one. */
export function formatted(text, entities, command) {
  const inOrder = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return stretch(text, 0, text.length, inOrder, command);
}

/** Takes from `entities` what begins before `end`; within one of them may lie others. */
function stretch(text, start, end, entities, command) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    if (entity.offset < at) continue;
    const last = Math.min(entity.offset + entity.length, end);
    const isBlock = entity.kind.endsWith("blockquote");
    const inner = stretch(text, entity.offset, last, entities, command);
    nodes.push(plain(text.slice(at, entity.offset), isBlock), draw(entity, text.slice(entity.offset, last), inner, command));
    at = isBlock && text[last] === "\n" ? last + 1 : last;
  }
  return [...nodes, text.slice(at, end)];
}

/** A block begins on a line of its own anyway. */
const plain = (words, isBeforeBlock) => (isBeforeBlock ? words.replace(/\n$/, "") : words);

function draw({ kind, url }, words, inner, command) {
  switch (kind) {
    case "bold": return el("b", {}, inner);
    case "italic": return el("i", {}, inner);
    case "underline": return el("u", {}, inner);
    case "strikethrough": return el("s", {}, inner);
    case "code": case "pre": return el("code", {}, inner);
    case "blockquote": case "expandable_blockquote": return el("blockquote", {}, inner);
    case "text_link": return link(url, inner);
    case "url": return link(words, inner);
    case "bot_command": return el("button", { type: "button", class: "command", onclick: () => command(words) }, inner);
    default: return el("span", {}, inner);
  }
}

/** Leads nowhere from here; where it would lead is told by hovering, and in full by a click. */
export const link = (address, inner, look = null) =>
  el("a", { class: look, href: address, title: address, onclick: (event) => openOutside(event, address) }, inner);
