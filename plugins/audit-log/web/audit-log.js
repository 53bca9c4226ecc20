// <audit-log-tab>: what was done in the workspace and what was refused, newest first, with both names where somebody was logged
// in as somebody. <logged-in-as-page> is the viewer's side of it: who was logged in as them.
import { html } from 'lit';
import { LoadingElement, api, workspace } from '@mortise/shell';
import './audit-paging.js';
import './audit-table.js';
import './logged-in-as.js';

const page_size = 50;

class AuditLogTab extends LoadingElement {
  static plugin = 'audit-log';

  static properties = { page: { state: true }, filters: { state: true }, cursors: { state: true }, busy: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.filters = {};
    this.cursors = [];
  }

  get path() { return `/workspaces/${workspace().id}/audit-log`; }

  fetch() { return api.get(this.path, { ...this.filters, 'page-size': page_size, after: this.cursors.at(-1) }); }

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
    const filters = Object.fromEntries(entries.filter(([, value]) => value !== ''));
    // A day is meant in the viewer's zone, to its end.
    if (filters.from) filters.from = new Date(`${filters.from}T00:00:00`).toISOString();
    if (filters.to) filters.to = new Date(`${filters.to}T23:59:59`).toISOString();
    this.filters = filters;
    return this.turn([]);
  }

  async download() {
    this.failed = null;
    try {
      await api.download(this.path, this.filters, 'text/csv', `audit-log-${workspace().id}.csv`);
    } catch (error) {
      this.failed = error;
    }
  }

  render() {
    return html`
      <form class="toolbar" aria-label=${this.t('filters')} @submit=${this.filter}>
        ${this.field('action', 'search')} ${this.field('actor', 'search')} ${this.field('from', 'date')} ${this.field('to', 'date')}
        <button class="button" type="submit">${this.t('apply')}</button>
        <button class="button" type="button" @click=${this.download}>${this.t('download')}</button>
      </form>
      ${this.failed ? html`<p class="notice danger" role="alert">${this.problem(this.failed)}</p>` : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.page ? this.content() : ''}
      ${this.status === 'loading' && !this.page ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}`;
  }

  field(name, type) {
    return html`<div class="field"><label for=${name}>${this.t(`filter-${name}`)}</label><input id=${name} name=${name} type=${type} maxlength="100" autocomplete="off"></div>`;
  }

  content() {
    const { rows, next } = this.page;
    return html`
      ${rows.length === 0 ? html`<div class="card empty"><p>${this.t('empty')}</p></div>` : html`<audit-table .rows=${rows} .busy=${this.busy}></audit-table>`}
      <audit-paging .cursors=${this.cursors} .next=${next} .busy=${this.busy} @turn=${(event) => this.turn(event.detail)}></audit-paging>`;
  }
}

customElements.define('audit-log-tab', AuditLogTab);
