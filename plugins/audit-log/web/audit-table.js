// <audit-table .rows>: rows of the audit log, newest first, by day.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, format } from '@mortise/shell';
import { action_name } from './audit-actions.js';

const columns = ['time', 'who', 'action', 'target', 'result'];
const day_of = ({ at }) => new Date(at).toDateString();

class AuditTable extends MortiseElement {
  static plugin = 'audit-log';

  static properties = { rows: { attribute: false }, busy: { attribute: false } };

  static styles = css`
    .as { display: inline-flex; align-items: center; gap: var(--mortise-space-1); }
    @media (min-width: 48.01rem) { td:first-child { width: 8rem; } }
  `;

  render() {
    const days = [...new Set(this.rows.map(day_of))];
    return html`
      <div class="card" aria-busy=${this.busy ? 'true' : 'false'}>
        <table role="table" aria-label=${this.t('label')}>
          <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${this.t(`column-${column}`)}</th>`)}</tr></thead>
          ${repeat(days, (day) => day, (day) => html`
            <tbody role="rowgroup">
              <tr role="row"><th role="rowheader" scope="rowgroup" class="part" colspan=${columns.length}>${format.day_name(day)}</th></tr>
              ${repeat(this.rows.filter((row) => day_of(row) === day), ({ id }) => id, (row) => this.row(row))}
            </tbody>`)}
        </table>
      </div>`;
  }

  row(row) {
    const cell = (column, content) => html`<td role="cell" data-label=${this.t(`column-${column}`)}><span>${content}</span></td>`;
    return html`
      <tr role="row">
        <td role="cell"><time datetime=${row.at} title=${format.exact(row.at)}>${format.time(row.at)}</time></td>
        ${cell('who', this.who(row))}
        ${cell('action', html`${action_name(row.action)}${this.change(row)}${row.reason ? html`<div class="quiet">${this.t('reason', { reason: row.reason })}</div>` : ''}`)}
        ${cell('target', row.target?.name ?? row.target?.id ?? '')}
        ${cell('result', this.result(row))}
      </tr>`;
  }

  // What it was and what it became, where the row says so.
  change({ details }) {
    if (typeof details?.from !== 'string' || typeof details.to !== 'string') return '';
    const shown = (text) => text || this.t('nothing');
    return html`<div class="quiet">${this.t('change', { from: shown(details.from), to: shown(details.to) })}</div>`;
  }

  who({ actor, subject }) {
    const name_of = (person) => person?.name ?? person?.id ?? '';
    if (!subject && !actor) return html`<span class="quiet">${this.t('automatic')}</span>`;
    if (!actor) return name_of(subject);
    return html`${name_of(actor)} <div class="quiet">${this.t('as', { name: name_of(subject) })}</div>`;
  }

  result({ result, refusal }) {
    const kind = { done: 'success', refused: 'warning' }[result] ?? 'danger';
    return html`<span class="chip ${kind}">${this.t(`result-${result}`)}</span>${refusal ? html` <code class="quiet">${refusal}</code>` : ''}`;
  }
}

customElements.define('audit-table', AuditTable);
