// A page on which time stands still, so that a picture of it is the same on any day: whatever the server says of a time becomes as far from
// one fixed moment as it was from now, and the page's clock shows that moment.
const moment = Date.parse('2026-03-12T12:00:00Z');   // a Thursday

// Runs in the page, before any of its own scripts.
function still_answers(moment) {
  const minute = 60_000, hour = 60 * minute, day = 24 * hour;
  const midnight = (time) => time - (time % day);
  const pattern = /"(\w+)":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)"/g;

  // Past time entries keep their time of day; what is of just now is of two minutes ago.
  function stilled(key, time, now) {
    const distance = time - now;
    if (Math.abs(distance) < 3 * minute) return moment - 2 * minute;
    if (['start', 'end'].includes(key) && distance < -3 * hour) return time + midnight(moment) - midnight(now);
    return moment + Math.round(distance / minute) * minute;
  }

  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    const now = Date.parse(answer.headers.get('Date'));
    const text = (await answer.text()).replace(pattern, (_, key, time) => `"${key}":"${new Date(stilled(key, Date.parse(time), now)).toISOString()}"`);
    const headers = new Headers(answer.headers);
    headers.set('Date', new Date(moment).toUTCString());
    return new Response(answer.status === 204 ? null : text, { status: answer.status, headers });
  };
}

export async function hold_still(context) {
  await context.clock.setFixedTime(moment);
  await context.addInitScript(still_answers, moment);
}
