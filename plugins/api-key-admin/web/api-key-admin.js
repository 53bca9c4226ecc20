// <deactivate-keys-action .account .workspace>: asks, then deactivates all active API keys of an account. Only their number is known.
import { html } from 'lit';
import { DialogElement, api, t, toast } from '@mortise/shell';

async function deactivate({ userId, name }, workspace) {
  const { deactivated } = await api.post(`/workspaces/${workspace.id}/accounts/${userId}/api-keys/deactivate`);
  return t('api-key-admin', 'deactivated', { name, count: deactivated });
}

class DeactivateKeysAction extends DialogElement {
  static plugin = 'api-key-admin';

  static properties = { account: { attribute: false }, workspace: { attribute: false } };

  static bulk = {
    question: (accounts) => t('api-key-admin', 'bulk-text', {
      accounts: accounts.length, name: accounts[0].name, count: accounts.reduce((sum, { activeApiKeys }) => sum + activeApiKeys, 0),
    }),
    confirm: () => t('api-key-admin', 'confirm'),
    act: deactivate,
  };

  static states(accounts) {
    return Object.fromEntries(accounts.map(({ userId, activeApiKeys }) => [userId, activeApiKeys === 0 ? { reason: 'reason-no-active-keys' } : {}]));
  }

  heading() { return this.t('label'); }

  confirm_label() { return this.t('confirm'); }

  confirm_kind() { return 'danger'; }

  body() {
    const { name, email, activeApiKeys } = this.account;
    return html`<p>${this.t('text', { name, email, count: activeApiKeys })}</p>`;
  }

  async act() { toast(await deactivate(this.account, this.workspace)); }
}

customElements.define('deactivate-keys-action', DeactivateKeysAction);
