// <audit-table .rows>: rows of the audit log.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, has_text, t } from '@mortise/shell';

const columns = ['time', 'who', 'action', 'target', 'result'];

class AuditTable extends MortiseElement {
  static plugin = 'audit-log';

  static properties = { rows: { attribute: false }, busy: { attribute: false } };

  render() {
    return html`
      <div class="card" aria-busy=${this.busy ? 'true' : 'false'}>
        <table role="table" aria-label=${this.t('label')}>
          <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${this.t(`column-${column}`)}</th>`)}</tr></thead>
          <tbody role="rowgroup">${repeat(this.rows, ({ id }) => id, (row) => this.row(row))}</tbody>
        </table>
      </div>`;
  }

  row(row) {
    const cell = (column, content) => html`<td role="cell" data-label=${this.t(`column-${column}`)}><span>${content}</span></td>`;
    return html`
      <tr role="row">
        <td role="cell"><mortise-time at=${row.at} absolute></mortise-time></td>
        ${cell('who', this.who(row))}
        ${cell('action', html`${action_name(row.action)}${row.reason ? html`<div class="quiet">“${row.reason}”</div>` : ''}`)}
        ${cell('target', row.target?.name ?? row.target?.id ?? '')}
        ${cell('result', this.result(row))}
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
