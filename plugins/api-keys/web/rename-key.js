// <rename-key .key>: a new name for a key. Fires `changed` once saved, and `closed`.
import { html } from 'lit';
import { MortiseElement, api } from '@mortise/shell';

class RenameKey extends MortiseElement {
  static plugin = 'api-keys';

  static properties = { key: { attribute: false }, busy: { state: true }, error: { state: true } };

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  firstUpdated() { this.dialog.open = true; }

  render() {
    return html`
      <wa-dialog label=${this.t('rename-heading')} @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('closed'))}>
        <form id="rename" @submit=${this.save}>
          <div class="field">
            <label for="name">${this.t('name')}</label>
            <input id="name" required maxlength="100" autocomplete="off" autofocus .value=${this.key.name}>
          </div>
          <p class="field-error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
        </form>
        <div slot="footer" class="actions">
          <button class="button" @click=${() => { this.dialog.open = false; }}>${this.t('cancel')}</button>
          <button class="button primary" type="submit" form="rename" ?disabled=${this.busy}>${this.t('save')}</button>
        </div>
      </wa-dialog>`;
  }

  async save(event) {
    event.preventDefault();
    this.busy = true;
    this.error = null;
    try {
      await api.patch(`/user/api-keys/${this.key.id}`, { name: this.renderRoot.querySelector('#name').value.trim() });
      this.dispatchEvent(new CustomEvent('changed'));
      this.dialog.open = false;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('rename-key', RenameKey);
