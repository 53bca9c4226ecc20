// <audit-log-tab>: what was done in the workspace and what was refused, newest first, with both names where somebody was logged
// in as somebody. <logged-in-as-page> is the viewer's side of it: who was logged in as them.
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { LoadingElement, api, icon, navigate, save_file, workspace } from '@mortise/shell';
import { action_name, actions } from './audit-actions.js';
import { collect_csv } from './audit-export.js';
import './audit-paging.js';
import './audit-table.js';
import './logged-in-as.js';

const page_size = 50;

class AuditLogTab extends LoadingElement {
  static plugin = 'audit-log';

  static properties = { page: { state: true }, filters: { state: true }, cursors: { state: true }, busy: { state: true }, failed: { state: true }, exported: { state: true } };

  constructor() {
    super();
    this.cursors = [];
  }

  // The address carries what is looked for.
  connectedCallback() {
    this.filters = read_filters();
    super.connectedCallback();
  }

  get path() { return `/workspaces/${workspace().id}/audit-log`; }

  fetch() { return api.get(this.path, { ...this.query, 'page-size': page_size, after: this.cursors.at(-1) }); }

  receive(page) { this.page = page; }

  async turn(cursors) {
    this.cursors = cursors;
    this.busy = true;
    await this.load();
    this.busy = false;
  }

  filter(event) {
    event.preventDefault();
    const entries = [...new FormData(this.renderRoot.querySelector('form'))].map(([name, value]) => [name, value.trim()]);
    return this.look_for(Object.fromEntries(entries.filter(([, value]) => value !== '')));
  }

  look_for(filters) {
    this.filters = filters;
    const query = new URLSearchParams(filters).toString();
    navigate(`${location.pathname}${query && `?${query}`}`, { replace: true });
    return this.turn([]);
  }

  // A day is meant in the viewer's zone, to its end.
  get query() {
    const { from, to, ...rest } = this.filters;
    return {
      ...rest,
      from: from && new Date(`${from}T00:00:00`).toISOString(),
      to: to && new Date(`${to}T23:59:59`).toISOString(),
    };
  }

  async download() {
    this.failed = null;
    this.exported = 0;
    try {
      save_file(await collect_csv(this.path, this.query, (count) => { this.exported = count; }), `audit-log-${workspace().id}.csv`);
    } catch (error) {
      this.failed = error;
    } finally {
      this.exported = null;
    }
  }

  render() {
    return html`
      <form class="toolbar" aria-label=${this.t('filters')} @submit=${this.filter}>
        ${this.action_field()} ${this.field('actor', 'search')} ${this.field('from', 'date')} ${this.field('to', 'date')}
        <button class="button" type="submit">${icon('search')}${this.t('apply')}</button>
        <button class="button" type="button" ?disabled=${typeof this.exported === 'number'} @click=${this.download}>${icon('download')}${this.t('download')}</button>
      </form>
      ${Object.keys(this.filters).length ? html`<p><button class="button quiet" @click=${this.clear}>${icon('xmark')}${this.t('clear')}</button></p>` : ''}
      ${this.exported ? html`<p class="notice" role="status">${this.t('exported', { count: this.exported })}</p>` : ''}
      ${this.failed ? html`<p class="notice danger" role="alert">${this.problem(this.failed)}</p>` : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.page ? this.content() : ''}
      ${this.status === 'loading' && !this.page ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}`;
  }

  clear() {
    this.renderRoot.querySelector('form').reset();
    this.renderRoot.getElementById('action').focus();
    return this.look_for({});
  }

  action_field() {
    const { action = '' } = this.filters;
    const known = actions.includes(action) || action === '' ? actions : [action, ...actions];
    return html`
      <div class="field">
        <label for="action">${this.t('filter-action')}</label>
        <select id="action" name="action" .value=${live(action)}>
          <option value="">${this.t('any')}</option>
          ${known.map((each) => html`<option value=${each} ?selected=${each === action}>${action_name(each)}</option>`)}
        </select>
      </div>`;
  }

  field(name, type) {
    return html`
      <div class="field">
        <label for=${name}>${this.t(`filter-${name}`)}</label>
        <input id=${name} name=${name} type=${type} maxlength="100" autocomplete="off" .value=${this.filters[name] ?? ''}>
      </div>`;
  }

  content() {
    const { rows, next } = this.page;
    return html`
      ${rows.length === 0 ? html`<div class="card empty"><p>${this.t('empty')}</p></div>` : html`<audit-table .rows=${rows} .busy=${this.busy}></audit-table>`}
      <audit-paging .cursors=${this.cursors} .next=${next} .busy=${this.busy} @turn=${(event) => this.turn(event.detail)}></audit-paging>`;
  }
}

function read_filters() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(['action', 'actor', 'from', 'to'].map((name) => [name, query.get(name)?.trim()]).filter(([, value]) => value));
}

customElements.define('audit-log-tab', AuditLogTab);
