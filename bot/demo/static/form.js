// The modal that the app has opened for the signed-in colleague.

import { act } from "./acts.js";
import { drawBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";

let shown = null;
let opener = null;

/** Shows, exchanges or closes the modal. The same view again leaves alone what was typed. */
export function showForm(desk, view) {
  const form = desk?.form ?? null;
  const look = form && `${form.id} ${form.hash}`;
  if (look === shown) return;
  shown = look;
  const dialog = byId("form");
  if (form === null) {
    dialog.close();
    return giveFocusBack();
  }
  if (!dialog.open) opener = placeOf(document.activeElement);
  dialog.replaceChildren(drawForm(form, desk.person, view));
  dialog.oncancel = (event) => {
    event.preventDefault();
    act("close", { person: desk.person, form: form.id });
  };
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
}

/** Where the focus is, in words that outlive a button that is drawn anew. */
function placeOf(element) {
  const item = element.closest("[data-key]");
  return item && { list: item.parentElement.id, key: item.dataset.key, name: element.dataset.name };
}

function giveFocusBack() {
  const item = opener && byId(opener.list).querySelector(`[data-key="${CSS.escape(opener.key)}"]`);
  if (!item) return;
  const button = opener.name && item.querySelector(`[data-name="${CSS.escape(opener.name)}"]`);
  if (!button) item.tabIndex = -1;
  (button || item).focus({ preventScroll: true });
}

function drawForm(form, person, view) {
  const close = () => act("close", { person, form: form.id });
  const send = el("button", { class: "block-button primary" }, form.submit ?? "");
  return el("form", { novalidate: true, onsubmit: (event) => submit(event, form, person, send) },
    el("header", {}, el("span", { class: "avatar app", "aria-hidden": "true" }), el("h3", { id: "form-title" }, form.title),
      el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: close }, el("span", { "aria-hidden": "true" }, "✕"))),
    el("div", { class: "form-body" }, drawBlocks(form.blocks, view)),
    el("footer", {}, el("button", { type: "button", class: "block-button", onclick: close }, form.close),
      form.submit ? send : null));
}

async function submit(event, form, person, send) {
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll("[data-block]")];
  const values = Object.fromEntries(fields.map((field) => [field.dataset.block, control(field).value || null]));
  send.disabled = true;
  const errors = await act("submit", { person, form: form.id, values });
  send.disabled = false;
  if (errors !== null) showErrors(fields, errors);
}

const control = (field) => field.querySelector("input, select, textarea");

function showErrors(fields, errors) {
  for (const field of fields) {
    const words = errors[field.dataset.block];
    const error = field.querySelector(".field-error");
    error.textContent = words ?? "";
    error.hidden = !words;
    control(field).setAttribute("aria-invalid", String(Boolean(words)));
  }
  const first = fields.find((field) => errors[field.dataset.block]);
  if (first) control(first).focus();
}
