// <tracker-days .entries .running>: ended entries by day with its total, that of the running one included. Fires `again` with a description, and `changed` after a change.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, api, confirm, format, icon, show_dialog, toast } from '@mortise/shell';
import './entry-dialog.js';

const length_of = ({ timeInterval }) => Date.parse(timeInterval.end) - Date.parse(timeInterval.start);
const day_of = ({ timeInterval }) => new Date(timeInterval.start).toDateString();

class TrackerDays extends MortiseElement {
  static plugin = 'time-tracker';

  static properties = { entries: { attribute: false }, running: { attribute: false } };

  static styles = css`
    h2 { display: flex; justify-content: space-between; gap: 1rem; font-size: 1rem; }
    .total { white-space: nowrap; }
    .total .quiet { font-weight: 400; }
    .times { color: var(--mortise-text-quiet); white-space: nowrap; font-variant-numeric: tabular-nums; }
    .length { font-weight: 600; min-width: 4.5rem; text-align: end; font-variant-numeric: tabular-nums; }
    .description { color: inherit; }
    .none { color: var(--mortise-text-quiet); font-style: italic; }
  `;

  render() {
    const days = Map.groupBy ? Map.groupBy(this.entries, day_of) : grouped(this.entries, day_of);
    return html`${repeat(days, ([day]) => day, ([day, entries]) => html`
        <section>
          <h2 tabindex="-1">
            <span>${format.day_name(day)}</span>
            <span class="total"><span class="quiet">${this.t('total')}</span> ${this.total(day, entries)}</span>
          </h2>
          <ul class="rows card">${repeat(entries, ({ id }) => id, (entry) => this.row(entry))}</ul>
        </section>`)}`;
  }

  // Today's goes on while the timer runs.
  total(day, entries) {
    const milliseconds = entries.reduce((sum, entry) => sum + length_of(entry), 0);
    if (!this.running || day_of(this.running) !== day) return html`<span class="number">${format.duration(milliseconds)}</span>`;
    return html`<mortise-elapsed since=${this.running.timeInterval.start} plus=${milliseconds}></mortise-elapsed>`;
  }

  row(entry) {
    const { start, end } = entry.timeInterval;
    const named = (key) => this.t(key, { description: entry.description || this.t('no-description') });
    return html`
      <li>
        <span class="grow ${entry.description ? '' : 'none'}">${entry.description || this.t('no-description')}</span>
        <span class="times">${format.time(start)} – ${format.time(end)}</span>
        <span class="length">${format.duration(length_of(entry))}</span>
        <span class="actions">
          <button class="button quiet icon-only" aria-label=${named('again')} @click=${() => this.again(entry)}>${icon('play')}</button>
          <button class="button quiet icon-only" aria-label=${named('edit')} @click=${() => this.edit(entry)}>${icon('pencil')}</button>
          <button class="button quiet icon-only" aria-label=${named('delete')} @click=${() => this.delete_entry(entry)}>${icon('trash')}</button>
        </span>
      </li>`;
  }

  again({ description }) { this.dispatchEvent(new CustomEvent('again', { detail: description })); }

  changed() { this.dispatchEvent(new CustomEvent('changed')); }

  async edit(entry) {
    if (await show_dialog(Object.assign(document.createElement('entry-dialog'), { entry }), this.renderRoot)) this.changed();
  }

  async delete_entry(entry) {
    const done = await confirm({
      heading: this.t('delete-heading'),
      text: this.t('delete-text', { description: entry.description || this.t('no-description'), duration: format.duration(length_of(entry)) }),
      confirm: this.t('delete-confirm'),
      danger: true,
      act: () => api.delete(`/workspaces/${entry.workspaceId}/time-entries/${entry.id}`),
    });
    if (!done) return;
    toast(this.t('deleted'));
    this.renderRoot.querySelector('h2').focus();   // the button that had the focus goes with its row
    this.changed();
  }
}

function grouped(items, key_of) {
  const groups = new Map();
  for (const item of items) groups.set(key_of(item), [...(groups.get(key_of(item)) ?? []), item]);
  return groups;
}

customElements.define('tracker-days', TrackerDays);
