// <deactivate-keys-action .account .workspace>: asks, then deactivates all active API keys of an account. Only their number is known.
import { MortiseElement, api, confirm, toast } from '@mortise/shell';

class DeactivateKeysAction extends MortiseElement {
  static plugin = 'api-key-admin';

  static properties = { account: { attribute: false }, workspace: { attribute: false } };

  static reason_against(account) { return account.activeApiKeys === 0 ? 'no_active_keys' : null; }

  async firstUpdated() {
    const { userId, name, email, activeApiKeys } = this.account;
    let deactivated = 0;
    const done = await confirm({
      heading: this.t('label'),
      text: this.t('text', { name, email, count: activeApiKeys }),
      confirm: this.t('confirm'),
      danger: true,
      act: async () => {
        ({ deactivated } = await api.post(`/workspaces/${this.workspace.id}/accounts/${userId}/api-keys/deactivate`));
      },
    });
    if (done) toast(this.t('deactivated', { name, count: deactivated }));
    this.dispatchEvent(new CustomEvent('done', { detail: done }));
  }
}

customElements.define('deactivate-keys-action', DeactivateKeysAction);
