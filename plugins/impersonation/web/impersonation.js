// <log-in-as-action .account .workspace>: says what is within reach, asks for a reason, then logs in as the account's user.
import { html } from 'lit';
import { MortiseElement, api, take_session } from '@mortise/shell';

class LogInAsAction extends MortiseElement {
  static plugin = 'impersonation';

  static properties = { account: { attribute: false }, workspace: { attribute: false }, busy: { state: true }, error: { state: true } };

  static reason_against(account, session) {
    if (account.userId === session?.user.id) return 'self';
    return account.status === 'ACTIVE' ? null : 'inactive';
  }

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  firstUpdated() { this.dialog.open = true; }

  render() {
    const { name, email } = this.account;
    const confined = this.workspace.subdomain?.enabled === true;
    return html`
      <wa-dialog label=${this.t('label')} @wa-after-hide=${this.close}>
        <form id="log-in-as" @submit=${this.log_in}>
          <p>${this.t('text', { name, email })}</p>
          <p class="notice ${confined ? '' : 'warning'}">${this.t(confined ? 'confined' : 'within-reach', { name, workspace: this.workspace.name })}</p>
          <div class="field">
            <label for="reason">${this.t('reason')}</label>
            <input id="reason" maxlength="500" autocomplete="off" autofocus>
          </div>
          <p class="field-error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
        </form>
        <div slot="footer" class="actions">
          <button class="button" @click=${() => { this.dialog.open = false; }}>${this.t('cancel')}</button>
          <button class="button primary" type="submit" form="log-in-as" ?disabled=${this.busy}>${this.t('confirm', { name })}</button>
        </div>
      </wa-dialog>`;
  }

  close() { this.dispatchEvent(new CustomEvent('done', { detail: false })); }

  async log_in(event) {
    event.preventDefault();
    const reason = this.renderRoot.querySelector('#reason').value.trim();
    const workspace = this.workspace.id;
    this.busy = true;
    this.error = null;
    try {
      const answer = await api.post(`/workspaces/${workspace}/accounts/${this.account.userId}/log-in-as`, reason ? { reason } : {});
      await take_session(answer, `/w/${workspace}`);
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('log-in-as-action', LogInAsAction);
