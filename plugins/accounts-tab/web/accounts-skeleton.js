// <accounts-skeleton>: the table's outline while the first rows are on their way: as high as they will be.
import { css, html } from 'lit';
import { MortiseElement } from '@mortise/shell';

const rows = 8;

class AccountsSkeleton extends MortiseElement {
  static plugin = 'accounts-tab';

  static styles = css`
    .row { display: grid; grid-template-columns: 3fr 4fr 2fr 1fr; align-items: center; gap: 1rem; height: 4.3rem; padding: 0 1.25rem; }
    .row + .row { border-block-start: 1px solid var(--mortise-line); }
    .skeleton { min-height: 1rem; margin: 0; }
  `;

  render() {
    return html`
      <p class="visually-hidden" role="status">${this.t('loading')}</p>
      <div class="card" aria-hidden="true">
        ${Array.from({ length: rows }, () => html`<div class="row">${Array.from({ length: 4 }, () => html`<div class="skeleton"></div>`)}</div>`)}
      </div>`;
  }
}

customElements.define('accounts-skeleton', AccountsSkeleton);
