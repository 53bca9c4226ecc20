// <mortise-refusal reason="plan_required">: why this viewer does not get to see something, and what would change that.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { current } from '../state.js';
import { has_text } from '../text.js';

class MortiseRefusal extends MortiseElement {
  static properties = { reason: {}, what: {} };

  static styles = css`
    section { display: flex; gap: 1rem; padding: 1.5rem; }
    h2 { margin: 0 0 0.25rem; font-size: 1.125rem; }
    p { margin: 0; }
    .icon { margin-block-start: 0.25rem; }
  `;

  render() {
    const known = has_text('shell', `refusal.${this.reason}.heading`) ? this.reason : 'role_required';
    const values = { workspace: current().workspace?.name ?? '', name: current().session?.user.name ?? '' };
    return html`
      <section class="card">
        ${icon('lock')}
        <div>
          ${this.what ? html`<p class="quiet">${this.what}</p>` : ''}
          <h2>${this.t(`refusal.${known}.heading`, values)}</h2>
          <p>${this.t(`refusal.${known}.text`, values)}</p>
        </div>
      </section>`;
  }
}

customElements.define('mortise-refusal', MortiseRefusal);
