// The guided tour: one caption after the other, beside the place in question. What is to be done is done by the
// visitor, or by the tour on request, through the same buttons.

import { byId } from "./dom.js";
import { goTo } from "./tabs.js";
import { STEPS } from "./tour-steps.js";

const GAP = 16; // pixels between a place and its caption
const EDGE = 10;
const SCROLLERS = ".messages, .chat";
const LOOK_MS = 120;
const BREATH_MS = 900; // to see what happened before the caption moves on

let page;
let at = null;
let isPlaying = false;
let wasPlayed = false;
let stays = false;
let movingOn = null;
let following = null;
let lit = null;

export function setUpTour(ofPage) {
  page = ofPage;
  byId("tour-start").addEventListener("click", start);
  byId("tour-end").addEventListener("click", end);
  byId("tour-next").addEventListener("click", () => go(at + 1, { focus: true }));
  byId("tour-back").addEventListener("click", () => go(at - 1, { focus: true }));
  byId("tour-do").addEventListener("click", play);
  byId("tour").addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") go(at + 1, { focus: true });
    if (event.key === "ArrowLeft") go(at - 1, { focus: true });
  });
  document.addEventListener("keydown", (event) => {
    const isForOther = event.target.closest?.("dialog, details, .underneath");
    if (event.key === "Escape" && at !== null && !isForOther) end();
  });
}

function start() {
  page.links.clear();
  following = setInterval(follow, LOOK_MS);
  go(0, { focus: true });
}

function end() {
  clearInterval(following);
  clearTimeout(movingOn);
  movingOn = null;
  at = null;
  byId("tour").hidden = byId("spotlight").hidden = true;
  byId("tour-start").focus();
}

function go(to, { focus }) {
  if (at !== null && to >= STEPS.length) return end();
  clearTimeout(movingOn);
  movingOn = null;
  wasPlayed = false;
  at = Math.max(0, to);
  const step = STEPS[at];
  page.setScene(step.who, step);
  const isDone = Boolean(step.isDone?.(page)); // in a tour before this one, or ahead of it
  stays = step.stays || isDone;
  if (!isDone) step.begin?.(page);
  if (step.place) show(step.place);
  byId("tour-count").textContent = `${at + 1} of ${STEPS.length}${isDone ? " · done already" : ""}`;
  byId("tour-title").textContent = step.title;
  byId("tour-words").textContent = step.words;
  byId("tour-back").hidden = at === 0;
  byId("tour-do").hidden = !step.play || isDone;
  byId("tour-next").textContent = at === STEPS.length - 1 ? "Finish" : "Next";
  byId("tour-next").classList.toggle("main", !step.play || isDone);
  byId("tour-end").hidden = at === STEPS.length - 1;
  byId("spotlight").classList.toggle("dim", !step.isWide);
  byId("tour").hidden = false;
  lit = null;
  place();
  if (focus) byId("tour-title").focus({ preventScroll: true });
  else byId("said").textContent = `${step.title}. ${step.words}`;
}

function show(place) {
  goTo(place);
  byId(place).scrollIntoView({ block: "nearest" });
}

/** Stays with the place, and goes on when what was asked for has been done; a visitor at work keeps the focus. */
function follow() {
  place();
  const step = STEPS[at];
  if (isPlaying || movingOn) return;
  if (stays && (wasPlayed || step.isDone?.(page))) return offerNext();
  if (stays || !step.isDone?.(page)) return;
  const focus = wasPlayed;
  movingOn = setTimeout(() => go(at + 1, { focus }), BREATH_MS);
}

/** There is something to look at: the visitor goes on when it has been seen. */
function offerNext() {
  if (byId("tour-do").hidden) return;
  byId("tour-do").hidden = true;
  byId("tour-next").classList.add("main");
  if (wasPlayed) byId("tour-next").focus({ preventScroll: true });
}

async function play() {
  if (isPlaying) return;
  isPlaying = true;
  byId("tour-do").setAttribute("aria-disabled", "true");
  const step = STEPS[at];
  try {
    await step.play(page);
  } catch {
    byId("said").textContent = byId("tour-words").textContent = "This was played in another way already. Next goes on.";
  }
  byId("tour-do").removeAttribute("aria-disabled");
  isPlaying = false;
  wasPlayed = at !== null && STEPS[at] === step;
}

/** Puts the light on the place and the caption beside it, wherever there is most room. */
function place() {
  const target = STEPS[at].target(page) ?? null;
  if (target !== lit && target) reveal(target);
  lit = target;
  const light = byId("spotlight");
  const isCovered = byId("form").open;
  light.hidden = !target || isCovered;
  const box = visible(target ?? document.body);
  Object.assign(light.style, { left: `${box.left - 4}px`, top: `${box.top - 4}px`, width: `${box.width + 8}px`, height: `${box.height + 8}px` });
  const caption = byId("tour");
  const [x, y] = target ? beside(box, target, caption) : [(innerWidth - caption.offsetWidth) / 2, innerHeight * 0.3];
  caption.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

/** Scrolls it into sight, with the app that it is in; of what is too tall for that, the beginning. */
function reveal(target) {
  const { top, bottom } = target.getBoundingClientRect();
  const frame = target.closest(SCROLLERS);
  if (!frame && top >= 0 && bottom <= innerHeight) return;
  (target.closest("main > section") ?? target).scrollIntoView({ block: "nearest" });
  if (frame && target.offsetHeight > frame.clientHeight) frame.scrollTop += target.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  else target.scrollIntoView({ block: "nearest" });
}

/** The part of a place that is not scrolled away. */
function visible(target) {
  const { left, top, right, bottom } = target.getBoundingClientRect();
  const frame = target.closest(SCROLLERS)?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  const [from, to] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  return new DOMRect(left, from, right - left, Math.max(0, to - from));
}

/** At the side of the app that the place is in; or else, and for the head of the page, below the place, or above it. */
function beside(box, target, { offsetWidth: width, offsetHeight: height }) {
  const inside = (value, room, size) => Math.min(Math.max(value, EDGE), room - size - EDGE);
  const level = inside(box.top + box.height / 2 - height / 2, innerHeight, height);
  const app = (target.closest(".glass, .pane") ?? target).getBoundingClientRect();
  const [onTheLeft, onTheRight] = [app.left - GAP - width, app.right + GAP];
  const hasSides = !target.closest(".top");
  if (hasSides && onTheLeft > 0 && app.left > innerWidth / 2) return [onTheLeft, level];
  if (hasSides && onTheRight + width < innerWidth) return [onTheRight, level];
  if (hasSides && onTheLeft > 0) return [onTheLeft, level];
  const across = inside(box.left, innerWidth, width);
  const [below, above] = [box.bottom + GAP, box.top - GAP - height];
  const isBelow = below + height < innerHeight || above < EDGE;
  return [across, inside(isBelow ? below : above, innerHeight, height)];
}
