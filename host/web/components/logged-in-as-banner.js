// <mortise-logged-in-as-banner>: on every page while logged in as somebody: whose account, which workspace, who you really
// are, the time left, and the way back; and a frame around the page. The time is shown, not read out each second.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { now } from '../format.js';
import { current, reload_session, return_to_my_account } from '../state.js';
import { toast } from '../toasts.js';

class MortiseLoggedInAsBanner extends MortiseElement {
  static properties = { busy: { state: true } };

  static styles = css`
    section {
      display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; padding: 0.625rem clamp(0.75rem, 3vw, 2rem);
      background: var(--mortise-warning); color: var(--mortise-on-warning);
    }
    /* Stays in sight where there is room for it. */
    @media (min-width: 48rem) and (min-height: 32rem) { :host { position: sticky; inset-block-start: 0; z-index: 8; } }
    .frame { position: fixed; inset: 0; z-index: 9; border: var(--mortise-frame) solid var(--mortise-warning); pointer-events: none; }
    p { margin: 0; flex: 1 1 18rem; }
    .left { white-space: nowrap; }
  `;

  // When the time is over the server is asked what that means.
  updated() {
    clearTimeout(this.end);
    const { impersonation } = current().session ?? {};
    if (impersonation) this.end = setTimeout(reload_session, Math.max(0, Date.parse(impersonation.expiresAt) - now()) + 1_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.end);
  }

  render() {
    const { session, workspaces, workspace } = current();
    if (!session?.impersonation) return '';
    const { workspaceId, expiresAt } = session.impersonation;
    const name = workspaces.find(({ id }) => id === workspaceId)?.name ?? workspace?.name ?? '';
    return html`
      <section aria-label=${this.t('banner.label')}>
        ${icon('eye')}
        <p>
          <strong>${this.t('banner.as', { name: session.user.name, email: session.user.email })}</strong>
          ${this.t('banner.workspace', { workspace: name })}
          ${this.t('banner.really', { name: session.actor.name })}
        </p>
        <span class="left">${this.t('banner.left')} <mortise-elapsed until=${expiresAt}></mortise-elapsed></span>
        <button class="button" ?disabled=${this.busy} @click=${this.leave}>${icon('return')}${this.t('banner.return')}</button>
      </section>
      <div class="frame" aria-hidden="true"></div>`;
  }

  async leave() {
    this.busy = true;
    try {
      await return_to_my_account();
    } catch (error) {
      toast(this.problem(error), { kind: 'error' });
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('mortise-logged-in-as-banner', MortiseLoggedInAsBanner);
