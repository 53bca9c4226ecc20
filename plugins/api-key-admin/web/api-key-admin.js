// <deactivate-keys-action .account .workspace>: asks, then deactivates all active API keys of an account. Only their number is known.
import { html } from 'lit';
import { DialogElement, api, toast } from '@mortise/shell';

class DeactivateKeysAction extends DialogElement {
  static plugin = 'api-key-admin';

  static properties = { account: { attribute: false }, workspace: { attribute: false } };

  heading() { return this.t('label'); }

  confirm_label() { return this.t('confirm'); }

  confirm_kind() { return 'danger'; }

  body() {
    const { name, email, activeApiKeys } = this.account;
    return html`<p>${this.t('text', { name, email, count: activeApiKeys })}</p>`;
  }

  async act() {
    const { userId, name } = this.account;
    const { deactivated } = await api.post(`/workspaces/${this.workspace.id}/accounts/${userId}/api-keys/deactivate`);
    toast(this.t('deactivated', { name, count: deactivated }));
  }
}

customElements.define('deactivate-keys-action', DeactivateKeysAction);
