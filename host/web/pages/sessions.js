// <mortise-sessions>: the browsers the viewer is signed in with, and signing out of all others.
import { html } from 'lit';
import { api } from '../api.js';
import { confirm } from '../dialogs.js';
import { LoadingElement } from '../element.js';
import { toast } from '../toasts.js';

class MortiseSessions extends LoadingElement {
  static properties = { sessions: { state: true } };

  fetch() { return api.get('/user/sessions'); }

  receive(answer) { this.sessions = answer; }

  render() {
    if (this.status === 'loading') return html`<div class="skeleton tall" aria-hidden="true"></div>`;
    if (this.status === 'error') return html`
      <p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>`;
    const others = this.sessions.some((each) => !each.current);
    return html`
      <ul class="rows card">
        ${this.sessions.map((each) => html`
          <li>
            <div class="grow">
              <strong>${browser_of(each.userAgent) || this.t('sessions.unknown')}</strong>
              ${each.current ? html`<span class="chip success">${this.t('sessions.current')}</span>` : ''}
              <div class="quiet">${each.clientAddress} · ${this.t('sessions.since')} <mortise-time at=${each.createdAt} absolute></mortise-time>
                · ${this.t('sessions.seen')} <mortise-time at=${each.lastSeenAt}></mortise-time></div>
            </div>
            ${each.current ? '' : html`
              <button class="button" aria-label=${this.t('sessions.end-which', { browser: browser_of(each.userAgent) || this.t('sessions.unknown') })}
                @click=${() => this.end(each)}>${this.t('sessions.end')}</button>`}
          </li>`)}
      </ul>
      ${others
        ? html`<button class="button danger" @click=${this.end_others}>${this.t('sessions.end-others')}</button>` : ''}`;
  }

  async end({ id }) {
    try {
      await api.delete(`/user/sessions/${id}`);
      toast(this.t('sessions.one-ended'));
    } catch (error) {
      toast(this.problem(error), { kind: 'error' });
    }
    await this.load();
  }

  async end_others() {
    const done = await confirm({
      heading: this.t('sessions.end-others'), text: this.t('sessions.end-others-text'), confirm: this.t('sessions.end-others-confirm'),
      danger: true, act: () => api.delete('/user/sessions'),
    });
    if (!done) return;
    toast(this.t('sessions.ended'));
    await this.load();
  }
}

// "Firefox, Linux" out of a browser's long name for itself.
function browser_of(user_agent = '') {
  const find = (names) => names.find(([, pattern]) => pattern.test(user_agent))?.[0];
  const browser = find([['Edge', /Edg\//], ['Opera', /OPR\//], ['Firefox', /Firefox\//], ['Chrome', /Chrome\//], ['Safari', /Safari\//]]);
  const system = find([['Android', /Android/], ['iOS', /iPhone|iPad/], ['Windows', /Windows/], ['macOS', /Mac OS/], ['Linux', /Linux/]]);
  return [browser, system].filter(Boolean).join(', ');
}

customElements.define('mortise-sessions', MortiseSessions);
