// The base of every dialog: a heading, a body, Cancel, and one button that does it. While it acts the dialog stays; what went
// wrong shows in it; once it succeeded, or the viewer gave up, it fires `closed` with whether it was done. Whoever put it on the
// page takes it away then.
import { html } from 'lit';
import { MortiseElement } from './element.js';
import { icon } from './icons.js';
import { t } from './text.js';

export class DialogElement extends MortiseElement {
  static properties = { busy: { state: true }, error: { state: true } };

  // What a dialog says and does.
  heading() { return ''; }
  body() { return ''; }
  confirm_label() { return ''; }
  cancel_label() { return t('shell', 'cancel'); }
  confirm_kind() { return 'primary'; }   // primary, danger
  async act() {}

  get dialog() { return this.renderRoot.querySelector('dialog'); }

  firstUpdated() { this.dialog.showModal(); }

  close() { this.dialog.close(); }

  render() {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.#cancel} @close=${this.#closed}>
        <form @submit=${this.#submit}>
          <div class="dialog-head">
            <h2 id="heading">${this.heading()}</h2>
            <button class="button quiet icon-only" type="button" aria-label=${t('shell', 'close')} ?disabled=${this.busy} @click=${this.close}>${icon('xmark')}</button>
          </div>
          <div class="dialog-body">
            ${this.body()}
            <p class="field-error" id="error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
          </div>
          <div class="dialog-foot actions">
            <button class="button" type="button" autofocus ?disabled=${this.busy} @click=${this.close}>${this.cancel_label()}</button>
            <button class="button ${this.confirm_kind()}" type="submit" ?disabled=${this.busy}>${this.confirm_label()}</button>
          </div>
        </form>
      </dialog>`;
  }

  value_of(id) { return this.renderRoot.getElementById(id)?.value.trim() ?? ''; }

  // Closing while it acts would hide how it ends.
  #cancel(event) { if (this.busy) event.preventDefault(); }

  #closed() { this.dispatchEvent(new CustomEvent('closed', { detail: this.done === true })); }

  async #submit(event) {
    event.preventDefault();
    this.busy = true;
    this.error = null;
    try {
      await this.act();
      this.done = true;
      this.busy = false;
      if (this.isConnected) this.close();
    } catch (error) {
      this.error = error;
      this.busy = false;
    }
  }
}
