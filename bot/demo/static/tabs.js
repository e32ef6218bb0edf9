// In a narrow window the shop, the phone and Slack are tabs; in a wide one this changes nothing that is seen.

import { el } from "./dom.js";

const buttons = [...document.querySelectorAll("[data-goes]")];

/** `then` is called when another place was chosen. */
export function setUpTabs(then) {
  for (const button of buttons) {
    button.addEventListener("click", () => {
      goTo(button.dataset.goes);
      then();
    });
  }
  goTo(document.body.dataset.place);
}

/** `place` is the id of the section to show. */
export function goTo(place) {
  document.body.dataset.place = place;
  for (const button of buttons) {
    if (button.dataset.goes === place) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** How much is new at each place. */
export function showNews(counts) {
  for (const button of buttons) {
    const count = counts[button.dataset.goes] ?? 0;
    button.querySelector(".badge")?.remove();
    if (count) button.append(el("span", { class: "badge" }, String(count), el("span", { class: "unseen" }, " new")));
  }
}
