// Sends what somebody does at the page, and says so when it cannot be done.

import { byId } from "./dom.js";

let hiding;

/** Returns what is wrong with a form by block id ({} when nothing), or null when the act failed. */
export async function act(name, details = {}) {
  try {
    const answer = await fetch("/acts", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ act: name, ...details }),
    });
    const said = await answer.json();
    if (answer.ok) return said.errors;
    say(said.problem);
  } catch {
    say("The demo does not answer. Is it still running?");
  }
  return null;
}

/** The shop's addresses lead nowhere: a click on one says what it would do. */
export function openOutside(event, address) {
  event.preventDefault();
  say(`Outside the demo this opens ${address}`);
}

/** Says something at the foot of the page, for a while. */
export function say(words) {
  const problem = byId("problem");
  problem.textContent = words;
  problem.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { problem.hidden = true; }, 8000);
}
