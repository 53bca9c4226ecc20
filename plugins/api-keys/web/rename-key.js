// <rename-key .key>: a new name for a key.
import { html } from 'lit';
import { DialogElement, api } from '@mortise/shell';

class RenameKey extends DialogElement {
  static plugin = 'api-keys';

  static properties = { key: { attribute: false } };

  heading() { return this.t('rename-heading'); }

  confirm_label() { return this.t('save'); }

  body() {
    return html`
      <div class="field">
        <label for="name">${this.t('name')}</label>
        <input id="name" required maxlength="100" autocomplete="off" autofocus .value=${this.key.name}>
      </div>`;
  }

  act() { return api.patch(`/user/api-keys/${this.key.id}`, { name: this.value_of('name') }); }
}

customElements.define('rename-key', RenameKey);
