// <accounts-bulk .action .accounts .states>: does to several accounts, one after the other, what an action can do to each; says first what
// will happen and whom it leaves out, then how far it is, and in the end what came of every row. Stopping lets the one at hand finish.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MortiseElement, format, icon, problem_text, workspace } from '@mortise/shell';
import { reason_against } from './account-actions.js';

class AccountsBulk extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { action: { attribute: false }, accounts: { attribute: false }, states: { attribute: false }, phase: { state: true }, results: { state: true }, stopping: { state: true } };

  static styles = css`
    progress { width: 100%; accent-color: var(--mortise-brand); }
    .results { max-height: 16rem; margin: 0.5rem 0 1rem; padding: 0; overflow: auto; list-style: none; border: 1px solid var(--mortise-line); border-radius: 0.375rem; }
    .results li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.375rem 0.75rem; }
    .results li + li { border-block-start: 1px solid var(--mortise-line); }
    .failed { color: var(--mortise-on-danger-soft); }
  `;

  constructor() {
    super();
    this.phase = 'asking';   // asking, working, done
    this.results = new Map();   // user -> { kind: done | failed, text }
  }

  get dialog() { return this.renderRoot.querySelector('dialog'); }

  // Settled when it opens: what rows become meanwhile is for the server to say.
  firstUpdated() { this.dialog.showModal(); }

  willUpdate() {
    if (this.rows) return;
    const rows = this.accounts.map((account) => ({ account, reason: reason_against(this.action, account, this.states) }));
    const doable = rows.filter(({ reason }) => reason === null);
    this.rows = [...doable, ...rows.filter(({ reason }) => reason !== null)];
    this.doable = doable.map(({ account }) => account);
  }

  render() {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.closed}>
        <div class="dialog-head"><h2 id="heading">${this.action.label}</h2></div>
        <div class="dialog-body">${this.body()}</div>
        <div class="dialog-foot actions">${this.buttons()}</div>
      </dialog>`;
  }

  body() {
    const left_out = this.rows.length - this.doable.length;
    if (this.phase === 'asking') {
      return html`
        <p>${this.doable.length ? this.action.bulk.question(this.doable) : this.t('bulk-nobody')}</p>
        ${left_out ? html`<p class="notice">${this.t('bulk-left-out', { count: left_out })}</p>` : ''}
        ${this.list(this.rows)}`;
    }
    const failed = [...this.results.values()].filter(({ kind }) => kind === 'failed').length;
    const values = { done: format.number(this.results.size - failed), all: format.number(this.doable.length), failed };
    return html`
      <progress max=${this.doable.length} value=${this.results.size} aria-label=${this.action.label}></progress>
      <p role="status">${this.phase === 'working' ? this.t('bulk-progress', values) : this.t('bulk-done', values)}</p>
      ${this.list(this.rows)}`;
  }

  list(rows) {
    return html`
      <ul class="results" tabindex="0" aria-label=${this.t('bulk-results')}>
        ${repeat(rows, ({ account }) => account.userId, ({ account, reason }) => {
          const { kind = '', text = reason ?? this.t(`bulk-${this.phase}-row`) } = this.results.get(account.userId) ?? {};
          return html`<li><span>${account.name}</span><span class="quiet ${kind}">${kind === 'done' ? icon('check') : ''}${text}</span></li>`;
        })}
      </ul>`;
  }

  buttons() {
    if (this.phase === 'done') return html`<button class="button primary" autofocus @click=${() => this.dialog.close()}>${this.t('close')}</button>`;
    if (this.phase === 'working') {
      return html`<button class="button" ?disabled=${this.stopping} @click=${() => { this.stopping = true; }}>${this.t('bulk-stop')}</button>`;
    }
    return html`
      <button class="button" autofocus @click=${() => this.dialog.close()}>${this.t('cancel')}</button>
      <button class="button danger" ?disabled=${this.doable.length === 0} @click=${this.work}>${this.action.bulk.confirm()}</button>`;
  }

  async work() {
    this.phase = 'working';
    for (const account of this.doable) {
      if (this.stopping || !this.isConnected) break;
      this.results = new Map(this.results).set(account.userId, await this.result_of(account));
    }
    this.phase = 'done';
    await this.updateComplete;
    this.dialog?.querySelector('.primary').focus();
  }

  async result_of(account) {
    try {
      return { kind: 'done', text: await this.action.bulk.act(account, workspace()) };
    } catch (error) {
      return { kind: 'failed', text: problem_text(error, this.action.plugin) };
    }
  }

  cancelled(event) {
    if (this.phase !== 'working') return;
    event.preventDefault();
    this.stopping = true;
  }

  closed() { this.dispatchEvent(new CustomEvent('closed', { detail: this.phase === 'done' })); }
}

customElements.define('accounts-bulk', AccountsBulk);
