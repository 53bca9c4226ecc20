// <accounts-filters .filters>: search and filters. Fires `filters` with the query they make; typing waits until it pauses.
import { html } from 'lit';
import { MortiseElement } from '@mortise/shell';

const pause = 250;

class AccountsFilters extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { filters: { attribute: false } };

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    return html`
      <form class="toolbar" role="search" aria-label=${this.t('search-form')} @submit=${this.submit} @input=${this.typed}>
        <div class="field wide">
          <label for="search">${this.t('search')}</label>
          <input id="search" name="search" type="search" maxlength="100" autocomplete="off" .value=${this.filters.search ?? ''}>
        </div>
        ${this.choice('status', { ACTIVE: 'status-ACTIVE', INACTIVE: 'status-INACTIVE', PENDING: 'status-PENDING' })}
        ${this.choice('has-active-keys', { true: 'yes', false: 'no' })}
        ${this.choice('timer-running', { true: 'yes', false: 'no' })}
      </form>`;
  }

  choice(name, options) {
    return html`
      <div class="field">
        <label for=${name}>${this.t(`filter-${name}`)}</label>
        <select id=${name} name=${name}>
          <option value="">${this.t('any')}</option>
          ${Object.entries(options).map(([value, key]) => html`<option value=${value} ?selected=${this.filters[name] === value}>${this.t(key)}</option>`)}
        </select>
      </div>`;
  }

  typed({ target }) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), target.name === 'search' ? pause : 0);
  }

  submit(event) {
    event.preventDefault();
    clearTimeout(this.timer);
    this.tell();
  }

  tell() {
    const entries = [...new FormData(this.renderRoot.querySelector('form'))].map(([name, value]) => [name, value.trim()]);
    const filters = Object.fromEntries(entries.filter(([, value]) => value !== ''));
    if (JSON.stringify(filters) === JSON.stringify(this.filters)) return;
    this.dispatchEvent(new CustomEvent('filters', { detail: filters }));
  }
}

customElements.define('accounts-filters', AccountsFilters);
