// <mortise-workspace-menu>: the workspace's name and, behind three dots, its settings, its own address and the viewer's other workspaces.
// On a subdomain, and while confined to one workspace, the server lists only that one, so there is nothing to switch to.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { navigate } from '../router.js';
import { current, open_address } from '../state.js';
import { toast } from '../toasts.js';

class MortiseWorkspaceMenu extends MortiseElement {
  static styles = css`
    :host { display: flex; align-items: center; gap: 0.25rem; }
    .name { font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  `;

  render() {
    const { session, workspace, workspaces } = current();
    const address = session.scope?.workspaceId || session.impersonation ? null : workspace.subdomain?.enabled && workspace.subdomain.name;
    const others = workspaces.filter(({ id }) => id !== workspace.id);
    return html`
      <span class="name">${workspace.name}</span>
      <wa-dropdown @wa-select=${this.choose}>
        <button slot="trigger" class="button quiet icon-only" aria-label=${this.t('workspace.menu', { name: workspace.name })}>${icon('dots')}</button>
        <wa-dropdown-item value="/w/${workspace.id}/settings">${this.t('workspace.settings')}</wa-dropdown-item>
        ${address ? html`<wa-dropdown-item value="open">${this.t('workspace.open-address', { address: `${address}.${location.host}` })}</wa-dropdown-item>` : ''}
        ${others.length ? html`<wa-divider></wa-divider><div class="menu-heading">${this.t('workspace.switch')}</div>` : ''}
        ${others.map(({ id, name }) => html`<wa-dropdown-item value="/w/${id}">${name}</wa-dropdown-item>`)}
      </wa-dropdown>`;
  }

  choose(event) {
    const { value } = event.detail.item;
    if (value !== 'open') return navigate(value);
    return open_address(current().workspace).catch((error) => toast(this.problem(error), { kind: 'error' }));
  }
}

customElements.define('mortise-workspace-menu', MortiseWorkspaceMenu);
