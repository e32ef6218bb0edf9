// The modal that the app has opened for the signed-in colleague.

import { act } from "./acts.js";
import { drawBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";

let shown = null;

/** Shows, exchanges or closes the modal. The same view again leaves alone what was typed. */
export function showForm(desk, view) {
  const form = desk?.form ?? null;
  const look = form && `${form.id} ${form.hash}`;
  if (look === shown) return;
  shown = look;
  const dialog = byId("form");
  if (form === null) return dialog.close();
  dialog.replaceChildren(drawForm(form, desk.person, view));
  dialog.oncancel = (event) => {
    event.preventDefault();
    act("close", { person: desk.person, form: form.id });
  };
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
}

function drawForm(form, person, view) {
  const close = () => act("close", { person, form: form.id });
  const send = el("button", { class: "block-button primary" }, form.submit ?? "");
  return el("form", { novalidate: true, onsubmit: (event) => submit(event, form, person, send) },
    el("header", {}, el("h3", { id: "form-title" }, form.title),
      el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: close }, "✕")),
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
