// <entry-dialog .entry>: description, start and end of an ended entry. Fires `changed` once saved, and `closed`.
import { html } from 'lit';
import { MortiseElement, api, to_local_input, to_server_time } from '@mortise/shell';

class EntryDialog extends MortiseElement {
  static plugin = 'time-tracker';

  static properties = { entry: { attribute: false }, busy: { state: true }, error: { state: true } };

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  firstUpdated() { this.dialog.open = true; }

  render() {
    const { description, timeInterval: { start, end } } = this.entry;
    const time = (name, value) => html`
      <div class="field">
        <label for=${name}>${this.t(`entry-${name}`)}</label>
        <input id=${name} type="datetime-local" step="1" required .value=${to_local_input(value)}>
      </div>`;
    return html`
      <wa-dialog label=${this.t('edit-heading')} @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('closed'))}>
        <form id="entry" @submit=${this.save}>
          <div class="field">
            <label for="description">${this.t('description')}</label>
            <input id="description" maxlength="3000" autocomplete="off" autofocus .value=${description ?? ''}>
          </div>
          ${time('start', start)} ${time('end', end)}
          <p class="field-error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
        </form>
        <div slot="footer" class="actions">
          <button class="button" @click=${() => { this.dialog.open = false; }}>${this.t('cancel')}</button>
          <button class="button primary" type="submit" form="entry" ?disabled=${this.busy}>${this.t('save')}</button>
        </div>
      </wa-dialog>`;
  }

  async save(event) {
    event.preventDefault();
    const value_of = (id) => this.renderRoot.getElementById(id).value;
    this.busy = true;
    this.error = null;
    try {
      await api.put(`/workspaces/${this.entry.workspaceId}/time-entries/${this.entry.id}`, {
        description: value_of('description').trim(), billable: this.entry.billable,
        start: to_server_time(value_of('start')), end: to_server_time(value_of('end')),
      });
      this.dispatchEvent(new CustomEvent('changed'));
      this.dialog.open = false;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('entry-dialog', EntryDialog);
