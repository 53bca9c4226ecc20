// <mortise-toasts>: shows what toast() is told. Errors stay until they are closed, the rest leaves by itself.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { on_toast } from '../toasts.js';

const shown_for = 6_000;

class MortiseToasts extends MortiseElement {
  static properties = { messages: { state: true } };

  static styles = css`
    :host { position: fixed; inset-block-end: 1rem; inset-inline: 1rem; z-index: 10; pointer-events: none; }
    .toast {
      display: flex; align-items: center; gap: 0.5rem; width: fit-content; max-width: 100%; margin: 0.5rem auto 0; padding: 0.5rem 0.5rem 0.5rem 1rem;
      pointer-events: auto; border-radius: var(--mortise-radius); box-shadow: var(--mortise-shadow);
      background: var(--mortise-surface); border: 1px solid var(--mortise-line);
      border-inline-start: 4px solid var(--mortise-success);
    }
    .toast.error { border-inline-start-color: var(--mortise-danger); }
  `;

  constructor() {
    super();
    this.messages = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.keep(on_toast((message) => this.add(message)));
  }

  add(message) {
    this.messages = [...this.messages.slice(-2), message];
    if (message.kind !== 'error') setTimeout(() => this.dismiss(message.id), shown_for);
  }

  dismiss(id) { this.messages = this.messages.filter((message) => message.id !== id); }

  render() {
    const of_kind = (wanted) => repeat(this.messages.filter(({ kind }) => (kind === 'error') === wanted), ({ id }) => id, (message) => html`
      <div class="toast ${message.kind}">
        <span>${message.text}</span>
        <button class="button quiet icon-only" aria-label=${this.t('close')} @click=${() => this.dismiss(message.id)}>${icon('xmark')}</button>
      </div>`);
    return html`<div role="alert">${of_kind(true)}</div><div role="status">${of_kind(false)}</div>`;
  }
}

customElements.define('mortise-toasts', MortiseToasts);
