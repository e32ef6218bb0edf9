// What the tour tells and plays: Ada's broken plate, from the parcel to the answer, and then what can go wrong.
//
// `who` is in play, with their `thread` in Slack or without; `place` is the tab of a narrow window. A step that is
// done moves on by itself, unless it `stays` for what there is to be seen; one that was done before the tour came
// to it is shown, and not done twice. `isWide` leaves the rest in the light.

import { byId } from "./dom.js";
import { goTo } from "./tabs.js";
import { close, isOpen, open } from "./underneath.js";

const PATIENCE_MS = 20_000;
const KEYSTROKE_MS = 14;
const ADA = "Ada Whitfield";
const LUCA = "Luca Moretti";
const EMMA = "Emma Larsen";
const TWO_DAYS_MS = 2 * 86_400_000;
const LOOK_MS = 2000;

const last = (selector, root = document) => [...root.querySelectorAll(selector)].at(-1);
const button = (name, root) => [...(root?.querySelectorAll("button") ?? [])].filter((one) => one.textContent.trim() === name).at(-1);
const card = (name = ADA) => [...byId("messages").querySelectorAll("article")].filter((one) => one.textContent.includes(`${name}: `)).at(-1);
const fromBot = (page, words) => page.phoneOf(ADA).messages.some(({ mine, text }) => !mine && text.includes(words));

const twoDaysPassed = (page) => page.timeSince() >= TWO_DAYS_MS;

/** Waits until `find` gives something. Throws when it does not. */
async function until(find) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = find();
    if (found) return found;
    await pause(50);
  }
  throw new Error("waited in vain");
}

async function type(field, text) {
  field.focus();
  for (const letter of text) {
    field.value += letter;
    await pause(KEYSTROKE_MS);
  }
}

const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

/** In the chat that is open; a narrow window goes there. */
async function write(text) {
  goTo("phone");
  await type(byId("words"), text);
  byId("compose").requestSubmit();
}

async function fillForm(fill) {
  const form = await until(() => byId("form").open && byId("form").querySelector("form"));
  await fill(form);
  form.requestSubmit();
  await until(() => !byId("form").open);
}

