// <stop-timer-action .account .workspace>: stops the running timer of a member, now or at a corrected end. The member is told
// nothing, and the dialog says so.
import { html } from 'lit';
import { DialogElement, api, format, now, to_local_input, to_server_time, toast } from '@mortise/shell';

class StopTimerAction extends DialogElement {
  static plugin = 'timer-control';

  static properties = { account: { attribute: false }, workspace: { attribute: false }, corrected: { state: true } };

  heading() { return this.t('heading', { name: this.account.name }); }

  confirm_label() { return this.t('label'); }

  confirm_kind() { return 'danger'; }

  body() {
    const { name, timer } = this.account;
    return html`
      <p>${this.t('text', { name, description: timer.description || this.t('no-description'), since: format.date_time(timer.startedAt) })}
        <mortise-elapsed since=${timer.startedAt}></mortise-elapsed></p>
      <p class="notice">${this.t('no-notice', { name })}</p>
      <p><label class="check"><input type="checkbox" @change=${(event) => { this.corrected = event.target.checked; }}>${this.t('correct')}</label></p>
      ${this.corrected ? this.end_field(timer) : ''}`;
  }

  end_field(timer) {
    const at = to_local_input(now());
    return html`
      <div class="field">
        <label for="end">${this.t('end')}</label>
        <input id="end" type="datetime-local" step="1" required value=${at} min=${to_local_input(timer.startedAt)} max=${at}>
      </div>`;
  }

  async act() {
    const { userId, name } = this.account;
    const end = this.value_of('end');
    await api.post(`/workspaces/${this.workspace.id}/accounts/${userId}/timer/stop`, end ? { end: to_server_time(end) } : {});
    toast(this.t('stopped', { name }));
  }
}

customElements.define('stop-timer-action', StopTimerAction);
