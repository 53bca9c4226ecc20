// <mortise-returning .act>: being logged in as somebody has ended by itself. Says so, and goes back after a while unless told to stay.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';

const seconds_to_read = 15;

class MortiseReturning extends MortiseElement {
  static properties = { act: { attribute: false }, left: { state: true }, busy: { state: true } };

  static styles = css`
    .message { max-width: 36rem; margin: min(12vh, 6rem) auto; padding: var(--mortise-space-5); text-align: center; }
    .icon { width: 2rem; height: 2rem; color: var(--mortise-text-quiet); }
    .actions { justify-content: center; margin-block-start: var(--mortise-space-5); }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.left = seconds_to_read;
    this.timer = setInterval(() => this.tick(), 1_000);
    this.keep(() => clearInterval(this.timer));
  }

  render() {
    return html`
      <main class="message">
        ${icon('clock')}
        <h1 tabindex="-1">${this.t('message.impersonation-ended.heading')}</h1>
        <p>${this.t('message.impersonation-ended.text')}</p>
        <p class="quiet">${this.left === null ? this.t('returning.stays') : html`<span aria-hidden="true">${this.t('returning.in', { seconds: this.left })}</span>`}</p>
        <div class="actions">
          ${this.left === null ? '' : html`<button class="button" @click=${this.stay}>${this.t('returning.stay')}</button>`}
          <button class="button primary" ?disabled=${this.busy} @click=${this.go}>${icon('return')}${this.t('message.action.return')}</button>
        </div>
        <p class="visually-hidden" role="status">${this.t('returning.announced', { seconds: seconds_to_read })}</p>
      </main>`;
  }

  firstUpdated() { this.renderRoot.querySelector('h1').focus(); }

  updated() { document.title = this.t('message.impersonation-ended.heading'); }

  tick() {
    this.left -= 1;
    if (this.left <= 0) this.go();
  }

  stay() {
    clearInterval(this.timer);
    this.left = null;
  }

  go() {
    clearInterval(this.timer);
    this.busy = true;
    return this.act();
  }
}

customElements.define('mortise-returning', MortiseReturning);
