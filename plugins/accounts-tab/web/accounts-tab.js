// <accounts-tab>: the members of the workspace: who they are, how many active API keys they have, what timer runs, and the
// actions that plugins contribute. Rows change live, in place.
import { css, html } from 'lit';
import { LoadingElement, allowed_contributions, api, format, workspace } from '@mortise/shell';
import './accounts-table.js';
import './accounts-filters.js';

const page_size = 50;

class AccountsTab extends LoadingElement {
  static plugin = 'accounts-tab';

  static properties = { page: { state: true }, filters: { state: true }, sort: { state: true }, cursors: { state: true }, busy: { state: true } };

  static styles = css`.paging { padding-block-end: 1rem; }`;

  #changed = new Set();

  constructor() {
    super();
    this.filters = {};
    this.sort = { column: 'NAME', order: 'ASCENDING' };
    this.cursors = [];   // of the pages before this one and of this one; none on the first
  }

  connectedCallback() {
    super.connectedCallback();
    this.on_event('account.changed', (data) => data.workspaceId === workspace()?.id && this.refresh_row(data.userId));
  }

  get base() { return `/workspaces/${workspace().id}/accounts`; }

  get query() {
    return {
      ...this.filters, 'sort-column': this.sort.column, 'sort-order': this.sort.order, 'page-size': page_size, after: this.cursors.at(-1),
    };
  }

  fetch() { return api.get(this.base, this.query); }

  receive(page) { this.page = page; }

  // Several changes of one moment are one question.
  refresh_row(user) {
    if (this.#changed.size === 0) setTimeout(() => this.refresh_rows(), 50);
    this.#changed.add(user);
  }

  async refresh_rows() {
    const changed = [...this.#changed];
    this.#changed.clear();
    const shown = this.page?.accounts.filter(({ userId }) => changed.includes(userId)) ?? [];
    // A row that is not on this page may belong here now, or not; the page is asked for only when rows stand on it.
    if (shown.length === 0) return;
    await this.load();
  }

  async reload(changes) {
    this.cursors = [];
    Object.assign(this, changes);
    await this.turn();
  }

  async turn() {
    this.busy = true;
    await this.load();
    this.busy = false;
  }

  next() {
    this.cursors = [...this.cursors, this.page.next];
    return this.turn();
  }

  previous() {
    this.cursors = this.cursors.slice(0, -1);
    return this.turn();
  }

  render() {
    return html`
      <accounts-filters .filters=${this.filters} @filters=${(event) => this.reload({ filters: event.detail })}></accounts-filters>
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.page ? this.content() : ''}
      ${this.status === 'loading' && !this.page ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}`;
  }

  content() {
    const { accounts, total, totalCapped, next } = this.page;
    const count = this.t(totalCapped ? 'count-capped' : 'count', { count: total, shown: format.number(total) });
    return html`
      <div aria-busy=${this.busy ? 'true' : 'false'}>
        ${accounts.length === 0 ? html`<div class="card empty"><p>${this.t('empty')}</p></div>` : html`
          <accounts-table .accounts=${accounts} .actions=${allowed_contributions('account.action')} .sort=${this.sort}
            @sort=${(event) => this.reload({ sort: event.detail })} @changed=${this.load}></accounts-table>`}
      </div>
      <div class="paging">
        <span class="quiet" role="status">${count}</span>
        <span class="actions">
          <button class="button" ?disabled=${this.cursors.length === 0 || this.busy} @click=${this.previous}>${this.t('previous')}</button>
          <button class="button" ?disabled=${!next || this.busy} @click=${this.next}>${this.t('next')}</button>
        </span>
      </div>`;
  }
}

customElements.define('accounts-tab', AccountsTab);
