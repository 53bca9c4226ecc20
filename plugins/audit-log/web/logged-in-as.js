// <logged-in-as-page>: who was logged in as the viewer, when, in which workspace, why, and what they changed.
import { html } from 'lit';
import { LoadingElement, api } from '@mortise/shell';

class LoggedInAsPage extends LoadingElement {
  static plugin = 'audit-log';

  static properties = { entries: { state: true } };

  fetch() { return api.get('/user/logged-in-as'); }

  receive(answer) { this.entries = answer.entries; }

  render() {
    return html`
      <h2>${this.t('own-heading')}</h2>
      <p class="quiet">${this.t('own-intro')}</p>
      ${this.status === 'loading' ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.status === 'ready' ? this.list() : ''}`;
  }

  list() {
    if (this.entries.length === 0) return html`<div class="card empty"><p>${this.t('own-empty')}</p></div>`;
    return html`<audit-table .entries=${this.entries}></audit-table>`;
  }
}

customElements.define('logged-in-as-page', LoggedInAsPage);
