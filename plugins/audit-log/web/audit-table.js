// <audit-table .entries>: rows of the audit log.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, has_text, t } from '@mortise/shell';

const columns = ['time', 'who', 'action', 'target', 'result'];

class AuditTable extends MortiseElement {
  static plugin = 'audit-log';

  static properties = { entries: { attribute: false }, busy: { attribute: false } };

  render() {
    return html`
      <div class="card" aria-busy=${this.busy ? 'true' : 'false'}>
        <table role="table" aria-label=${this.t('label')}>
          <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${this.t(`column-${column}`)}</th>`)}</tr></thead>
          <tbody role="rowgroup">${repeat(this.entries, ({ id }) => id, (entry) => this.row(entry))}</tbody>
        </table>
      </div>`;
  }

  row(entry) {
    const cell = (column, content) => html`<td role="cell" data-label=${this.t(`column-${column}`)}><span>${content}</span></td>`;
    return html`
      <tr role="row">
        <td role="cell"><mortise-time at=${entry.at} absolute></mortise-time></td>
        ${cell('who', this.who(entry))}
        ${cell('action', html`${action_name(entry.action)}${entry.reason ? html`<div class="quiet">“${entry.reason}”</div>` : ''}`)}
        ${cell('target', entry.target?.name ?? entry.target?.id ?? '')}
        ${cell('result', this.result(entry))}
      </tr>`;
  }

  who({ actor, subject }) {
    const name_of = (person) => person?.name ?? person?.id ?? '';
    if (!actor) return name_of(subject);
    return html`${name_of(actor)} <div class="quiet">${this.t('as', { name: name_of(subject) })}</div>`;
  }

  result({ result, refusal }) {
    const kind = { done: 'success', refused: 'warning' }[result] ?? 'danger';
    return html`<span class="chip ${kind}">${this.t(`result-${result}`)}</span>${refusal ? html` <code class="quiet">${refusal}</code>` : ''}`;
  }
}

// An action of a plugin that this page has no words for shows as it is called in the log.
const action_name = (action) => (has_text('audit-log', `action.${action}`) ? t('audit-log', `action.${action}`) : action);

customElements.define('audit-table', AuditTable);
