// <accounts-filters .view>: search, and filters as chips of which one of each kind can be on. Fires `filter` with what changes;
// typing waits until it pauses.
import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { MortiseElement, icon } from '@mortise/shell';

const pause = 250;

const filters = {
  status: { ACTIVE: 'status-ACTIVE', INACTIVE: 'status-INACTIVE', PENDING: 'status-PENDING' },
  'has-active-keys': { true: 'with-keys', false: 'without-keys' },
  'timer-running': { true: 'timer-runs', false: 'timer-stands' },
};

class AccountsFilters extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { view: { attribute: false } };

  static styles = css`
    form { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1.5rem; margin-block-end: 1rem; }
    .search { flex: 1 1 16rem; max-width: 26rem; margin: 0; }
    fieldset { display: flex; flex-wrap: wrap; gap: 0.375rem; min-width: 0; margin: 0; padding: 0; border: 0; }
    legend { padding: 0; margin-block-end: 0.25rem; font-size: 0.875rem; font-weight: 500; }
    .choice {
      display: inline-flex; align-items: center; gap: 0.25rem; min-height: 2rem; padding: 0.25rem 0.75rem; font: inherit; font-size: 0.875rem; cursor: pointer;
      color: var(--mortise-text); background: var(--mortise-surface); border: 1px solid var(--mortise-line-strong); border-radius: 1rem;
    }
    .choice:hover { background: var(--mortise-neutral-soft); }
    .choice[aria-pressed='true'] { color: var(--mortise-on-brand-soft); background: var(--mortise-brand-soft); border-color: var(--mortise-brand); }
    .choice .icon { width: 0.75rem; height: 0.75rem; }
  `;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  focus() { this.renderRoot.getElementById('search').select(); }

  render() {
    const chosen = Object.keys(filters).filter((name) => this.view[name] !== '');
    return html`
      <form role="search" aria-label=${this.t('search-form')} @submit=${this.submit}>
        <div class="field search">
          <label for="search">${this.t('search')}</label>
          <input id="search" name="search" type="search" maxlength="100" autocomplete="off" enterkeyhint="search"
            .value=${live(this.typing ?? this.view.search)} @input=${this.typed} @keydown=${this.pressed}>
        </div>
        ${Object.keys(filters).map((name) => this.choice(name))}
        ${chosen.length ? html`<button class="button quiet" type="button" @click=${this.clear}>${icon('xmark')}${this.t('clear-filters')}</button>` : ''}
      </form>`;
  }

  choice(name) {
    return html`
      <fieldset>
        <legend>${this.t(`filter-${name}`)}</legend>
        ${Object.entries(filters[name]).map(([value, key]) => {
          const on = this.view[name] === value;
          return html`<button class="choice" type="button" aria-pressed=${on ? 'true' : 'false'} @click=${() => this.tell({ [name]: on ? '' : value })}>
            ${on ? icon('check') : ''}${this.t(key)}</button>`;
        })}
      </fieldset>`;
  }

  clear() {
    this.renderRoot.getElementById('search').focus();
    this.tell(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])));
  }

  // What is being typed stands in the field, whatever the list shows meanwhile.
  typed({ target }) {
    this.typing = target.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), pause);
  }

  pressed(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (event.target.value === '') return event.target.blur();
    event.target.value = '';
    this.typing = '';
    this.search();
  }

  submit(event) {
    event.preventDefault();
    this.search();
  }

  search() {
    clearTimeout(this.timer);
    const search = (this.typing ?? this.view.search).trim();
    this.typing = undefined;
    if (search !== this.view.search) this.tell({ search });
  }

  tell(changes) { this.dispatchEvent(new CustomEvent('filter', { detail: changes })); }
}

customElements.define('accounts-filters', AccountsFilters);
