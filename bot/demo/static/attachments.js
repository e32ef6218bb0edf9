// What is sent beside words, as phones show it: a picture, a voice, a file, a place, a card of the address book.

import { el } from "./dom.js";

/** Of a message that is more than text, all but its words. */
export function attachment(item) {
  const file = item.file_url && `/telegram-files/${item.file_url.split("/").slice(5).join("/")}`;
  switch (item.kind) {
    case "photo": return el("img", { src: file, alt: item.text || "Photo" });
    case "voice": return voice(file, item.about);
    case "document": return el("div", { class: "about" }, icon("📄", "document"), el("b", {}, item.about));
    case "contact": return card(item.about);
    case "location": return place(item.about);
    default: return el("div", { class: "text" }, `[${item.kind}]`);
  }
}

const icon = (sign, name) => el("span", { class: "icon", role: "img", "aria-label": name }, sign);

function card(about) {
  const [name, number] = about.split(/, (?=\+\d+$)/);
  return el("div", { class: "about" }, icon("👤", "contact"), el("p", {}, el("b", {}, name), el("small", {}, number)));
}

/** No map is fetched from anywhere: the streets are always the same. */
const place = (about) => [
  el("div", { class: "map", role: "img", "aria-label": "location" }, el("span", { "aria-hidden": "true" }, "📍")),
  el("div", { class: "text" }, about),
];

function voice(file, length) {
  const sound = el("audio", { src: file, "aria-label": "Voice message" });
  const toggle = el("button", { type: "button", class: "play", "aria-label": "Play", onclick: () => (sound.paused ? sound.play() : sound.pause()) });
  for (const change of ["play", "pause", "ended"]) {
    sound.addEventListener(change, () => toggle.setAttribute("aria-label", sound.paused ? "Play" : "Pause"));
  }
  return el("div", { class: "about" }, toggle, el("p", {}, el("span", { class: "wave", "aria-hidden": "true" }), el("small", {}, length)), sound);
}
