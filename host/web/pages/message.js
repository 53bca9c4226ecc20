// <mortise-message .kind .action .act>: a whole page that says one thing: not found, session ended, server unreachable, ...
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';

class MortiseMessage extends MortiseElement {
  static properties = { kind: {}, action: {}, act: { attribute: false } };

  static styles = css`
    .message { max-width: 34rem; margin: min(12vh, 6rem) auto; padding: 1.5rem; text-align: center; }
  `;

  render() {
    return html`
      <div class="message">
        <h1>${this.t(`message.${this.kind}.heading`)}</h1>
        <p>${this.t(`message.${this.kind}.text`)}</p>
        ${this.action ? html`<button class="button primary" @click=${() => this.act()}>${this.t(`message.action.${this.action}`)}</button>` : ''}
      </div>`;
  }

  updated() { document.title = this.t(`message.${this.kind}.heading`); }
}

customElements.define('mortise-message', MortiseMessage);
