// What can be broken, and what one sees then: letters wait, are tried again, and arrive once.

import { act } from "./acts.js";
import { byId } from "./dom.js";

const HEALED_MS = 9000;

let page;
let healing = null;

/** `page` has `fate` (the program's state, the present troubles), `waiting` (letters by channel) and `unheard`. */
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
  shutSlack(troubles.includes("slack down"));
  document.body.classList.toggle("program-is-down", program !== "running");
  byId("bot-standing").textContent = troubles.includes("telegram down") ? "bot · Telegram is down" : "bot";
  say(moodNow(program, troubles));
}

/** What cannot be reached can be neither used nor read aloud: only the word that says so. */
function shutSlack(isDown) {
  document.body.classList.toggle("slack-is-down", isDown);
  for (const part of byId("slack").querySelectorAll(".sidebar, .panes")) part.inert = isDown;
}

/** `broken` while something is, `mending` until all that waited is gone, `healed` for a while, then `fine`. */
function moodNow(program, troubles) {
  const isBroken = program !== "running" || troubles.length > 0;
  if (isBroken) return remember("broken");
  const mood = byId("switches").dataset.mood ?? "fine";
  if (mood === "broken") return remember("mending");
  const waits = !page.fate.hears_slack || page.unheard || count();
  if (mood === "mending" && !waits) return remember("healed");
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
const READERS = { slack: "Slack", telegram: "customers" };
const letters = (number, channel = "") => `${number} ${number === 1 ? "letter" : "letters"}${channel && ` for ${channel}`}`;
const wait = (number) => (number === 1 ? "waits" : "wait");

/** All that is broken at once, and all that waits because of it. */
function brokenWords() {
  const waits = whatWaits();
  return sentence(`${together(whatIsBroken())}: ${waits.length ? waits.join("; ") : "let a customer give two stars, and what cannot be sent waits in the outbox"}.`);
}

function whatIsBroken() {
  const { program, troubles } = page.fate;
  return [
    program === "down" && "the program was killed with SIGKILL",
    program === "starting" && "the program is starting, and finds what it had in hand",
    troubles.includes("slack down") && "Slack is down",
    troubles.includes("telegram down") && "Telegram is down",
    troubles.includes("telegram busy") && "Telegram answers 429 (too many requests)",
  ].filter(Boolean);
}

function whatWaits() {
  const outbox = Object.entries(page.waiting).filter(([, number]) => number).map(([channel, number]) => letters(number, READERS[channel]));
  return [
    outbox.length && `${together(outbox)} ${wait(count())} in the outbox, committed and safe`,
    hearsNoCustomer() && "what customers write waits at Telegram",
  ].filter(Boolean);
}

const hearsNoCustomer = () => page.fate.program !== "running" || page.fate.troubles.includes("telegram down");
const together = (parts) => new Intl.ListFormat("en-GB").format(parts);
const sentence = (words) => words[0].toUpperCase() + words.slice(1);

function mendingWords() {
  if (!page.fate.hears_slack) return "Mended: the program connects to Slack again within seconds.";
  if (page.unheard) return "Mended: what customers wrote still waits at Telegram, and is fetched within seconds.";
  return count() ? `Mended: ${letters(count())} will leave within ten seconds. (+10 minutes makes it now.)` : "Mended.";
}
