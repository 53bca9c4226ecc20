// <entry-dialog .entry>: description, start and end of an ended entry.
import { html } from 'lit';
import { DialogElement, api, to_local_input, to_server_time } from '@mortise/shell';

class EntryDialog extends DialogElement {
  static plugin = 'time-tracker';

  static properties = { entry: { attribute: false } };

  heading() { return this.t('edit-heading'); }

  confirm_label() { return this.t('save'); }

  body() {
    const { description, timeInterval: { start, end } } = this.entry;
    const time = (name, value) => html`
      <div class="field">
        <label for=${name}>${this.t(`entry-${name}`)}</label>
        <input id=${name} type="datetime-local" step="1" required .value=${to_local_input(value)}>
      </div>`;
    return html`
      <div class="field">
        <label for="description">${this.t('description')}</label>
        <input id="description" maxlength="3000" autocomplete="off" autofocus .value=${description ?? ''}>
      </div>
      ${time('start', start)} ${time('end', end)}`;
  }

  act() {
    const { id, workspaceId, billable } = this.entry;
    return api.put(`/workspaces/${workspaceId}/time-entries/${id}`, {
      description: this.value_of('description'), billable,
      start: to_server_time(this.value_of('start')), end: to_server_time(this.value_of('end')),
    });
  }
}

customElements.define('entry-dialog', EntryDialog);
