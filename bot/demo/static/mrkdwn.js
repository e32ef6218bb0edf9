// Slack's mrkdwn as nodes: *bold*, _italic_, ~struck~, `code`, and what stands in angle brackets.

import { openOutside } from "./acts.js";
import { el } from "./dom.js";
import { hour, shortDay } from "./times.js";

const PIECE = /<([^<>]*)>|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|`([^`\n]+)`/g;

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** `names` gives what is shown for the ids of people and channels. */
export function readMrkdwn(text, names) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(PIECE)) {
    nodes.push(unescape(text.slice(end, found.index)));
    nodes.push(piece(found, names));
    end = found.index + found[0].length;
  }
  nodes.push(unescape(text.slice(end)));
  return nodes.filter((node) => node !== "");
}

function piece([, brackets, bold, italic, struck, code], names) {
  if (brackets !== undefined) return bracketed(brackets, names);
  if (bold !== undefined) return el("b", {}, readMrkdwn(bold, names));
  if (italic !== undefined) return el("i", {}, readMrkdwn(italic, names));
  if (struck !== undefined) return el("s", {}, readMrkdwn(struck, names));
  return el("code", {}, unescape(code));
}

function bracketed(inside, names) {
  const [target, label] = inside.split("|");
  if (target.startsWith("@")) return mention(label ?? names[target.slice(1)] ?? target.slice(1));
  if (target.startsWith("#")) return mention(label ?? names[target.slice(1)] ?? target.slice(1), "#");
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return mention(label ?? target.slice(1));
  return link(unescape(target), unescape(label ?? target));
}

export const mention = (name, sign = "@") => el("span", { class: "mention" }, sign + name);

/** Source: "Formatting text for app surfaces", section "Date formatting"; each reader's own time zone. */
function date(target, fallback) {
  const [, seconds, pattern] = target.split("^");
  const moment = new Date(Number(seconds) * 1000);
  const shown = pattern
    .replace(/\{date[a-z_]*\}/, shortDay(moment))
    .replace(/\{time(_secs)?\}/, `at ${hour(moment)}`);
  return el("time", { datetime: moment.toISOString(), title: fallback }, shown);
}

export const link = (address, words) =>
  el("a", { href: address, onclick: (event) => openOutside(event, address) }, words);
