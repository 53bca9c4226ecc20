// <accounts-tab>: the members of the workspace: who they are, how many active API keys they have, what timer runs, and the
// actions that plugins contribute. The address is the state: a link, a reload and the Back button bring back search, filters, order
// and page. Rows change live, in place: what no longer fits the filters stays where it is until the list is asked for again.
import { css, html } from 'lit';
import { LoadingElement, allowed_contributions, api, class_of, format, navigate, now, on_route, workspace } from '@mortise/shell';

// Beside the first rows, not before them.
for (const part of ['account-actions', 'accounts-table', 'accounts-bar', 'accounts-filters', 'accounts-keys', 'accounts-keys-choice', 'accounts-skeleton']) {
  import(`./${part}.js`);
}

const page_size = 50;
const together = 50;   // milliseconds in which changes are one question

// What the address may say, by the API's names; the first is what it means when it says nothing.
const choices = {
  status: ['', 'ACTIVE', 'INACTIVE', 'PENDING'],
  'has-active-keys': ['', 'true', 'false'],
  'timer-running': ['', 'true', 'false'],
  'sort-column': ['NAME', 'EMAIL', 'JOINED'],
  'sort-order': ['ASCENDING', 'DESCENDING'],
};
const first_page = { page: '', after: '', before: '' };
const unfiltered = { search: '', status: '', 'has-active-keys': '', 'timer-running': '' };

function read_address() {
  const query = new URLSearchParams(location.search);
  const view = Object.fromEntries(Object.entries(choices).map(([name, values]) => {
    const value = query.get(name) ?? '';
    return [name, values.includes(value) ? value : values[0]];
  }));
  for (const name of ['search', 'page', 'after', 'before']) view[name] = query.get(name)?.trim() ?? '';
  return view;
}

function address_of(view) {
  const said = Object.entries(view).filter(([name, value]) => value && value !== choices[name]?.[0]);
  return location.pathname + (said.length ? `?${new URLSearchParams(said)}` : '');
}

class AccountsTab extends LoadingElement {
  static plugin = 'accounts-tab';

  static properties = {
    page: { state: true }, view: { state: true }, busy: { state: true }, outdated: { state: true }, offline: { state: true }, selected: { state: true },
    states: { state: true },
  };

  static styles = css`
    [aria-busy='true'] { opacity: 0.6; }
    .empty .button { margin-block-start: 1rem; }
  `;

  #changed = new Set();
  #asked = null;
  #states_asked = new Map();   // user -> the latest question about them

  constructor() {
    super();
    this.selected = new Map();   // user -> row; kept while pages are turned
  }

