// <mortise-refusal reason="plan_required" permission="accounts.view">: why this viewer does not get to see something: the role, the plan,
// or both; and what would change that.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { format } from '../format.js';
import { icon } from '../icons.js';
import { current, explanation_of } from '../state.js';
import { has_text } from '../text.js';

class MortiseRefusal extends MortiseElement {
  static properties = { reason: {}, permission: {}, what: {} };

  static styles = css`
    section { display: flex; gap: 1rem; padding: 1.5rem; }
    h2 { margin: 0 0 0.25rem; font-size: 1.125rem; }
    p { margin: 0; }
    .icon { margin-block-start: 0.25rem; }
  `;

  // Both may be missing, where a refused request names only the first of them.
  get kind() {
    const { missing = [] } = explanation_of(this.permission);
    if (missing.length === 2) return 'role_and_plan_required';
    return has_text('shell', `refusal.${this.reason}.heading`) ? this.reason : 'role_required';
  }

  get values() {
    const { workspace, session } = current();
    const { plan = '', roles = [] } = explanation_of(this.permission).needs ?? {};
    return {
      workspace: workspace?.name ?? '', name: session?.user.name ?? '',
      plan: this.t('settings.plan-name', { plan }),
      has: this.t('settings.plan-name', { plan: workspace?.featureSubscriptionType?.toLowerCase() ?? '' }),
      roles: format.list(roles.map((role) => this.t('role-who', { role }))),
    };
  }

  render() {
    const { kind, values } = this;
    return html`
      <section class="card">
        ${icon('lock')}
        <div>
          ${this.what ? html`<p class="quiet">${this.what}</p>` : ''}
          <h2>${this.t(`refusal.${kind}.heading`, values)}</h2>
          <p>${this.t(`refusal.${kind}.text`, values)}</p>
        </div>
      </section>`;
  }
}

customElements.define('mortise-refusal', MortiseRefusal);
