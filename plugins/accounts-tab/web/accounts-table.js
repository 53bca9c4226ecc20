// <accounts-table .accounts .actions .states .selected .sort>: the rows and each one's menu, which waits for what the actions say. Fires `sort` with what the API calls it, `select`
// with { accounts, on }, and `changed` with the user after an action.
import { css, html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, format, icon, session } from '@mortise/shell';
import { label_of, reason_against, run_action } from './account-actions.js';

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

  static properties = {
    accounts: { attribute: false }, actions: { attribute: false }, states: { attribute: false }, selected: { attribute: false }, sort: { attribute: false },
    menu_of: { state: true },
  };

  static styles = css`
    .name { font-weight: 600; }
    .email { overflow-wrap: anywhere; }
    .keys { font-variant-numeric: tabular-nums; }
    /* As high without a timer as with one: nothing moves when it starts or stops. */
    .timer { display: grid; align-content: center; gap: 0.125rem; min-height: 3.5rem; }
    .description { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 13rem; }
    .since { white-space: nowrap; }
    tr.selected { background: var(--mortise-brand-soft); }
    tr:focus-within:has(.pick:focus-visible) { box-shadow: inset 3px 0 var(--mortise-brand); }
    .pick { width: 1.125rem; height: 1.125rem; flex: none; margin: 0; accent-color: var(--mortise-brand); }
    .who { display: flex; align-items: center; gap: 0.75rem; }
    @media (min-width: 48.01rem) {
      th, td { padding-inline: 0.5rem; }
      td { padding-block: 0.375rem; }
      td:first-child { width: 17%; }
      .email { min-width: 12rem; }
      .running { width: 18%; }
    }
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
    if (!sort) return html`<th role="columnheader" scope="col">${name}</th>`;
    const sorted = this.sort.column === sort;
    const order = this.sort.order === 'ASCENDING' ? 'ascending' : 'descending';
    return html`
      <th role="columnheader" scope="col" aria-sort=${sorted ? order : 'none'}>
        <button class="button quiet" @click=${() => this.sort_by(sort)}>${name}${sorted ? icon(order === 'ascending' ? 'chevron-up' : 'chevron-down') : ''}</button>
      </th>`;
  }

  sort_by(column) {
    const order = this.sort.column === column && this.sort.order === 'ASCENDING' ? 'DESCENDING' : 'ASCENDING';
    this.dispatchEvent(new CustomEvent('sort', { detail: { 'sort-column': column, 'sort-order': order } }));
  }

  row(account) {
    const cell = (key, content, kind = '') => html`<td role="cell" class=${kind} data-label=${this.t(`column-${key}`)}><span>${content}</span></td>`;
    const status_kind = { ACTIVE: 'success', PENDING: 'warning' }[account.status] ?? '';
    const selected = this.selected.has(account.userId);
    return html`
      <tr role="row" class=${classMap({ selected })}>
        <td role="cell"><span class="who">
          <input class="pick" type="checkbox" aria-label=${this.t('select', { name: account.name })} .checked=${live(selected)}
            @change=${(event) => this.pick([account], event.target.checked)}>
          <span><span class="name">${account.name}</span>${account.userId === session()?.user.id ? html` <span class="chip">${this.t('you')}</span>` : ''}</span>
        </span></td>
        ${cell('email', account.email, 'email')}
        ${cell('role', this.t(`role-${account.role}`))}
        ${cell('status', html`<span class="chip ${status_kind}">${this.t(`status-${account.status}`)}</span>`)}
        ${cell('joined', html`<time datetime=${account.joinedAt} title=${format.exact(account.joinedAt)}>${format.relative(account.joinedAt)}</time>`)}
        ${cell('keys', account.activeApiKeys, 'keys')}
        ${cell('timer', this.timer(account.timer), 'running')}
        <td role="cell" class="end">${this.menu(account)}</td>
      </tr>`;
  }

  pick(accounts, on) { this.dispatchEvent(new CustomEvent('select', { detail: { accounts, on } })); }

  timer(timer) {
    if (!timer) return html`<span class="timer quiet">${this.t('no-timer')}</span>`;
    return html`
      <span class="timer">
        <span class="description" title=${timer.description || nothing}>${timer.description || this.t('no-description')}</span>
        <span class="since"><span class="chip success">${icon('clock')}<mortise-elapsed since=${timer.startedAt}></mortise-elapsed></span>
          <span class="quiet" title=${format.exact(timer.startedAt)}>${this.t('timer-since', { time: format.moment(timer.startedAt) })}</span></span>
      </span>`;
  }

  // A row's menu is made when it is first wanted: fifty at once would hold up the first view.
  menu(account) {
    if (this.actions.length === 0) return '';
    const name = this.t('menu', { name: account.name });
    if (account.userId !== this.menu_of) {
      return html`<button class="button quiet icon-only" ?disabled=${!this.states} aria-label=${name} aria-haspopup="menu" aria-expanded="false"
        @click=${() => this.open_menu_of(account.userId)}>${icon('dots')}</button>`;
    }
    return html`
      <wa-dropdown placement="bottom-end" @wa-select=${(event) => this.run(event.detail.item.value, account)}>
        <button slot="trigger" class="button quiet icon-only" aria-label=${name}>${icon('dots')}</button>
        ${this.actions.map((action) => {
          const reason = reason_against(action, account, this.states);
          return html`
            <wa-dropdown-item value=${action.element} ?disabled=${reason !== null}>
              ${label_of(action, account, this.states)}${reason === null ? '' : html`<span class="reason">${reason}</span>`}
            </wa-dropdown-item>`;
        })}
      </wa-dropdown>`;
  }

  async open_menu_of(user) {
    this.menu_of = user;
    await this.updateComplete;
    const menu = this.renderRoot.querySelector('wa-dropdown');
    await menu.updateComplete;
    menu.querySelector('[slot=trigger]').focus();
    menu.open = true;
  }

  async run(element_name, account) {
    await run_action(this.actions.find(({ element }) => element === element_name), account, this.states, this.renderRoot);
    this.dispatchEvent(new CustomEvent('changed', { detail: account.userId }));
  }

  // ---- For the keyboard: rows are moved through by their checkboxes ----

  move(by) {
    const rows = [...this.renderRoot.querySelectorAll('tbody tr')];
    const here = rows.findIndex((row) => row.contains(this.renderRoot.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by));
    rows[next]?.querySelector('.pick').focus();
    rows[next]?.scrollIntoView({ block: 'nearest' });
  }

  open_menu() { this.renderRoot.activeElement?.closest('tr')?.querySelector('.end button')?.click(); }

  get has_focus() { return this.renderRoot.activeElement?.classList.contains('pick') ?? false; }
}

customElements.define('accounts-table', AccountsTable);
