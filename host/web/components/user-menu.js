// <mortise-user-menu>: who is signed in, and behind it profile, language, theme and the way out.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { preferences, themes } from '../preferences.js';
import { navigate } from '../router.js';
import { choose_language, choose_theme, current, sign_out } from '../state.js';
import { language, languages, own_name_of } from '../text.js';
import { toast } from '../toasts.js';

class MortiseUserMenu extends MortiseElement {
  static styles = css`
    .trigger { max-width: min(16rem, 45vw); }
    .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .who { padding: 0.25rem 0.75rem 0.5rem; }
    .who span { display: block; color: var(--mortise-text-quiet); font-size: 0.875rem; }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.keep(preferences.on_change(() => this.requestUpdate()));
  }

  render() {
    const { user, impersonation } = current().session;
    const choice = (kind, value, label, checked) =>
      html`<wa-dropdown-item type="checkbox" value="${kind}:${value}" .checked=${checked}>${label}</wa-dropdown-item>`;
    return html`
      <wa-dropdown placement="bottom-end" @wa-select=${this.choose}>
        <button slot="trigger" class="button quiet trigger" aria-label=${this.t('user.menu', { name: user.name })}>
          ${icon('person')}<span class="name">${user.name}</span>${icon('chevron-down')}
        </button>
        <div class="who">${user.name}<span>${user.email}</span></div>
        <wa-dropdown-item value="profile">${this.t('user.profile')}</wa-dropdown-item>
        <wa-divider></wa-divider>
        <div class="menu-heading">${this.t('user.language')}</div>
        ${languages.map((each) => choice('language', each, own_name_of(each), each === language()))}
        <wa-divider></wa-divider>
        <div class="menu-heading">${this.t('user.theme')}</div>
        ${themes.map((each) => choice('theme', each, this.t(`theme.${each}`), each === preferences.theme))}
        <wa-divider></wa-divider>
        <wa-dropdown-item value="sign-out" ?disabled=${impersonation !== null}>
          ${this.t('user.sign-out')}${impersonation ? html`<span class="reason">${this.t('user.return-first')}</span>` : ''}
        </wa-dropdown-item>
      </wa-dropdown>`;
  }

  async choose(event) {
    const [kind, value] = event.detail.item.value.split(':');
    if (kind === 'profile') return navigate('/profile');
    if (kind === 'language') await choose_language(value).catch((error) => this.failed(error));
    if (kind === 'theme') await choose_theme(value).catch((error) => this.failed(error));
    // The menu turns the chosen mark over by itself; of a set like ours one is always chosen.
    event.target.querySelectorAll(`wa-dropdown-item[value^="${kind}:"]`).forEach((item) => { item.checked = item.value.endsWith(`:${value}`); });
    if (kind !== 'sign-out') return undefined;
    return sign_out().catch((error) => this.failed(error));
  }

  failed(error) { toast(this.problem(error), { kind: 'error' }); }
}

customElements.define('mortise-user-menu', MortiseUserMenu);
