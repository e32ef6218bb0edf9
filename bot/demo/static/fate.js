// What can be broken, and what one sees then: letters wait, are tried again, and arrive once.

import { act } from "./acts.js";
import { byId } from "./dom.js";

const HEALED_MS = 9000;

let page;
let healing = null;

/** `page` has `fate` (the program's state, the present troubles) and `waiting` (letters by channel). */
export function setUpFate(ofPage) {
  page = ofPage;
  for (const button of document.querySelectorAll("[data-trouble]")) {
    button.addEventListener("click", () => {
      const isBroken = button.getAttribute("aria-pressed") === "true";
      act(isBroken ? "mend" : "break", { trouble: button.dataset.trouble });
    });
  }
  byId("kill").addEventListener("click", () => {
    if (page.fate.program === "running") act("kill");
    if (page.fate.program === "down") act("start again");
  });
}

const KILL = { running: "Kill the program", starting: "Starting…", down: "Start it again" };

export function showFate() {
  const { program, troubles } = page.fate;
  for (const button of document.querySelectorAll("[data-trouble]")) {
    button.setAttribute("aria-pressed", String(troubles.includes(button.dataset.trouble)));
  }
  byId("kill").textContent = KILL[program];
  byId("kill").setAttribute("aria-disabled", String(program === "starting"));
  byId("kill").classList.toggle("dead", program === "down");
  document.body.classList.toggle("slack-is-down", troubles.includes("slack down"));
  document.body.classList.toggle("program-is-down", program !== "running");
  byId("bot-standing").textContent = troubles.includes("telegram down") ? "bot · Telegram is down" : "bot";
  say(moodNow(program, troubles));
}

/** `broken` while something is, `mending` until all that waited is gone, `healed` for a while, then `fine`. */
function moodNow(program, troubles) {
  const isBroken = program !== "running" || troubles.length > 0;
  if (isBroken) return remember("broken");
  const mood = byId("switches").dataset.mood ?? "fine";
  if (mood === "broken") return remember("mending");
  if (mood === "mending" && count() === 0 && page.fate.hears_slack) return remember("healed");
  return mood;
}

function remember(mood) {
  byId("switches").dataset.mood = mood;
  clearTimeout(healing);
  if (mood === "healed") healing = setTimeout(() => { remember("fine"); say("fine"); }, HEALED_MS);
  return mood;
}

function say(mood) {
  const words = { broken: brokenWords, mending: mendingWords, healed: () => "Everything that waited was delivered, once.", fine: () => "All is well. Break something: nothing gets lost." }[mood]();
  if (byId("fate").textContent !== words) byId("fate").textContent = words;
  byId("fate").closest(".fate").className = `fate ${mood}`;
}

const count = () => Object.values(page.waiting).reduce((sum, number) => sum + number, 0);
const letters = (number, channel = "") => `${number} ${number === 1 ? "letter" : "letters"}${channel && ` for ${channel}`}`;
const wait = (number) => (number === 1 ? "waits" : "wait");

function brokenWords() {
  const { program, troubles } = page.fate;
  const { telegram = 0, slack = 0 } = page.waiting;
  if (program === "down") return `Killed with SIGKILL, no last word. ${count() ? `${letters(count())} ${wait(count())} in the database; what` : "What"} customers write waits at Telegram.`;
  if (program === "starting") return "Starting: it finds what it had in hand and goes on.";
  if (troubles.includes("slack down")) {
    return slack ? `Slack is down: ${letters(slack, "Slack")} ${wait(slack)} in the outbox, committed and safe.` : "Slack is down. Let a customer give two stars: the card will wait in the outbox.";
  }
  if (troubles.includes("telegram down")) {
    return telegram ? `Telegram is down: ${letters(telegram, "customers")} ${wait(telegram)} in the outbox.` : "Telegram is down. What customers write waits there, what we write waits here.";
  }
  return telegram ? `Telegram says 429, too many requests: ${letters(telegram)} ${wait(telegram)} for as long as it asks.` : "Telegram answers 429 to everything that is sent. Let the bot say something.";
}

function mendingWords() {
  if (!page.fate.hears_slack) return "Slack is back, and the program connects to it again within seconds.";
  return count() ? `Mended: ${letters(count())} will leave within ten seconds. (+10 minutes makes it now.)` : "Mended.";
}
