// <api-keys-page>: the viewer's own API keys: generate, rename, delete, and what became of them. A key that is deactivated shows
// so at once.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LoadingElement, api, confirm, format, icon, show_dialog, toast, workspaces } from '@mortise/shell';
import './generate-key.js';
import './rename-key.js';

class ApiKeysPage extends LoadingElement {
  static plugin = 'api-keys';

  static properties = { keys: { state: true }, announced: { state: true } };

  constructor() {
    super();
    this.keys = [];
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of ['api_key.created', 'api_key.updated', 'api_key.deleted', 'api_key.deactivated']) this.on_event(name, () => this.load());
  }

  fetch() { return api.get('/user/api-keys'); }

  // Who does not see the row change hears that it did.
  receive(keys) {
    const before = new Map(this.keys.map(({ id, status }) => [id, status]));
    const names = keys.filter(({ id, status }) => status === 'DEACTIVATED' && before.get(id) === 'ACTIVE').map(({ name }) => name);
    if (names.length) this.announced = this.t('now-deactivated', { count: names.length, names: format.list(names) });
    this.keys = keys;
  }

  render() {
    return html`
      <h2 tabindex="-1">${this.t('heading')}</h2>
      <p class="visually-hidden" role="status">${this.announced ?? ''}</p>
      <p class="quiet">${this.t('intro')}</p>
      <generate-key @generated=${this.load}></generate-key>
      ${this.status === 'loading' ? html`<div class="skeleton tall" aria-hidden="true"></div>` : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.status === 'ready' ? this.list() : ''}`;
  }

  list() {
    if (this.keys.length === 0) return html`<div class="card empty"><p>${this.t('empty')}</p></div>`;
    return html`
      <div class="card">
        <table role="table" aria-label=${this.t('heading')}>
          <thead role="rowgroup">
            <tr role="row">
              ${['name', 'scope', 'status', 'created', 'last-used'].map((column) => html`<th role="columnheader" scope="col">${this.t(`column-${column}`)}</th>`)}
              <th role="columnheader" scope="col"><span class="visually-hidden">${this.t('actions')}</span></th>
            </tr>
          </thead>
          <tbody role="rowgroup">${repeat(this.keys, ({ id }) => id, (key) => this.row(key))}</tbody>
        </table>
      </div>`;
  }

  row(key) {
    const bound = workspaces().find(({ id }) => id === key.workspaceId)?.name ?? key.workspaceId;
    const cell = (column, content) => html`<td role="cell" data-label=${this.t(`column-${column}`)}><span>${content}</span></td>`;
    return html`
      <tr role="row">
        <td role="cell"><strong>${key.name}</strong>${key.hint ? html` <code class="quiet">${key.hint}</code>` : ''}</td>
        ${cell('scope', key.workspaceId ? bound : this.t('account-wide'))}
        ${cell('status', this.status_of(key))}
        ${cell('created', html`<mortise-time at=${key.createdAt}></mortise-time>`)}
        ${cell('last-used', key.lastUsedAt ? html`<mortise-time at=${key.lastUsedAt}></mortise-time>` : this.t('never'))}
        <td role="cell" class="end">
          <wa-dropdown placement="bottom-end" @wa-select=${(event) => this.choose(event.detail.item.value, key)}>
            <button slot="trigger" class="button quiet icon-only" aria-label=${this.t('menu', { name: key.name })}>${icon('dots')}</button>
            <wa-dropdown-item value="rename">${this.t('rename')}</wa-dropdown-item>
            <wa-dropdown-item value="remove" variant="danger">${this.t('delete')}</wa-dropdown-item>
          </wa-dropdown>
        </td>
      </tr>`;
  }

  status_of(key) {
    if (key.status !== 'ACTIVE') return html`<span class="chip danger">${this.t('deactivated')}</span>`;
    const denied = (key.deniedIn ?? []).map((denied_id) => workspaces().find(({ id }) => id === denied_id)?.name ?? denied_id);
    return html`
      <span class="chip success">${this.t('active')}</span>
      ${denied.length ? html`<span class="chip warning">${this.t('denied-in', { workspaces: denied.join(', ') })}</span>` : ''}`;
  }

  choose(action, key) {
    return action === 'rename' ? this.rename(key) : this.delete_key(key);
  }

  async rename(key) {
    if (await show_dialog(Object.assign(document.createElement('rename-key'), { key }), this.renderRoot)) await this.load();
  }

  async delete_key(key) {
    const done = await confirm({
      heading: this.t('delete-heading'), text: this.t('delete-text', { name: key.name }), confirm: this.t('delete'),
      danger: true, act: () => api.delete(`/user/api-keys/${key.id}`),
    });
    if (!done) return;
    toast(this.t('deleted', { name: key.name }));
    this.renderRoot.querySelector('h2').focus();   // the menu that had the focus goes with its row
    await this.load();
  }
}

customElements.define('api-keys-page', ApiKeysPage);
