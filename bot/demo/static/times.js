// The demo's clock as the page knows it, and moments written as in the shop's country.

const ZONE = "Europe/Rome";
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options });
const HOUR = format({ hour: "2-digit", minute: "2-digit" });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const SHORT_DAY = format({ day: "numeric", month: "short", year: "numeric" });
const WHOLE = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

let shownAt = 0;
let heardAt = 0;

/** Takes the demo's present moment from the server. */
export function setClock(iso) {
  shownAt = Date.parse(iso);
  heardAt = performance.now();
}

export const now = () => new Date(shownAt + performance.now() - heardAt);

export const hour = (moment) => HOUR.format(moment);
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
