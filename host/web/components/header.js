// <mortise-header>: the workspace's name with its three dots, the pages, and the viewer's own menu.
import { css, html, nothing } from 'lit';
import { MortiseElement } from '../element.js';
import { on_route, route } from '../router.js';
import { allowed_contributions } from '../slots.js';
import { current } from '../state.js';
import './user-menu.js';
import './workspace-menu.js';

class MortiseHeader extends MortiseElement {
  static styles = css`
    header {
      display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; padding: 0.5rem clamp(0.75rem, 3vw, 2rem);
      background: var(--mortise-surface); border-block-end: 1px solid var(--mortise-line);
    }
    mortise-workspace-menu { min-width: 0; max-width: min(22rem, 70vw); }
    nav { display: flex; gap: 0.25rem; flex: 1; min-width: 0; }
    nav a {
      padding: 0.5rem 0.75rem; border-radius: var(--mortise-radius); color: var(--mortise-text);
      text-decoration: none; font-weight: 500;
    }
    nav a:hover { background: var(--mortise-neutral-soft); }
    nav a[aria-current] { color: var(--mortise-on-brand-soft); background: var(--mortise-brand-soft); }
    mortise-user-menu { margin-inline-start: auto; }
    @media (max-width: 40rem) { nav { order: 3; flex-basis: 100%; } }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.keep(on_route(() => this.requestUpdate()));
  }

  render() {
    const { workspace } = current();
    const here = route();
    const link = ({ path, label }) => html`
      <a href="/w/${workspace.id}/${path}" aria-current=${here.page === 'app' && here.section === path ? 'page' : nothing}>${label}</a>`;
    return html`
      <header>
        ${workspace ? html`<mortise-workspace-menu></mortise-workspace-menu>` : ''}
        <nav aria-label=${this.t('header.pages')}>${workspace ? allowed_contributions('app.page').map(link) : ''}</nav>
        <mortise-user-menu></mortise-user-menu>
      </header>`;
  }
}

customElements.define('mortise-header', MortiseHeader);
