// <accounts-export .query .total .capped>: everything that matches as a CSV file, asked for page by page, however much it is; says
// how far it is, and can be given up.
import { css, html } from 'lit';
import { MortiseElement, api, csv_line, format, save_file, workspace } from '@mortise/shell';

const page_size = 1000;
const columns = ['name', 'email', 'role', 'status', 'joined', 'keys', 'timer', 'timer-start'];

class AccountsExport extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { query: { attribute: false }, total: { type: Number }, capped: { type: Boolean }, done: { state: true }, error: { state: true }, finished: { state: true } };

  static styles = css`progress { width: 100%; accent-color: var(--mortise-brand); }`;

  #asked = new AbortController();

  constructor() {
    super();
    this.done = 0;
  }

  get dialog() { return this.renderRoot.querySelector('dialog'); }

  firstUpdated() {
    this.dialog.showModal();
    this.begin();
  }

  async begin() {
    this.error = null;
    try {
      save_file(await this.collect(), `accounts-${workspace().id}.csv`);
      this.finished = true;
      await this.updateComplete;
      this.dialog?.close();
    } catch (error) {
      if (!this.#asked.signal.aborted) this.error = error;
    }
  }

  // The pages that are there are kept when one fails: trying again goes on from it.
  async collect() {
    this.parts ??= [csv_line(columns.map((key) => this.t(`column-${key}`)))];
    do {
      const query = { ...this.query, 'page-size': page_size, after: this.next_page };
      const { accounts, next } = await api.get(`/workspaces/${workspace().id}/accounts`, query, { signal: this.#asked.signal });
      this.parts.push(...accounts.map((account) => csv_line(this.cells(account))));
      this.done += accounts.length;
      this.next_page = next;
    } while (this.next_page);
    return new Blob(this.parts, { type: 'text/csv;charset=utf-8' });
  }

  cells({ name, email, role, status, joinedAt, activeApiKeys, timer }) {
    return [name, email, this.t(`role-${role}`), this.t(`status-${status}`), joinedAt, activeApiKeys, timer?.description, timer?.startedAt];
  }

  render() {
    const values = { done: format.number(this.done), all: format.number(this.total) };
    return html`
      <dialog aria-labelledby="heading" @close=${this.closed}>
        <div class="dialog-head"><h2 id="heading">${this.t('export')}</h2></div>
        <div class="dialog-body">
          <progress max=${Math.max(this.total, this.done, 1)} value=${this.done} aria-label=${this.t('export')}></progress>
          <p role="status">${this.t(this.capped ? 'export-progress-capped' : 'export-progress', values)}</p>
          ${this.error ? html`<p class="notice danger" role="alert">${this.problem(this.error)}</p>` : ''}
        </div>
        <div class="dialog-foot actions">
          <button class="button" autofocus @click=${() => this.dialog.close()}>${this.t('cancel')}</button>
          ${this.error ? html`<button class="button primary" @click=${this.begin}>${this.t('try-again')}</button>` : ''}
        </div>
      </dialog>`;
  }

  closed() {
    this.#asked.abort();
    this.dispatchEvent(new CustomEvent('closed', { detail: this.finished === true }));
  }
}

customElements.define('accounts-export', AccountsExport);