export const STEPS = [
  {
    who: ADA,
    title: "From a parcel to a reply",
    words: "A shop, a customer’s phone, the staff’s Slack, and between them the real program with its database. Do each step yourself, or have it done.",
    target: () => null,
  },
  {
    who: ADA,
    place: "shop",
    title: "Ada’s parcel arrives",
    words: "The shop tells the program so, by a signed webhook, and gets back a link for this very order.",
    target: () => byId("orders").firstElementChild,
    isDone: (page) => page.ordersOf()[0]?.state === "delivered",
    play: async () => button("Parcel arrives", byId("orders"))?.click(),
  },
  {
    who: ADA,
    place: "phone",
    title: "She opens the link",
    words: "From the order mail, or by a QR code on the receipt. START, and the chat knows who she is and what she bought.",
    begin: (page) => page.openLink(page.ordersOf()[0]?.start),
    target: () => (byId("start").hidden ? last("#chat article") : byId("start")),
    isDone: (page) => fromBot(page, "How was the delivery"),
    play: async () => (await until(() => !byId("start").hidden && byId("start"))).click(),
  },
  {
    who: ADA,
    place: "phone",
    title: "Two stars",
    words: "One tap. The answer is committed to the database before Telegram is told that it was received.",
    target: () => last("#chat .keyboard"),
    isDone: (page) => fromBot(page, "main reason"),
    play: async () => (await until(() => button("2 ⭐", byId("chat")))).click(),
  },
  {
    who: ADA,
    place: "phone",
    title: "And why",
    words: "Words, a photo, a voice message: whatever is at hand. A complaint waits three minutes for its reason.",
    target: () => byId("compose"),
    isDone: (page) => fromBot(page, "We are sorry"),
    async play() {
      await type(byId("words"), "It came in three pieces. It was for my mother’s birthday.");
      byId("sample-photo").click();
    },
  },
  {
    who: ADA,
    place: "slack",
    title: "It stands in Slack",
    words: "Who, which order, what was said, why it came here, and by when it must be answered: your rules, in one file.",
    target: () => card(),
  },
  {
    who: ADA,
    place: "slack",
    title: "Somebody takes it",
    words: "Claim, and the card says whose it is.",
    target: () => button("Claim", card()) ?? card(),
    isDone: () => card() && !button("Claim", card()),
    play: async () => (await until(() => button("Claim", card()))).click(),
  },
  {
    who: ADA,
    place: "slack",
    title: "And answers",
    words: "What is written here goes to Ada’s chat. What colleagues write in the thread stays among them.",
    target: () => button("Reply", card()) ?? card(),
    isDone: (page) => page.threadOf(ADA).includes("delivered"),
    async play(page) {
      (await until(() => button("Reply", card()))).click();
      await fillForm((form) => type(form.querySelector("textarea"), "Dear Ada, I am so sorry. A new plate leaves today. Giulia"));
      await until(() => page.threadOf(ADA).includes("delivered"));
    },
  },
  {
    who: ADA,
    place: "phone",
    title: "She reads it where she wrote",
    words: "The thread in Slack says “delivered” only once Telegram has it. The clock of the first response has stopped.",
    target: () => last("#chat article"),
  },
  {
    who: ADA,
    place: "slack",
    title: "Settled",
    words: "A ticket closes with its cause, and Ada is told. If she writes again, it opens again.",
    target: () => button("Resolve", card()) ?? card(),
    isDone: () => Boolean(button("Reopen", card())),
    async play() {
      (await until(() => button("Resolve", card()))).click();
      await fillForm((form) => { form.querySelector("select").value = [...form.querySelectorAll("option")].find(({ text }) => text === "Damaged").value; });
      await until(() => button("Reopen", card()));
    },
  },
  {
    who: LUCA,
    place: "phone",
    stays: true,
    title: "Nobody is forgotten",
    words: "Luca has not answered yet. Due times are rows in the database: two days later he is reminded, once, and never at night.",
    begin: (page) => page.noteTime(),
    target: (page) => (twoDaysPassed(page) ? last("#chat article") : document.querySelector(".clock")),
    isDone: twoDaysPassed,
    play: async () => document.querySelector('[data-push="2880"]').click(),
  },
  {
    who: LUCA,
    isWide: true,
    stays: true,
    title: "Look underneath",
    words: "Luca’s place in the flow, what came in, what waits to be sent, and every clock that runs: read from the database itself.",
    target: () => (isOpen() ? byId("underneath") : byId("underneath-toggle")),
    isDone: isOpen,
    play: async () => open(),
  },
  {
    who: EMMA,
    thread: true,
    place: "slack",
    isWide: true,
    stays: true,
    title: "Now break it",
    words: "Press “Slack is down”, write something as Emma, and press it again. She is answered at once; what Slack must hear waits in the outbox, and comes once.",
    begin: close,
    target: () => document.querySelector(".fate"),
    async play(page) {
      const slackIsDown = document.querySelector('[data-trouble="slack down"]');
      slackIsDown.click();
      await until(() => slackIsDown.getAttribute("aria-pressed") === "true");
      await pause(LOOK_MS);
      await write("Is there any news?");
      await until(() => page.waiting.slack > 0);
      await pause(LOOK_MS);
      goTo("slack");
      slackIsDown.click();
      await until(() => slackIsDown.getAttribute("aria-pressed") === "false");
      document.querySelector('[data-push="10"]').click(); // no need to wait for the next try
      await until(() => page.threadOf(EMMA).includes("any news"));
    },
  },
  {
    who: EMMA,
    thread: true,
    place: "phone",
    isWide: true,
    stays: true,
    title: "Even kill it",
    words: "Press “Kill the program”: SIGKILL, no last word. What Emma writes now waits at Telegram. “Start it again”, and it goes on where it was. Nothing gets lost.",
    target: () => document.querySelector(".fate"),
    async play(page) {
      byId("kill").click();
      await until(() => page.fate.program === "down");
      await write("The birthday is on Saturday.");
      await until(() => page.phoneOf(EMMA).undelivered.length);
      await pause(LOOK_MS);
      byId("kill").click();
      await until(() => page.threadOf(EMMA).includes("on Saturday"));
      goTo("slack");
    },
  },
];
