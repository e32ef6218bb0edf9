// Keeps what the server tells, and shows what is chosen of it.

import { act } from "./acts.js";
import { byId } from "./dom.js";
import { setUpFate, showFate } from "./fate.js";
import { showForm } from "./form.js";
import { setUpPhone, showPhone, showPhoneTime } from "./phone.js";
import { setUpShop, showCustomers, showOrders, showProducts } from "./shop.js";
import { setUpSlack, showChannel, showChannels, showPeople } from "./slack.js";
import { goTo, setUpTabs, showNews } from "./tabs.js";
import { now, setClock, whole } from "./times.js";
import { setUpTour } from "./tour.js";
import { refresh, setUpUnderneath } from "./underneath.js";

const phones = new Map();
const orders = new Map();
const channels = new Map();
const desks = new Map();
const seen = new Map();

/** What is chosen at this page, and ways to choose something else. */
const page = {
  cast: null,
  fate: null,
  waiting: {},
  unheard: 0,
  links: new Map(),
  thread: null,
  chosen: { customer: null, channel: null, person: null },

  customer: () => page.cast.customers.find(({ id }) => id === page.chosen.customer),
  person: () => page.cast.staff.find(({ id }) => id === page.chosen.person),
  chosenPhone: () => phones.get(page.chosen.customer),
  ordersOf: () => orders.get(page.chosen.customer) ?? [],
  chosenChannel: () => channels.get(page.chosen.channel),
  desk: () => desks.get(page.chosen.person),
  unread: (id) => (phones.has(id) ? fromBot(phones.get(id)) - (seen.get(id) ?? 0) : 0),
  unreadIn: (id) => channels.get(id).messages.length - (seen.get(id) ?? 0),

  /** For the tour: who is in play, by name, and the complaints in Slack, or the thread of theirs. */
  setScene(name, { thread = false } = {}) {
    page.openChannel(page.cast.channels[0].id);
    if (thread) page.thread = page.cardOf(name)?.ts ?? null;
    page.choose(page.customerCalled(name).id);
  },
  customerCalled: (name) => page.cast.customers.find((customer) => customer.name === name),
  phoneOf: (name) => phones.get(page.customerCalled(name).id),
  cardOf: (name) => page.chosenChannel().messages.filter(({ text }) => text.includes(name)).at(-1),
  threadOf: (name) => JSON.stringify(page.cardOf(name)?.thread ?? []),
  noteTime() { page.noted = now().getTime(); },
  timeSince: () => now().getTime() - page.noted,

  choose(id) {
    page.chosen.customer = id;
    showAll();
    refresh();
  },
  openLink(start) {
    page.links.set(page.chosen.customer, start);
    goTo("phone");
    showPhone();
    byId("phone").scrollIntoView({ block: "nearest" });
    byId("start").focus({ preventScroll: true });
  },
  openChannel(id) {
    page.chosen.channel = id;
    page.thread = null;
    showAll();
  },
  openThread(ts) {
    page.thread = ts;
    showAll();
    byId(ts ? "thread" : "messages").focus({ preventScroll: true });
  },
  signIn(id) {
    page.chosen.person = id;
    showAll();
  },
};

const fromBot = (phone) => phone.messages.filter(({ mine }) => !mine).length;

const hear = {
  cast(cast) {
    page.cast = cast;
    page.chosen.customer ??= cast.customers[0].id;
    page.chosen.channel ??= cast.channels[0].id;
    page.chosen.person ??= cast.staff[0].id;
    showProducts(cast.products);
  },
  clock({ now: moment }) {
    const isPush = byId("time").textContent.trim() !== "";
    setClock(moment);
    showTime();
    if (isPush) byId("said").textContent = `The clock shows ${whole(now())}`;
  },
  fate(fate) {
    page.fate = fate;
  },
  records({ waiting, unheard }) {
    Object.assign(page, { waiting, unheard });
    refresh();
  },
  phone(phone) {
    phones.set(phone.customer, phone);
    if (!seen.has(phone.customer)) seen.set(phone.customer, fromBot(phone));
  },
  orders(news) {
    orders.set(news.customer, news.orders);
  },
  channel(channel) {
    channels.set(channel.id, channel);
    if (!seen.has(channel.id)) seen.set(channel.id, channel.messages.length);
  },
  desk(desk) {
    desks.set(desk.person, desk);
  },
};

/** Draws once for all that came together. */
let waiting = false;
function showSoon() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    showAll();
  });
}

function showAll() {
  const complete = page.cast && page.fate && phones.size === page.cast.customers.length && channels.size === page.cast.channels.length && desks.size === page.cast.staff.length;
  if (!complete) return;
  const place = document.body.dataset.place;
  if (!isNarrow() || place === "phone") seen.set(page.chosen.customer, fromBot(page.chosenPhone()));
  if (!isNarrow() || place === "slack") seen.set(page.chosen.channel, page.chosenChannel().messages.length);
  showNews({ phone: page.unread(page.chosen.customer), slack: sum([...channels.keys()].map(page.unreadIn)) });
  showCustomers(page.cast.customers);
  showOrders();
  showPhone();
  showChannels([...channels.values()]);
  showPeople(page.cast.staff);
  showChannel();
  showForm(page.desk(), { names: page.cast.names });
  showFate();
}

const isNarrow = () => matchMedia("(max-width: 960px)").matches;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function showTime() {
  const shown = whole(now());
  if (byId("time").textContent !== shown) byId("time").textContent = shown;
  showPhoneTime();
}

function listen() {
  const news = new EventSource("/news");
  for (const [subject, take] of Object.entries(hear)) {
    news.addEventListener(subject, ({ data }) => {
      take(JSON.parse(data));
      showSoon();
    });
  }
  news.onopen = () => document.body.classList.remove("gone");
  news.onerror = () => document.body.classList.add("gone");
}

for (const button of document.querySelectorAll("[data-push]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    await act("clock", { minutes: Number(button.dataset.push) });
    button.disabled = false;
    if (document.activeElement === document.body) button.focus({ preventScroll: true });
  });
}

setUpShop(page);
setUpPhone(page);
setUpSlack(page);
setUpFate(page);
setUpUnderneath(page);
setUpTabs(showAll);
setUpTour(page);
setInterval(showTime, 1000);
listen();
