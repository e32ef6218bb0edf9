// Changing what was sent: the newest words of one's own, by the menu, or by the arrow up in the empty input.

import { byId } from "./dom.js";

let message = null;

/** `newest` gives the message that would be changed, if there is one. */
export function setUpEditing(newest) {
  const words = byId("words");
  byId("edit").addEventListener("click", () => begin(newest()));
  byId("editing-stop").addEventListener("click", stop);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && message !== null) stop();
    if (event.key !== "ArrowUp" || words.value || !newest()) return;
    event.preventDefault();
    begin(newest());
  });
}

function begin(wanted) {
  message = wanted.id;
  byId("editing-words").textContent = `Editing: ${wanted.text}`;
  byId("editing").hidden = false;
  byId("words").value = wanted.text;
  byId("words").focus();
}

/** The message stays as it is. */
function stop() {
  endEditing();
  byId("words").focus();
}

/** Returns the id of the message that was being changed, or null; words not taken yet are gone. */
export function endEditing() {
  const ended = message;
  if (ended !== null) byId("words").value = "";
  message = null;
  byId("editing").hidden = true;
  return ended;
}
