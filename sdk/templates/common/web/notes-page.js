// <com-example-scaffold-page>: the notes of the workspace, newest first, and a field to write one. Notes of others appear at once.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LoadingElement, allows, api, toast, workspace } from '@mortise/shell';

class NotesPage extends LoadingElement {
  static plugin = 'com.example.scaffold';

  static properties = { notes: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.notes = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.on_event('scaffold_plugin.added', () => this.load());
  }

  get path() { return `/workspaces/${workspace().id}/scaffold-plugin/notes`; }

  fetch() { return api.get(this.path); }

  receive(notes) { this.notes = notes; }

  async add(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#text');
    this.busy = true;
    try {
      await api.post(this.path, { text: field.value });
      field.value = '';
      await this.load();
    } catch (error) {
      toast(this.problem(error), { kind: 'error' });
    }
    this.busy = false;
  }

  render() {
    return html`
      <h1>${this.t('heading')}</h1>
      ${allows('scaffold-plugin.write') ? this.form() : ''}
      ${this.status === 'error' ? html`<p class="notice danger" role="alert">${this.problem(this.error)}
        <button class="button" @click=${this.load}>${this.t('try-again')}</button></p>` : ''}
      ${this.status === 'ready' ? this.list() : ''}`;
  }

  form() {
    return html`
      <form class="toolbar" @submit=${this.add}>
        <div class="field"><label for="text">${this.t('text')}</label><input id="text" maxlength="500" required autocomplete="off"></div>
        <button class="button primary" ?disabled=${this.busy}>${this.t('add')}</button>
      </form>`;
  }

  list() {
    if (this.notes.length === 0) return html`<div class="card empty"><p>${this.t('empty')}</p></div>`;
    return html`<ul class="rows card">${repeat(this.notes, ({ id }) => id, ({ text, writtenAt }) => html`
      <li><span class="grow">${text}</span><mortise-time class="quiet" at=${writtenAt}></mortise-time></li>`)}</ul>`;
  }
}

customElements.define('com-example-scaffold-page', NotesPage);
