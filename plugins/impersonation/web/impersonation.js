// <log-in-as-action .account .workspace>: says what is within reach, asks for a reason, then logs in as the account's user.
import { html } from 'lit';
import { DialogElement, api, session, take_session } from '@mortise/shell';

class LogInAsAction extends DialogElement {
  static plugin = 'impersonation';

  static properties = { account: { attribute: false }, workspace: { attribute: false } };

  static states(accounts) {
    const state_of = ({ userId, status }) => {
      if (userId === session().user.id) return { reason: 'reason-yourself' };
      return status === 'INACTIVE' ? { reason: 'reason-inactive' } : {};
    };
    return Object.fromEntries(accounts.map((account) => [account.userId, state_of(account)]));
  }

  heading() { return this.t('label'); }

  confirm_label() { return this.t('confirm', { name: this.account.name }); }

  body() {
    const { name, email } = this.account;
    const confined = this.workspace.subdomain?.enabled === true;
    return html`
      <p>${this.t('text', { name, email })}</p>
      <p class="notice ${confined ? '' : 'warning'}">${this.t(confined ? 'confined' : 'within-reach', { name, workspace: this.workspace.name })}</p>
      <div class="field">
        <label for="reason">${this.t('reason')}</label>
        <input id="reason" maxlength="500" autocomplete="off" autofocus>
      </div>`;
  }

  async act() {
    const reason = this.value_of('reason');
    const answer = await api.post(`/workspaces/${this.workspace.id}/accounts/${this.account.userId}/log-in-as`, reason ? { reason } : {});
    await take_session(answer, `/w/${this.workspace.id}`);
  }
}

customElements.define('log-in-as-action', LogInAsAction);
