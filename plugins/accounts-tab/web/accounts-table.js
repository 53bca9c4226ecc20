// <accounts-table .accounts .actions .sort>: the rows and each one's menu. Fires `sort` with { column, order }, and `changed` after
// an action.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, element_of, format, has_text, icon, session, show_dialog, toast, workspace } from '@mortise/shell';

const columns = [
  { key: 'name', sort: 'NAME' },
  { key: 'email', sort: 'EMAIL' },
  { key: 'role' },
  { key: 'status' },
  { key: 'joined', sort: 'JOINED' },
  { key: 'keys' },
  { key: 'timer' },
];

class AccountsTable extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { accounts: { attribute: false }, actions: { attribute: false }, sort: { attribute: false } };

  static styles = css`
    .name { font-weight: 600; }
    .email { overflow-wrap: anywhere; }
    .keys { font-variant-numeric: tabular-nums; white-space: normal; }
    /* As high without a timer as with one: nothing moves when it starts or stops. */
    .timer { display: grid; align-content: center; gap: 0.125rem; min-height: 3rem; }
    .description { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 15rem; }
    @media (min-width: 48.01rem) { td:first-child { width: 18%; } .email { width: 22%; } .running { width: 19%; } }
  `;

  render() {
    return html`
      <div class="card">
        <table role="table" aria-label=${this.t('label')}>
          <thead role="rowgroup"><tr role="row">${columns.map((column) => this.heading(column))}
            <th role="columnheader" scope="col"><span class="visually-hidden">${this.t('column-actions')}</span></th></tr></thead>
          <tbody role="rowgroup">${repeat(this.accounts, ({ userId }) => userId, (account) => this.row(account))}</tbody>
        </table>
      </div>`;
  }

  heading({ key, sort }) {
    const name = this.t(`column-${key}`);
    if (!sort) return html`<th role="columnheader" scope="col" class=${key === 'keys' ? 'keys' : ''}>${name}</th>`;
    const sorted = this.sort.column === sort;
    const order = this.sort.order === 'ASCENDING' ? 'ascending' : 'descending';
    return html`
      <th role="columnheader" scope="col" aria-sort=${sorted ? order : 'none'}>
        <button class="button quiet" @click=${() => this.sort_by(sort)}>${name}${sorted ? icon(order === 'ascending' ? 'chevron-up' : 'chevron-down') : ''}</button>
      </th>`;
  }

  sort_by(column) {
    const order = this.sort.column === column && this.sort.order === 'ASCENDING' ? 'DESCENDING' : 'ASCENDING';
    this.dispatchEvent(new CustomEvent('sort', { detail: { column, order } }));
  }

  row(account) {
    const cell = (key, content, kind = '') => html`<td role="cell" class=${kind} data-label=${this.t(`column-${key}`)}><span>${content}</span></td>`;
    const status_kind = { ACTIVE: 'success', PENDING: 'warning' }[account.status] ?? '';
    return html`
      <tr role="row">
        <td role="cell">
          <span class="name">${account.name}</span>${account.userId === session()?.user.id ? html` <span class="chip">${this.t('you')}</span>` : ''}
        </td>
        ${cell('email', account.email, 'email')}
        ${cell('role', this.t(`role-${account.role}`))}
        ${cell('status', html`<span class="chip ${status_kind}">${this.t(`status-${account.status}`)}</span>`)}
        ${cell('joined', account.joinedAt ? html`<mortise-time at=${account.joinedAt}></mortise-time>` : '')}
        ${cell('keys', account.activeApiKeys, 'keys')}
        ${cell('timer', this.timer(account.timer), 'running')}
        <td role="cell" class="end">${this.menu(account)}</td>
      </tr>`;
  }

  timer(timer) {
    if (!timer) return html`<span class="timer quiet">${this.t('no-timer')}</span>`;
    return html`
      <span class="timer">
        <span class="description" title=${timer.description || nothing}>${timer.description || this.t('no-description')}</span>
        <span><span class="chip success">${icon('clock')}<mortise-elapsed since=${timer.startedAt}></mortise-elapsed></span>
          <span class="quiet" title=${format.exact(timer.startedAt)}>${this.t('timer-since', { time: format.moment(timer.startedAt) })}</span></span>
      </span>`;
  }

  menu(account) {
    if (this.actions.length === 0 || account.status === 'PENDING') return '';
    return html`
      <wa-dropdown placement="bottom-end" @wa-select=${(event) => this.run(event.detail.item.value, account)}>
        <button slot="trigger" class="button quiet icon-only" aria-label=${this.t('menu', { name: account.name })}>${icon('dots')}</button>
        ${this.actions.map((action) => {
          const reason = this.reason_against(action, account);
          return html`
            <wa-dropdown-item value=${action.element} ?disabled=${reason !== null}>
              ${action.label}${reason === null ? '' : html`<span class="reason">${reason}</span>`}
            </wa-dropdown-item>`;
        })}
      </wa-dropdown>`;
  }

  // Why an action cannot be had for this row; null when it can.
  reason_against({ needs }, account) {
    const answer = account.actions[needs];
    if (answer === undefined || answer === true) return null;
    return has_text('accounts-tab', `reason.${answer.reason}`) ? this.t(`reason.${answer.reason}`) : this.t('reason.other');
  }

  // The element is a dialog that asks and acts.
  async run(element_name, account) {
    const action = this.actions.find(({ element }) => element === element_name);
    try {
      await show_dialog(await element_of(action, { account, workspace: workspace(), permission: action.needs }), this.renderRoot);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch {
      toast(this.t('action-failed', { action: action.label }), { kind: 'error' });
    }
  }
}

customElements.define('accounts-table', AccountsTable);
