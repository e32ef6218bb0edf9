// The drawer that shows what the database holds about the chosen customer. It reads only while it is open.

import { byId, el, showList } from "./dom.js";
import { left, second } from "./times.js";

let page;
let seen = null;
let isReading = false;
let isStale = false;

/** `page` has `customer()`. */
export function setUpUnderneath(ofPage) {
  page = ofPage;
  byId("underneath-toggle").addEventListener("click", () => (isOpen() ? close() : open()));
  byId("underneath-close").addEventListener("click", close);
  byId("underneath").addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  setInterval(() => { if (isOpen() && seen) showClocks(); }, 1000);
}

export const isOpen = () => !byId("underneath").hidden;

export function open() {
  byId("underneath").hidden = false;
  byId("underneath-toggle").setAttribute("aria-expanded", "true");
  byId("underneath-title").focus({ preventScroll: true });
  refresh();
}

export function close() {
  byId("underneath").hidden = true;
  byId("underneath-toggle").setAttribute("aria-expanded", "false");
  byId("underneath-toggle").focus();
}

/** Reads anew, once more if something changes meanwhile. */
export async function refresh() {
  isStale = true;
  if (!isOpen() || isReading) return;
  isReading = true;
  while (isStale && isOpen()) {
    isStale = false;
    const answer = await fetch(`/underneath/${page.customer().id}`).catch(() => null);
    if (answer?.ok) show(await answer.json());
  }
  isReading = false;
}

function show(records) {
  seen = records;
  byId("underneath-about").textContent = `${page.customer().name}, as the database has it`;
  showRun(records.run);
  showList(byId("arrivals"), records.arrivals.length ? records.arrivals : [NOTHING], (row) => row.key ?? "nothing", drawArrival);
  showLetters();
  showClocks();
}

const NOTHING = { nothing: "Nothing yet." };
const nothing = (row) => el("li", { class: "nothing" }, row.nothing);

function showRun(run) {
  byId("run-about").textContent = run ? `“${run.flow}”, run ${run.id}: ${run.status}, step ${run.step}` : "No run yet: nothing was bought, or nothing has arrived.";
  showList(byId("run"), run?.nodes ?? [], (node) => `${run.id} ${node.id}`, drawNode);
}

function drawNode(node) {
  const answer = node.answer === null ? null : el("span", { class: "answer" }, ` ${node.asks === "text" ? `“${node.answer}”` : node.answer}`);
  return el("li", { class: node.stands.replace(" ", "-"), "aria-current": node.stands === "here" ? "step" : null },
    el("b", {}, node.asks === "nothing" ? "says" : `asks ${node.asks}`), answer,
    el("small", {}, node.when ? ` when ${node.when}` : ""),
    node.stands === "here" ? el("small", {}, " · waits for an answer") : null,
    node.stands === "left out" ? el("small", {}, " · left out") : null,
    el("span", { class: "words" }, node.words.replaceAll(/\{\{\s*([a-z_.]+)[^}]*\}\}/g, "‹$1›")));
}

function drawArrival(row) {
  if (row.nothing) return nothing(row);
  const acknowledgement = {
    true: el("span", { class: "ack" }, "→ acknowledged"),
    false: el("span", { class: "not-yet" }, "→ not yet acknowledged"),
  }[row.acknowledged] ?? el("span", { class: "ack" }, "→ answered after it");
  return el("li", {}, el("b", {}, row.from), el("code", {}, shorten(row.key)),
    el("span", {}, "committed ", el("time", {}, second(row.handled_at))), acknowledgement);
}

const shorten = (key) => (key.length > 14 ? `…${key.slice(-12)}` : key);

function showLetters() {
  showList(byId("letters"), seen.letters.length ? seen.letters : [NOTHING], (row) => row.id ?? "nothing", drawLetter);
}

function drawLetter(row) {
  if (row.nothing) return nothing(row);
  return el("li", {}, el("b", {}, row.channel), el("span", {}, row.kind), stages(row),
    el("time", {}, second(row.sent_at ?? row.queued_at)), why(row));
}

/** Written, claimed, sent: those that are past, and the one that is now. */
function stages(row) {
  const isSent = row.state === "sent";
  const isClaimed = row.leased_until !== null;
  const stage = (name, look) => el("span", { class: look }, name);
  const end = { sent: ["sent", "past"], unknown: ["unknown", "unknown"], "gave up": ["not needed", "over"] }[row.state];
  const tries = row.attempts > 1 ? ` ×${row.attempts}` : "";
  return el("span", { class: "stages" },
    stage("written", row.attempts || isSent ? "past" : "now"), "→",
    stage(`claimed${tries}`, isSent ? "past" : isClaimed ? "now" : row.attempts ? "past" : ""), "→",
    end ? stage(...end) : stage(row.attempts && !isClaimed ? "waits" : "sent", row.attempts && !isClaimed ? "now" : ""));
}

function why(row) {
  if (row.state === "sent" || !row.reason) return null;
  return el("span", { class: "why" }, row.state === "pending" ? `${row.reason}: tried again at ${second(row.not_before)}` : row.reason);
}

const PURPOSE = { start: "the next survey", remind: "a reminder", expire: "the question expires", "open ticket": "a ticket, with or without a reason" };

function showClocks() {
  const ticket = seen.ticket;
  const items = [
    ...(ticket ? [{ key: "ticket", ...ticketClock(ticket) }] : []),
    ...seen.timers.map((timer) => ({ key: timer.id, name: PURPOSE[timer.purpose] ?? timer.purpose, shows: left(timer.due_at), look: "" })),
  ];
  byId("clocks-about").textContent = ticket ? `Ticket ${ticket.id}: ${ticket.state}${ticket.has_card ? "" : ", no card yet"}` : "Due times are rows; a timer runs late rather than never.";
  showList(byId("clocks"), items.length ? items : [NOTHING], (item) => item.key ?? "nothing", (item) =>
    item.nothing ? nothing(item) : el("li", {}, el("span", {}, item.name), el("time", { class: item.look }, item.shows)));
}

function ticketClock(ticket) {
  if (ticket.first_response_at) return { name: "first response", shows: `given ${second(ticket.first_response_at)}`, look: "kept" };
  const shows = left(ticket.due_at);
  return { name: "first response due", shows, look: shows.startsWith("late") ? "late" : "" };
}
