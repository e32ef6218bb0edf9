// Builds and updates elements. Words from customers and staff only ever become text nodes.

/** Makes an element. `on…` properties are listeners; true sets an attribute, false, null and undefined leave it out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Makes the children of `parent` show `items`, leaving alone what has not changed, so that a screen reader
 * hears only what is new. `key` tells items apart, `draw` makes an element of one, `around` is whatever else
 * its look depends on.
 */
export function showList(parent, items, key, draw, around = "") {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement;
  const wanted = items.map((item) => {
    const name = String(key(item));
    const look = JSON.stringify(item) + around;
    const old = known.get(name);
    if (old && old.look === look) return old;
    const drawn = draw(item);
    drawn.dataset.key = name;
    drawn.look = look;
    if (old && old.contains(focused)) keepFocus(drawn, focused);
    return drawn;
  });
  const keep = new Set(wanted);
  const goesOn = wanted.some((child) => known.has(child.dataset.key));
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, at) => {
    child.classList.toggle("arrives", goesOn && !known.has(child.dataset.key));
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}

/** Once drawn, the focus goes to the twin of what had it, else to the whole. */
function keepFocus(drawn, focused) {
  const name = focused.getAttribute("data-name");
  queueMicrotask(() => {
    const twin = name && drawn.querySelector(`[data-name="${CSS.escape(name)}"]`);
    if (!twin) drawn.tabIndex = -1;
    (twin || drawn).focus({ preventScroll: true });
  });
}

const NEAR = 60; // pixels from the end that still count as reading the newest

/** From now on this list stays at its newest item, unless the reader has scrolled up from it. */
export function stickToEnd(scroller) {
  let before = 0;
  scroller.addEventListener("scroll", () => {
    const isFar = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > NEAR;
    scroller.isAway = isFar && (scroller.isAway || scroller.scrollTop < before); // what only grows is not left
    before = scroller.scrollTop;
  });
  const follow = () => { if (!scroller.isAway) goToEnd(scroller); };
  new ResizeObserver(follow).observe(scroller);
  new MutationObserver(follow).observe(scroller, { childList: true });
  scroller.addEventListener("load", follow, { capture: true }); // pictures grow when they come
}

export function goToEnd(scroller) {
  scroller.isAway = false;
  scroller.scrollTop = scroller.scrollHeight;
}

/** A menu closes once something was chosen, when the focus leaves it, and at Escape. */
export function closeWhenDone(menu) {
  menu.addEventListener("click", (event) => { if (event.target.closest(".sheet button")) menu.open = false; });
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  return menu;
}

export const initials = (name) => name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("");

export const byId = (id) => document.getElementById(id);
