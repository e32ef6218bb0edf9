// What the tour tells and plays: Ada's broken plate, from the parcel to the answer, and then what can go wrong.

import { byId } from "./dom.js";
import { isOpen, open } from "./underneath.js";

const PATIENCE_MS = 20_000;
const KEYSTROKE_MS = 14;
const ADA = "Ada Whitfield";
const EMMA = "Emma Larsen";
const TWO_DAYS_MS = 2 * 86_400_000;

const last = (selector, root = document) => [...root.querySelectorAll(selector)].at(-1);
const button = (name, root) => [...(root?.querySelectorAll("button") ?? [])].filter((one) => one.textContent.trim() === name).at(-1);
const card = (name = ADA) => [...byId("messages").querySelectorAll("article")].filter((one) => one.textContent.includes(`${name}: `)).at(-1);
const fromBot = (page, words) => page.phoneOf(ADA).messages.some(({ mine, text }) => !mine && text.includes(words));

/** Waits until `find` gives something. Throws when it does not. */
async function until(find) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = find();
    if (found) return found;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error("waited in vain");
}

async function type(field, text) {
  field.focus();
  for (const letter of text) {
    field.value += letter;
    await new Promise((go) => setTimeout(go, KEYSTROKE_MS));
  }
}

async function fillForm(fill) {
  const form = await until(() => byId("form").open && byId("form").querySelector("form"));
  await fill(form);
  form.requestSubmit();
  await until(() => !byId("form").open);
}

export const STEPS = [
  {
    title: "From a parcel to a reply",
    words: "The shop and a customer’s phone, the Slack of the shop’s staff, and between them the real program with its database. Do each step yourself, or have it done.",
    target: () => null,
  },
  {
    place: "shop",
    title: "Ada’s parcel arrives",
    words: "The shop tells the program so, by a signed webhook, and gets back a link for this very order.",
    begin: (page) => page.choosePerson(ADA),
    target: () => byId("orders").firstElementChild,
    isDone: (page) => page.ordersOf()[0]?.state === "delivered",
    play: async () => button("Parcel arrives", byId("orders"))?.click(),
  },
  {
    place: "phone",
    title: "She opens the link",
    words: "It stands on the order mail, or as a QR code on the receipt. START, and the chat knows who she is and what she bought.",
    begin: (page) => page.openLink(page.ordersOf()[0]?.start),
    target: () => (byId("start").hidden ? last("#chat article") : byId("start")),
    isDone: (page) => fromBot(page, "How was the delivery"),
    play: async () => (await until(() => !byId("start").hidden && byId("start"))).click(),
  },
  {
    place: "phone",
    title: "Two stars",
    words: "One tap. The answer is committed to the database before Telegram is told that it was received.",
    target: () => last("#chat .keyboard"),
    isDone: (page) => fromBot(page, "main reason"),
    play: async () => (await until(() => button("2 ⭐", byId("chat")))).click(),
  },
  {
    place: "phone",
    title: "And why",
    words: "Words, a photo, a voice message: whatever the customer has at hand. A complaint waits three minutes for its reason.",
    target: () => byId("compose"),
    isDone: (page) => fromBot(page, "We are sorry"),
    async play() {
      await type(byId("words"), "It came in three pieces. It was for my mother’s birthday.");
      byId("sample-photo").click();
    },
  },
  {
    place: "slack",
    title: "It stands in Slack",
    words: "Who, which order, what was said, why it came to this channel, and by when a person must have answered: your rules, in one file.",
    target: () => card(),
  },
  {
    place: "slack",
    title: "Somebody takes it",
    words: "Claim, and the card says whose it is.",
    target: () => button("Claim", card()) ?? card(),
    isDone: () => card() && !button("Claim", card()),
    play: async () => (await until(() => button("Claim", card()))).click(),
  },
  {
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
    place: "phone",
    title: "She reads it where she wrote",
    words: "The thread in Slack says “delivered” only once Telegram has it. The clock of the first response has stopped.",
    target: () => last("#chat article"),
  },
  {
    place: "slack",
    title: "Settled",
    words: "A ticket closes with its cause, and never without an answer. Ada is told; if she writes again, it opens again.",
    target: () => button("Resolve", card()) ?? card(),
    isDone: () => Boolean(button("Reopen", card())),
    async play() {
      (await until(() => button("Resolve", card()))).click();
      await fillForm((form) => { form.querySelector("select").value = [...form.querySelectorAll("option")].find(({ text }) => text === "Damaged").value; });
      await until(() => button("Reopen", card()));
    },
  },
  {
    title: "Nobody is forgotten",
    words: "Luca has not answered yet. Due times are rows in the database: two days later he is reminded, once, and never at night.",
    begin: (page) => page.noteTime(),
    target: () => document.querySelector(".clock"),
    isDone: (page) => page.timeSince() >= TWO_DAYS_MS,
    play: async () => document.querySelector('[data-push="2880"]').click(),
  },
  {
    isWide: true,
    title: "Look underneath",
    words: "The run’s place in the flow, what came in and was committed, what waits to be sent, and every clock that runs: read from the database itself.",
    target: () => (isOpen() ? byId("underneath") : byId("underneath-toggle")),
    isDone: isOpen,
    play: async () => open(),
  },
  {
    isWide: true,
    title: "Now break it",
    words: "Take Slack down, let a customer write, bring it back: what waited comes, once. Kill the program in the middle, with SIGKILL: it goes on where it was. Nothing gets lost.",
    begin: (page) => page.choosePerson(EMMA),
    target: () => document.querySelector(".fate"),
    async play(page) {
      const slackIsDown = document.querySelector('[data-trouble="slack down"]');
      slackIsDown.click();
      await until(() => slackIsDown.getAttribute("aria-pressed") === "true");
      await type(byId("words"), "Is there any news?");
      byId("compose").requestSubmit();
      await until(() => page.waiting.slack > 0);
      await new Promise((go) => setTimeout(go, 2500));
      slackIsDown.click();
      await until(() => page.threadOf(EMMA).includes("any news"));
    },
  },
];
