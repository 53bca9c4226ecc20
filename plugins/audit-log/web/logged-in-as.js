// <logged-in-as-page>: who was logged in as the viewer, when, in which workspace, why, and what they changed.
import { html } from 'lit';
import { LoadingElement, api } from '@mortise/shell';

const page_size = 50;

class LoggedInAsPage extends LoadingElement {
  static plugin = 'audit-log';

  static properties = { page: { state: true }, cursors: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.cursors = [];
  }

  fetch() { return api.get('/user/logged-in-as', { 'page-size': page_size, after: this.cursors.at(-1) }); }

  receive(page) { this.page = page; }

  async turn(cursors) {
    this.cursors = cursors;
    this.busy = true;
    await this.load();
    this.busy = false;
  }

  render() {
    return html`
      <h2>${this.t('own-heading')}</h2>
      <p class="quiet">${this.t('own-intro')}</p>
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.page ? this.content() : ''}
      ${this.status === 'loading' && !this.page ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}`;
  }

  content() {
    const { rows, next } = this.page;
    if (rows.length === 0) return html`<div class="card empty"><p>${this.t('own-empty')}</p></div>`;
    return html`
      <audit-table .rows=${rows} .busy=${this.busy}></audit-table>
      <audit-paging .cursors=${this.cursors} .next=${next} .busy=${this.busy} @turn=${(event) => this.turn(event.detail)}></audit-paging>`;
  }
}

customElements.define('logged-in-as-page', LoggedInAsPage);