  connectedCallback() {
    this.view = read_address();
    this.offline = !navigator.onLine;
    this.path = location.pathname;
    super.connectedCallback();
    // What they say about rows is asked for once rows are there; a module that fails to load says so when it is wanted.
    allowed_contributions('account.action').forEach((action) => class_of(action).catch(() => {}));
    this.keep(on_route(() => this.follow_address()));
    this.keep(() => this.#asked?.abort());
    this.on_event('account.changed', (data) => data.workspaceId === workspace()?.id && this.refresh_row(data.userId));
    for (const name of ['online', 'offline']) {
      const listener = () => this.connection_changed();
      addEventListener(name, listener);
      this.keep(() => removeEventListener(name, listener));
    }
  }

  get base() { return `/workspaces/${workspace().id}/accounts`; }

  get query() {
    const { page, ...rest } = this.view;
    return { ...rest, 'page-size': page_size };
  }

  get is_filtered() { return Object.keys(unfiltered).some((name) => this.view[name] !== ''); }

  // A later question takes back the one before.
  fetch() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    return api.get(this.base, this.query, { signal: this.#asked.signal });
  }

  receive(page) {
    this.page = page;
    this.outdated = false;
    this.shown_at = now();
    this.ask_states(page.accounts);
    page.accounts.filter(({ userId }) => this.selected.has(userId)).forEach((account) => this.selected.set(account.userId, account));
    // The first page has one address; a page whose rows have all gone is none.
    const { after, before } = this.view;
    if (before && !page.previous) this.go(first_page, { replace: true });
    else if ((after || before) && page.accounts.length === 0) this.go(first_page, { replace: true });
  }

  // What the actions say of these rows. An answer that was overtaken by a later one counts no more.
  async ask_states(accounts) {
    const question = Symbol('question');
    accounts.forEach(({ userId }) => this.#states_asked.set(userId, question));
    const { states_of } = await import('./account-actions.js');
    const fresh = await states_of(allowed_contributions('account.action'), accounts);
    const latest = (states) => Object.fromEntries(Object.entries(states).filter(([user]) => this.#states_asked.get(user) === question));
    this.states = Object.fromEntries(Object.entries(fresh).map(([element, states]) => [element, { ...this.states?.[element], ...latest(states) }]));
  }

  go(changes, { replace = false } = {}) {
    navigate(address_of({ ...this.view, ...changes }), { replace });
    this.follow_address();
  }

  follow_address() {
    if (location.pathname !== this.path) return;
    const view = read_address();
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    this.turn();
  }

  async turn() {
    this.busy = true;
    await this.load();
    this.busy = false;
  }

  // Somebody typing goes back by one step to what was there before.
  filter({ detail: changes }) {
    const still_typing = 'search' in changes && this.view.search !== '';
    this.go({ ...first_page, ...changes }, { replace: still_typing });
  }

  turn_page(by) {
    const page = Math.max(1, Number(this.view.page) || 1) + by;
    const cursor = by > 0 ? { after: this.page.next } : { before: this.page.previous };
    this.go({ ...first_page, page: page > 1 ? String(page) : '', ...cursor });
  }

  connection_changed() {
    this.offline = !navigator.onLine;
    if (!this.offline) this.load();
  }

  // Several changes of one moment are one question.
  refresh_row(user) {
    if (this.#changed.size === 0) setTimeout(() => this.refresh_rows(), together);
    this.#changed.add(user);
  }

  async refresh_rows() {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (!this.isConnected || !this.page) return;
    const known = (user) => this.selected.has(user) || this.page.accounts.some(({ userId }) => userId === user);
    const users = changed.filter(known).slice(0, 2 * page_size);
    if (users.length < changed.length && this.is_filtered) this.outdated = true;
    if (users.length === 0) return;
    try {
      const { accounts } = await api.get(this.base, { users: users.join(), 'page-size': users.length });
      this.replace_rows(new Map(accounts.map((account) => [account.userId, account])), users);
    } catch (error) {
      this.error = error;
      this.status = 'error';
    }
  }

  replace_rows(fresh, users) {
    const accounts = this.page.accounts.map((account) => fresh.get(account.userId) ?? account);
    this.page = { ...this.page, accounts };
    this.ask_states([...fresh.values()]);
    this.selected = new Map([...this.selected].map(([user, account]) => [user, fresh.get(user) ?? account]));
    if (users.some((user) => !fresh.has(user)) || accounts.some((account) => !this.fits(account))) this.outdated = true;
  }

  fits(account) {
    const fits = (name, value) => this.view[name] === '' || this.view[name] === String(value);
    return fits('status', account.status) && fits('has-active-keys', account.activeApiKeys > 0) && fits('timer-running', account.timer !== null);
  }

  select({ detail: { accounts, on } }) {
    const selected = new Map(this.selected);
    for (const account of accounts) {
      if (on) selected.set(account.userId, account);
      else selected.delete(account.userId);
    }
    this.selected = selected;
  }

  render() {
    return html`
      <accounts-keys .table=${() => this.renderRoot.querySelector('accounts-table')} .search=${() => this.renderRoot.querySelector('accounts-filters')}></accounts-keys>
      <accounts-filters .view=${this.view} @filter=${this.filter}></accounts-filters>
      ${this.offline ? html`<p class="notice warning" role="status">${this.page ? this.t('offline', { time: format.time(this.shown_at) }) : this.t('offline-empty')}</p>` : ''}
      ${this.status === 'error' && !this.offline ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.turn}>${this.t('try-again')}</button></p>` : ''}
      ${this.page ? this.content() : ''}
      ${this.status === 'loading' && !this.page ? html`<accounts-skeleton></accounts-skeleton>` : ''}`;
  }

  content() {
    const { accounts } = this.page;
    const actions = allowed_contributions('account.action');
    return html`
      <accounts-bar .page=${this.page} .selected=${this.selected} .actions=${actions} .states=${this.states} .query=${this.query} .outdated=${this.outdated === true}
        @select=${this.select} @refresh=${this.turn} @changed=${({ detail }) => detail.forEach((user) => this.refresh_row(user))}></accounts-bar>
      <div aria-busy=${this.busy ? 'true' : 'false'}>
        ${accounts.length === 0 ? this.nobody() : html`
          <accounts-table .accounts=${accounts} .actions=${actions} .states=${this.states} .selected=${this.selected}
            .sort=${{ column: this.view['sort-column'], order: this.view['sort-order'] }}
            @sort=${({ detail }) => this.go({ ...first_page, ...detail })} @select=${this.select}
            @changed=${({ detail }) => this.refresh_row(detail)}></accounts-table>`}
      </div>
      ${this.paging()}`;
  }

  nobody() {
    return html`
      <div class="card empty">
        <p>${this.t('empty')}</p>
        ${this.is_filtered ? html`<button class="button" @click=${() => this.go({ ...first_page, ...unfiltered })}>${this.t('clear-filters')}</button>` : ''}
      </div>`;
  }

  paging() {
    const { previous, next } = this.page;
    if (!previous && !next) return '';
    return html`
      <nav class="paging" aria-label=${this.t('pages')}>
        <span class="quiet">${this.t('page', { number: Number(this.view.page) || 1 })}</span>
        <span class="actions">
          <button class="button" ?disabled=${!previous || this.busy} @click=${() => this.turn_page(-1)}>${this.t('previous')}</button>
          <button class="button" ?disabled=${!next || this.busy} @click=${() => this.turn_page(1)}>${this.t('next')}</button>
        </span>
      </nav>`;
  }
}

customElements.define('accounts-tab', AccountsTab);
