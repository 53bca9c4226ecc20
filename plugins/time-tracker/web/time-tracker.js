// <tracker-page>: start and stop one's own timer, and what was tracked, by day. A timer stopped elsewhere stops here at once.
import { css, html } from 'lit';
import { LoadingElement, api, format, icon, now, session, to_server_time, toast, workspace } from '@mortise/shell';
import './tracker-days.js';

const page_size = 50;

class TrackerPage extends LoadingElement {
  static plugin = 'time-tracker';

  static properties = { entries: { state: true }, last: { state: true }, busy: { state: true }, description: { state: true } };

  static styles = css`
    .head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; }
    .week { margin: 0 0 1rem; font-variant-numeric: tabular-nums; }
    form { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; padding: 1rem 1.25rem; min-height: 6.25rem; }
    form.going { align-items: center; }
    form .field { flex: 1 1 16rem; margin: 0; }
    .running { flex: 1 1 16rem; min-width: 0; }
    .running strong { display: block; overflow-wrap: anywhere; }
    .elapsed { font-size: var(--mortise-size-clock); font-weight: var(--mortise-weight-strong); min-width: 6.5rem; text-align: end; }
  `;

  constructor() {
    super();
    this.entries = [];
    this.pages = 1;
    this.description = '';
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of ['timer.started', 'timer.stopped', 'time_entry.updated', 'time_entry.deleted']) {
      this.on_event(name, (data) => data.workspaceId === workspace()?.id && data.userId === session()?.user.id && this.load());
    }
  }

  get base() { return `/workspaces/${workspace().id}`; }

  get running() { return this.entries.find(({ timeInterval }) => timeInterval.end === null); }

  fetch() {
    return api.page(`${this.base}/user/${session().user.id}/time-entries`, { page: 1, 'page-size': this.pages * page_size });
  }

  receive({ items, last }) {
    this.entries = items;
    this.last = last;
  }

  render() {
    return html`
      <div class="head">
        <h1>${this.t('heading')}</h1>
        ${this.status === 'ready' ? this.week() : ''}
      </div>
      ${this.timer()}
      ${this.status === 'loading' ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.status === 'ready' ? this.list() : ''}`;
  }

  // The week so far, in the viewer's zone, from Monday; nothing where it is longer than what is loaded.
  week() {
    const monday = new Date(now());
    monday.setHours(0, 0, 0, 0);
    monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
    const oldest = this.entries.at(-1);
    if (!this.last && oldest && Date.parse(oldest.timeInterval.start) >= monday) return '';
    const ended = this.entries.filter(({ timeInterval: { start, end } }) => end !== null && Date.parse(start) >= monday);
    const milliseconds = ended.reduce((sum, { timeInterval: { start, end } }) => sum + Date.parse(end) - Date.parse(start), 0);
    const running = this.running && Date.parse(this.running.timeInterval.start) >= monday;
    return html`<p class="week"><span class="quiet">${this.t('week')}</span>
      <strong>${running ? html`<mortise-elapsed since=${this.running.timeInterval.start} plus=${milliseconds}></mortise-elapsed>` : format.duration(milliseconds)}</strong></p>`;
  }

  timer() {
    const entry = this.running;
    if (!entry) return html`
      <form class="card" aria-label=${this.t('timer')} @submit=${this.start}>
        <div class="field">
          <label for="description">${this.t('description')}</label>
          <input id="description" maxlength="3000" autocomplete="off" .value=${this.description} @input=${(event) => { this.description = event.target.value; }}>
        </div>
        <button class="button primary" ?disabled=${this.busy || this.status === 'loading'}>${icon('play')}${this.t('start')}</button>
      </form>`;
    return html`
      <form class="card going" aria-label=${this.t('timer')} @submit=${this.stop}>
        <div class="running">
          <strong>${entry.description || this.t('no-description')}</strong>
          <span class="quiet">${this.t('since', { time: format.time(entry.timeInterval.start) })}</span>
        </div>
        <mortise-elapsed class="elapsed" since=${entry.timeInterval.start}></mortise-elapsed>
        <button class="button danger" ?disabled=${this.busy}>${icon('stop')}${this.t('stop')}</button>
      </form>`;
  }

  list() {
    const ended = this.entries.filter(({ timeInterval }) => timeInterval.end !== null);
    if (ended.length === 0) return html`<div class="card empty"><p>${this.t('empty')}</p></div>`;
    return html`
      <tracker-days .entries=${ended} .running=${this.running ?? null} @again=${(event) => this.begin(event.detail)} @changed=${this.load}></tracker-days>
      ${this.last ? '' : html`<button class="button" @click=${this.more}>${this.t('more')}</button>`}`;
  }

  more() {
    this.pages += 1;
    return this.load();
  }

  start(event) {
    event.preventDefault();
    return this.begin(this.description.trim());
  }

  begin(description) {
    return this.attempt(async () => {
      await api.post(`${this.base}/time-entries`, { start: to_server_time(now()), description });
      this.description = '';
    });
  }

  stop(event) {
    event.preventDefault();
    return this.attempt(() => api.patch(`${this.base}/user/${session().user.id}/time-entries`, { end: to_server_time(now()) }));
  }

  async attempt(action) {
    this.busy = true;
    try {
      await action();
    } catch (error) {
      toast(this.problem(error), { kind: 'error' });
    }
    await this.load();
    this.busy = false;
  }
}

customElements.define('tracker-page', TrackerPage);
