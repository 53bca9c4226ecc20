// <accounts-bar .page .selected .actions .states .query .outdated>: how many accounts match, those selected and what can be done to all of
// them, export, help. Of one height whatever it shows. Fires `select`, `refresh`, and `changed` with the users acted upon.
import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { MortiseElement, class_of, format, icon, show_dialog, toast } from '@mortise/shell';

class AccountsBar extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = {
    page: { attribute: false }, selected: { attribute: false }, actions: { attribute: false }, states: { attribute: false }, query: { attribute: false }, outdated: { attribute: false },
    bulk: { state: true },
  };

  static styles = css`
    .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; min-height: 2.75rem; margin-block-end: 0.5rem; padding-inline: 1.25rem 0; }
    .said { flex: 1 1 auto; display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; }
    .check input { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--mortise-brand); }
    @media (max-width: 48rem) { .bar { padding-inline: 0; } .actions { justify-content: flex-start; } .keys { display: none; } }
  `;

  // What can be done to several at once is known once an action's module is there; it is asked for when somebody selects.
  willUpdate(changed) {
    if (this.selected.size > 0 && !this.bulk) {
      this.bulk = [];
      this.load_bulk();
    }
  }

  async load_bulk() {
    const found = await Promise.all(this.actions.map(async (action) => {
      const { bulk } = await class_of(action).catch(() => ({}));
      return bulk && { ...action, bulk };
    }));
    this.bulk = found.filter(Boolean);
  }

  render() {
    const { accounts, total, totalCapped } = this.page;
    const here = accounts.filter(({ userId }) => this.selected.has(userId)).length;
    const count = this.t(totalCapped ? 'count-capped' : 'count', { count: total, shown: format.number(total) });
    return html`
      <div class="bar" role="group" aria-label=${this.t('bar')}>
        <span class="said">
          <label class="check"><input type="checkbox" aria-label=${this.t('select-all')} ?disabled=${accounts.length === 0}
            .checked=${live(here > 0 && here === accounts.length)} .indeterminate=${live(here > 0 && here < accounts.length)}
            @change=${(event) => this.select(accounts, event.target.checked)}>
            <span class="quiet" role="status">${this.selected.size ? this.t('selected', { count: this.selected.size }) : count}</span></label>
          ${this.outdated ? html`<span class="quiet" role="status">${this.t('outdated')}</span>
            <button class="button quiet" @click=${() => this.tell('refresh')}>${this.t('refresh')}</button>` : ''}
        </span>
        <span class="actions">${this.selected.size ? this.for_selected() : this.for_all()}</span>
      </div>`;
  }

  for_selected() {
    return html`
      ${this.bulk?.map((action) => html`<button class="button" @click=${() => this.run(action)}>${action.label}</button>`)}
      <button class="button quiet" @click=${() => this.select([...this.selected.values()], false)}>${icon('xmark')}${this.t('clear-selection')}</button>`;
  }

  for_all() {
    return html`
      <button class="button" ?disabled=${this.page.accounts.length === 0} @click=${this.export}>${icon('download')}${this.t('export')}</button>
      <button class="button quiet keys" @click=${() => this.show('keys-dialog', {})}>${this.t('keys')}</button>`;
  }

  select(accounts, on) { this.tell('select', { accounts, on }); }

  tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  async run(action) {
    const accounts = [...this.selected.values()];
    await this.show('bulk', { action, accounts, states: this.states });
    this.tell('changed', accounts.map(({ userId }) => userId));
  }

  export() {
    const { 'page-size': size, after, before, ...query } = this.query;
    return this.show('export', { query, total: this.page.total, capped: this.page.totalCapped === true });
  }

  async show(part, properties) {
    try {
      await import(`./accounts-${part}.js`);
    } catch {
      toast(this.t('part-failed'), { kind: 'error' });
      return;
    }
    await show_dialog(Object.assign(document.createElement(`accounts-${part}`), properties), this.renderRoot);
  }
}

customElements.define('accounts-bar', AccountsBar);
