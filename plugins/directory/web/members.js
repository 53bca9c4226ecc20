// <members-tab>: who belongs to the workspace, as every member may know: name, e-mail, role, status. Found by name.
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LoadingElement, api, session, workspace } from '@mortise/shell';

const page_size = 50;
const pause = 250;
const kinds = { ACTIVE: 'success', PENDING: 'warning' };

class MembersTab extends LoadingElement {
  static plugin = 'directory';

  static properties = { members: { state: true }, last: { state: true }, page: { state: true }, search: { state: true } };

  static styles = css`
    .toolbar .field { max-width: 28rem; }
    .name { font-weight: var(--mortise-weight-strong); }
    .paging { justify-content: flex-end; }
  `;

  constructor() {
    super();
    this.page = 1;
    this.search = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.keep(() => clearTimeout(this.timer));
  }

  fetch() {
    return api.page(`/workspaces/${workspace().id}/users`, {
      name: this.search, page: this.page, 'page-size': page_size, 'sort-column': 'NAME', memberships: 'WORKSPACE', 'include-roles': true,
    });
  }

  receive({ items, last }) {
    this.members = items;
    this.last = last;
  }

  render() {
    return html`
      <form class="toolbar" role="search" aria-label=${this.t('search')} @submit=${(event) => event.preventDefault()} @input=${this.typed}>
        <div class="field wide">
          <label for="search">${this.t('search')}</label>
          <input id="search" type="search" maxlength="100" autocomplete="off">
        </div>
      </form>
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.members ? this.list() : ''}
      ${this.status === 'loading' && !this.members ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}`;
  }

  list() {
    const shown = html`<p class="visually-hidden" role="status">${this.t('shown', { count: this.members.length })}</p>`;
    if (this.members.length === 0) return html`${shown}<div class="card empty"><p>${this.t('empty')}</p></div>`;
    return html`
      ${shown}
      <div class="card">
        <table role="table" aria-label=${this.t('label')}>
          <thead role="rowgroup"><tr role="row">
            ${['name', 'email', 'role', 'status'].map((column) => html`<th role="columnheader" scope="col">${this.t(`column-${column}`)}</th>`)}
          </tr></thead>
          <tbody role="rowgroup">${repeat(this.members, ({ id }) => id, (member) => this.row(member))}</tbody>
        </table>
      </div>
      ${this.page === 1 && this.last ? '' : html`
        <div class="paging">
          <button class="button" ?disabled=${this.page === 1} @click=${() => this.turn(this.page - 1)}>${this.t('previous')}</button>
          <button class="button" ?disabled=${this.last} @click=${() => this.turn(this.page + 1)}>${this.t('next')}</button>
        </div>`}`;
  }

  row({ id, name, email, memberships: [{ role, membershipStatus: status }] }) {
    const cell = (column, content) => html`<td role="cell" data-label=${this.t(`column-${column}`)}><span>${content}</span></td>`;
    return html`
      <tr role="row">
        <td role="cell"><span class="name">${name}</span>${id === session()?.user.id ? html` <span class="chip">${this.t('you')}</span>` : ''}</td>
        ${cell('email', email)}
        ${cell('role', this.t('role', { role }))}
        ${cell('status', html`<span class="chip ${kinds[status] ?? ''}">${this.t(`status-${status}`)}</span>`)}
      </tr>`;
  }

  turn(page) {
    this.page = page;
    return this.load();
  }

  typed({ target }) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.search = target.value.trim();
      this.turn(1);
    }, pause);
  }
}

customElements.define('members-tab', MembersTab);
