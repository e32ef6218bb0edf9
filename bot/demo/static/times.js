// The demo's clock as the page knows it, and moments written as in the shop's country.

const ZONE = "Europe/Rome";
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options });
const HOUR = format({ hour: "2-digit", minute: "2-digit" });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const SHORT_DAY = format({ day: "numeric", month: "short", year: "numeric" });
const WHOLE = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

const SECOND = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });

let shownAt = 0;
let heardAt = 0;

/** Takes the demo's present moment from the server. */
export function setClock(iso) {
  shownAt = Date.parse(iso);
  heardAt = performance.now();
}

export const now = () => new Date(shownAt + performance.now() - heardAt);

export const hour = (moment) => HOUR.format(moment);
export const second = (iso) => SECOND.format(new Date(iso));
export const whole = (moment) => WHOLE.format(moment);
export const sameDay = (one, other) => SHORT_DAY.format(one) === SHORT_DAY.format(other);
export const today = () => SHORT_DAY.format(now());

/** "Today", "Yesterday", "Tomorrow", or the day by its date, written by `format`. */
function named(moment, other) {
  const days = { Today: 0, Yesterday: -1, Tomorrow: 1 };
  for (const [name, away] of Object.entries(days)) {
    if (sameDay(moment, new Date(now().getTime() + away * 86_400_000))) return name;
  }
  return other.format(moment);
}

/** As within a sentence: "today", but "Monday 16 November". */
export const dayWithin = (moment) => named(moment, DAY).replace(/^(Today|Yesterday|Tomorrow)$/, (word) => word.toLowerCase());

export const dayName = (moment) => named(moment, DAY);
export const shortDay = (moment) => named(moment, SHORT_DAY);

/** A Slack timestamp, seconds with a fraction, as a moment. */
export const slackMoment = (ts) => new Date(Number(ts) * 1000);

/** How long it is until then by the demo's clock: "in 59:32", "in 2 d 3 h", "late by 0:07". */
export function left(iso) {
  const away = Math.round((Date.parse(iso) - now()) / 1000);
  const [seconds, minutes, hours] = [Math.abs(away) % 60, Math.floor(Math.abs(away) / 60), Math.floor(Math.abs(away) / 3600)];
  const length = hours >= 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : hours ? `${hours} h ${minutes % 60} min` : `${minutes}:${String(seconds).padStart(2, "0")}`;
  return `${away < 0 ? "late by" : "in"} ${length}`;
}
