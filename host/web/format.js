// Times and durations in the viewer's language and zone, by the server's clock.
import { language } from './text.js';

let ahead = 0;  // milliseconds that the server's clock is ahead of ours

export function observe_server_time(date) {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  // The header has whole seconds: differences below one are noise.
  ahead = Math.abs(difference) < 1500 ? 0 : difference;
}

export const now = () => Date.now() + ahead;

// The browser's own variety of the language (en-GB), where it has one.
const locale = () => navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language()) ?? language();
const made = new Map();
function formatter(kind, options) {
  const key = `${locale()} ${kind.name} ${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, new kind(locale(), options));
  return made.get(key);
}

export const format = {
  date: (time) => formatter(Intl.DateTimeFormat, { dateStyle: 'medium' }).format(new Date(time)),
  day: (time) => formatter(Intl.DateTimeFormat, { weekday: 'short', day: 'numeric', month: 'long' }).format(new Date(time)),
  // Today, yesterday, or the day itself.
  day_name(time) {
    const midnight = (of) => new Date(of).setHours(0, 0, 0, 0);
    const days = Math.round((midnight(time) - midnight(now())) / 86_400_000);
    if (days > 0 || days < -1) return format.day(time);
    const name = formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(days, 'day');
    return name.charAt(0).toLocaleUpperCase(locale()) + name.slice(1);
  },
  list: (items) => formatter(Intl.ListFormat, { type: 'conjunction' }).format(items),
  time: (time) => formatter(Intl.DateTimeFormat, { timeStyle: 'short' }).format(new Date(time)),
  date_time: (time) => formatter(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time)),
  // The time alone when it is today.
  moment: (time) => (new Date(time).toDateString() === new Date(now()).toDateString() ? format.time(time) : format.date_time(time)),
  exact: (time) => formatter(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(time)),
  number: (value) => formatter(Intl.NumberFormat, {}).format(value),

  relative(time) {
    const seconds = (new Date(time) - now()) / 1000;
    const steps = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];
    const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
    const value = unit === 'second' && Math.abs(seconds) < 30 ? 0 : Math.round(seconds / size);
    return formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(value, unit);
  },

  // 1:02:03, from milliseconds; never negative.
  duration(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = (value) => String(value).padStart(2, '0');
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  },
};

// 2026-01-31T09:30:00 for an <input type="datetime-local" step="1">, and back to what the server takes.
export function to_local_input(time) {
  const date = new Date(time);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
export const to_server_time = (time) => `${new Date(time).toISOString().slice(0, 19)}Z`;
