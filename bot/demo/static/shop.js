// The shop: whose phone is in the hand, and what they have ordered.

import { act } from "./acts.js";
import { byId, closeWhenDone, el, initials, showList } from "./dom.js";

const DEED = { delivered: "Parcel arrives", returned: "Comes back" };
const COLOURS = 8;

let page;

/** `page` has `choose(customer id)`, `customer()`, `ordersOf()`, `unread(customer id)` and `openLink(start)`. */
export function setUpShop(ofPage) {
  page = ofPage;
  byId("buy").addEventListener("submit", (event) => {
    event.preventDefault();
    act("buy", { customer: page.customer().id, sku: byId("product").value });
  });
}

export function showProducts(products) {
  showList(byId("product"), products, (product) => product.sku, (product) => el("option", { value: product.sku }, product.name));
}

export function showCustomers(customers) {
  const items = customers.map((customer, at) => ({
    ...customer,
    colour: at % COLOURS,
    chosen: customer.id === page.customer().id,
    unread: page.unread(customer.id),
  }));
  showList(byId("customers"), items, (item) => item.id, drawCustomer);
}

function drawCustomer({ id, name, language, colour, chosen, unread }) {
  const badge = unread ? el("span", { class: "badge" }, String(unread), el("span", { class: "unseen" }, " new")) : null;
  return el("li", {}, el("button", {
    type: "button", "data-name": id, "aria-current": chosen ? "true" : null, onclick: () => page.choose(id),
  },
    el("span", { class: `avatar round colour-${colour}`, "aria-hidden": "true" }, initials(name)),
    el("span", {}, name), badge ?? el("small", {}, language)));
}

export function showOrders() {
  const customer = page.customer();
  byId("orders-title").textContent = `${customer.first_name}’s orders`;
  byId("buy-button").textContent = `${customer.first_name} buys it`;
  showList(byId("orders"), page.ordersOf(), (order) => order.number, drawOrder);
}

function drawOrder(order) {
  const deed = order.next && el("button", {
    type: "button",
    class: order.next === "delivered" ? "main" : "",
    "data-name": `${order.number} ${order.next}`,
    onclick: () => act("order", { number: order.number, state: order.next }),
  }, DEED[order.next]);
  const open = el("button", {
    type: "button", "data-name": `${order.number} link`, title: order.link, onclick: () => page.openLink(order.start),
  }, "Open link");
  return el("li", { class: "order" },
    el("p", {}, el("b", {}, order.number), el("span", { class: `state ${order.state.replaceAll(" ", "-")}` }, order.state)),
    el("p", { class: "what" }, order.product, el("small", {}, order.price)),
    el("div", { class: "row" }, deed || null, open,
      closeWhenDone(el("details", { class: "menu qr" },
        el("summary", { "aria-label": `QR code of ${order.number}` }, "QR"),
        el("div", { class: "sheet" }, el("img", { src: order.qr, alt: `QR code that opens ${order.link}`, width: 150, height: 150 }))))));
}
