// <mortise-app>: the frame. Chooses the page for what is known (signed in or not) and for the address.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { navigate, on_route, route } from '../router.js';
import { current, reload_session, return_to_my_account } from '../state.js';
import { allowed_contributions } from '../slots.js';
import './header.js';
import './logged-in-as-banner.js';
import './later.js';
import './slot-view.js';
import './toasts.js';
import './confirm-dialog.js';
import './password-dialog.js';
import './elapsed.js';
import './time.js';
import '../pages/sign-in.js';
import '../pages/handoff.js';
import '../pages/message.js';
import '../pages/returning.js';
import '../pages/app-page.js';
import '../pages/profile.js';
import '../pages/workspace-settings.js';

class MortiseApp extends MortiseElement {
  connectedCallback() {
    super.connectedCallback();
    this.keep(on_route(() => this.requestUpdate()));
  }

  // Another page is read from its beginning; another section of one is not, so that its tabs keep the focus.
  updated() {
    const { page, section } = route();
    const shown = page === 'app' ? section : page;
    if (this.shown && shown !== this.shown) this.renderRoot.querySelector('#content')?.focus({ preventScroll: true });
    this.shown = shown;
  }

  willUpdate() {
    for (let target = redirection(); target; target = redirection()) navigate(target, { replace: true });
  }

  render() {
    const { phase } = current();
    if (route().page === 'design') return html`<mortise-later .load=${() => import('../pages/design.js')} tag="mortise-design"></mortise-later>`;
    if (route().page === 'handoff') return html`<mortise-handoff></mortise-handoff>`;
    if (phase === 'starting') return html`<main class="page" aria-busy="true"></main>`;
    if (phase === 'unreachable') return this.message('unreachable', { action: 'try-again', act: reload_session });
    if (phase === 'ended') return this.ended();
    if (phase === 'signed-out') return html`<mortise-sign-in></mortise-sign-in><mortise-toasts></mortise-toasts>`;
    return html`
      <button class="button skip" @click=${this.skip}>${this.t('skip')}</button>
      <mortise-logged-in-as-banner></mortise-logged-in-as-banner>
      ${allowed_contributions('app.banner').map((each) => html`<mortise-slot-view .contribution=${each}></mortise-slot-view>`)}
      <mortise-header></mortise-header>
      <main id="content" class="page" tabindex="-1">${this.page()}</main>
      <mortise-toasts></mortise-toasts>`;
  }

  ended() {
    const sign_in = () => location.assign(sign_in_address());
    if (!current().lost_impersonation) return this.message('ended', { action: 'sign-in', act: sign_in });
    return html`<mortise-returning .act=${() => return_to_my_account().catch(sign_in)}></mortise-returning>`;
  }

  page() {
    const { page, workspace } = route();
    if (workspace && current().workspace?.id !== workspace) {
      // The one that was chosen a moment ago; what is allowed there is still being asked.
      if (current().workspaces.some(({ id }) => id === workspace)) return '';
      return this.message('no-workspace', { action: 'home', act: () => navigate('/') });
    }
    switch (page) {
      case 'app': return html`<mortise-app-page></mortise-app-page>`;
      case 'profile': return html`<mortise-profile></mortise-profile>`;
      case 'settings': return html`<mortise-workspace-settings></mortise-workspace-settings>`;
      case 'home': return this.message('no-workspaces', {});
      default: return this.message('not-found', { action: 'home', act: () => navigate('/') });
    }
  }

  message(kind, { action, act }) {
    return html`<mortise-message .kind=${kind} .action=${action} .act=${act}></mortise-message>`;
  }

  skip() {
    this.renderRoot.querySelector('#content').focus();
  }
}

// Where this viewer belongs instead of the address at hand; null when that is right.
function redirection() {
  const { phase, workspace } = current();
  const { page, section } = route();
  if (phase === 'signed-out' && !['sign-in', 'handoff', 'design'].includes(page)) {
    return sign_in_address();
  }
  if (phase !== 'ready') return null;
  if (page === 'sign-in') return next_address();
  if (!workspace || !(page === 'home' || (page === 'app' && !section && route().workspace === workspace.id))) return null;
  const [first] = allowed_contributions('app.page');
  return first ? `/w/${workspace.id}/${first.path}` : `/w/${workspace.id}/settings`;
}

function sign_in_address() {
  const here = location.pathname + location.search;
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

// Where the viewer wanted to go before signing in; only addresses of our own.
function next_address() {
  const next = new URLSearchParams(location.search).get('next') ?? '/';
  const target = new URL(next, location.origin);
  return target.origin === location.origin && target.pathname !== '/sign-in' ? target.pathname + target.search : '/';
}

customElements.define('mortise-app', MortiseApp);
