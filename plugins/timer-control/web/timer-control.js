// <stop-timer-action .account .workspace>: stops the running timer of a member, now or at a corrected end. The member is told
// nothing, and the dialog says so.
import { html } from 'lit';
import { DialogElement, api, format, now, t, to_local_input, to_server_time, toast } from '@mortise/shell';

async function stop({ userId, name }, workspace, body = {}) {
  await api.post(`/workspaces/${workspace.id}/accounts/${userId}/timer/stop`, body);
  return t('timer-control', 'stopped', { name });
}

class StopTimerAction extends DialogElement {
  static plugin = 'timer-control';

  static properties = { account: { attribute: false }, workspace: { attribute: false }, corrected: { state: true } };

  static bulk = {
    question: (accounts) => t('timer-control', 'bulk-text', { count: accounts.length, name: accounts[0].name }),
    confirm: () => t('timer-control', 'label'),
    act: (account, workspace) => stop(account, workspace),
  };

  static states(accounts) {
    return Object.fromEntries(accounts.map(({ userId, timer }) => [userId, timer ? {} : { reason: 'reason-no-timer' }]));
  }

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
    const end = this.value_of('end');
    toast(await stop(this.account, this.workspace, end ? { end: to_server_time(end) } : {}));
  }
}

customElements.define('stop-timer-action', StopTimerAction);
