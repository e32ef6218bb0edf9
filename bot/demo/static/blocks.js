// Draws Slack's Block Kit: the blocks that cards, notes and forms are made of.

import { el } from "./dom.js";
import { link, mention, readMrkdwn, unescape } from "./mrkdwn.js";

/** `view.names` maps ids to names; `view.press(element)` is called when a button is pressed. */
export function drawBlocks(blocks, view) {
  return blocks.map((block) => draw[block.type]?.(block, view) ?? el("p", { class: "muted" }, `(${block.type})`));
}

const draw = {
  header: (block) => el("p", { class: "block-header" }, words(block.text)),
  section: (block, view) =>
    el("div", { class: "block-section" },
      block.text ? el("p", {}, prose(block.text, view)) : null,
      block.fields ? el("div", { class: "fields" }, block.fields.map((field) => el("p", {}, prose(field, view)))) : null),
  context: (block, view) =>
    el("div", { class: "block-context" }, block.elements.map((element) => el("span", {}, prose(element, view)))),
  divider: () => el("hr"),
  actions: (block, view) =>
    el("div", { class: "block-actions" }, block.elements.map((element) => button(element, view))),
  rich_text: (block, view) => el("div", { class: "block-rich" }, block.elements.map((part) => richPart(part, view))),
  input: (block) => inputBlock(block),
};

const words = (text) => (text.type === "plain_text" ? unescape(text.text) : text.text);
const prose = (text, view) => (text.type === "mrkdwn" ? readMrkdwn(text.text, view.names) : unescape(text.text));

function button(element, view) {
  const style = element.style ? ` ${element.style}` : "";
  return el("button", {
    type: "button",
    class: `block-button${style}`,
    "data-name": element.action_id,
    onclick: (event) => view.press(element, event.currentTarget),
  }, words(element.text));
}

function richPart(part, view) {
  const inside = (part.elements ?? []).map((piece) => richPiece(piece, view));
  if (part.type === "rich_text_quote") return el("blockquote", {}, inside);
  if (part.type === "rich_text_preformatted") return el("pre", {}, inside);
  if (part.type === "rich_text_list") {
    return el(part.style === "ordered" ? "ol" : "ul", {}, part.elements.map((item) => el("li", {}, richPart(item, view))));
  }
  return el("p", {}, inside);
}

function richPiece(piece, view) {
  switch (piece.type) {
    case "user": return mention(view.names[piece.user_id] ?? piece.user_id);
    case "broadcast": return mention(piece.range);
    case "emoji": return piece.unicode ? String.fromCodePoint(...piece.unicode.split("-").map((code) => parseInt(code, 16))) : `:${piece.name}:`;
    case "link": return link(piece.url, piece.text ?? piece.url);
    default: return styled(piece);
  }
}

function styled({ text = "", style = {} }) {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code" };
  return Object.keys(tags).filter((name) => style[name]).reduce((inner, name) => el(tags[name], {}, inner), text);
}

function inputBlock(block) {
  const id = `field-${block.block_id}`;
  const optional = block.optional ? el("small", {}, " (optional)") : null;
  return el("div", { class: "field", "data-block": block.block_id },
    el("label", { for: id }, words(block.label), optional),
    control(block.element, id),
    block.hint ? el("p", { class: "muted" }, words(block.hint)) : null,
    el("p", { class: "field-error", id: `${id}-error`, hidden: true }));
}

function control(element, id) {
  const common = { id, "aria-describedby": `${id}-error`, autofocus: Boolean(element.focus_on_load) };
  if (element.type === "static_select") {
    const options = element.options ?? element.option_groups.flatMap((group) => group.options);
    const blank = el("option", { value: "" }, element.placeholder ? words(element.placeholder) : "Choose an option");
    return el("select", common, blank, options.map((option) =>
      el("option", { value: option.value, selected: option.value === element.initial_option?.value }, words(option.text))));
  }
  const properties = { ...common, maxlength: element.max_length, placeholder: element.placeholder ? words(element.placeholder) : null };
  if (element.multiline) return el("textarea", { ...properties, rows: 5 }, element.initial_value ?? "");
  return el("input", { ...properties, value: element.initial_value });
}
