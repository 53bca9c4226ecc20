// <stop-timer-action .account .workspace>: stops the running timer of a member, now or at a corrected end. The member is told
// nothing, and the dialog says so.
import { html } from 'lit';
import { MortiseElement, api, format, now, to_local_input, to_server_time, toast } from '@mortise/shell';

class StopTimerAction extends MortiseElement {
  static plugin = 'timer-control';

  static properties = { account: { attribute: false }, workspace: { attribute: false }, corrected: { state: true }, busy: { state: true }, error: { state: true } };

  static reason_against(account) { return account.timer ? null : 'no_timer'; }

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  firstUpdated() { this.dialog.open = true; }

  render() {
    const { name, timer } = this.account;
    return html`
      <wa-dialog label=${this.t('heading', { name })} @wa-after-hide=${this.close}>
        <form id="stop" @submit=${this.stop}>
          <p>${this.t('text', { name, description: timer.description || this.t('no-description'), since: format.date_time(timer.startedAt) })}
            <mortise-elapsed since=${timer.startedAt}></mortise-elapsed></p>
          <p class="notice">${this.t('no-notice', { name })}</p>
          <p><label class="check"><input type="checkbox" .checked=${this.corrected ?? false} @change=${(event) => { this.corrected = event.target.checked; }}>${this.t('correct')}</label></p>
          ${this.corrected ? html`
            <div class="field">
              <label for="end">${this.t('end')}</label>
              <input id="end" type="datetime-local" step="1" required .value=${to_local_input(now())}
                min=${to_local_input(timer.startedAt)} max=${to_local_input(now())}>
            </div>` : ''}
          <p class="field-error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
        </form>
        <div slot="footer" class="actions">
          <button class="button" autofocus @click=${() => { this.dialog.open = false; }}>${this.t('cancel')}</button>
          <button class="button danger" type="submit" form="stop" ?disabled=${this.busy}>${this.t('label')}</button>
        </div>
      </wa-dialog>`;
  }

  close() { this.dispatchEvent(new CustomEvent('done', { detail: this.changed === true })); }

  async stop(event) {
    event.preventDefault();
    const { userId, name } = this.account;
    const end = this.renderRoot.querySelector('#end')?.value;
    this.busy = true;
    this.error = null;
    try {
      await api.post(`/workspaces/${this.workspace.id}/accounts/${userId}/timer/stop`, end ? { end: to_server_time(end) } : {});
      this.changed = true;
      toast(this.t('stopped', { name }));
      this.dialog.open = false;
    } catch (error) {
      this.changed = error.reason === 'timer_not_running';   // the member was first: the row is out of date
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('stop-timer-action', StopTimerAction);
