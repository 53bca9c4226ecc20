// <mortise-confirm>: the dialog behind confirm(). Its promise `answered` yields whether the viewer confirmed.
import { html } from 'lit';
import { MortiseElement } from '../element.js';

class MortiseConfirm extends MortiseElement {
  static properties = {
    heading: {}, text: {}, confirm: {}, cancel: {}, danger: {}, act: { attribute: false },
    busy: { state: true }, error: { state: true },
  };

  constructor() {
    super();
    this.answered = new Promise((resolve) => { this.answer = resolve; });
  }

  firstUpdated() { this.dialog.open = true; }

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  render() {
    return html`
      <wa-dialog label=${this.heading} @wa-hide=${this.hide} @wa-after-hide=${() => this.answer(this.confirmed === true)}>
        <div class="prose">${this.text}</div>
        ${this.error ? html`<p class="notice danger" role="alert">${this.problem(this.error)}</p>` : ''}
        <div slot="footer" class="actions">
          <button class="button" autofocus @click=${() => { this.dialog.open = false; }}>${this.cancel ?? this.t('cancel')}</button>
          <button class="button ${this.danger ? 'danger' : 'primary'}" ?disabled=${this.busy} @click=${this.go}>${this.confirm}</button>
        </div>
      </wa-dialog>`;
  }

  // Closing while the action runs would hide how it ends.
  hide(event) { if (this.busy && event.target === this.dialog) event.preventDefault(); }

  async go() {
    this.busy = true;
    this.error = null;
    try {
      await this.act?.();
      this.confirmed = true;
      this.busy = false;
      this.dialog.open = false;
    } catch (error) {
      this.error = error;
      this.busy = false;
    }
  }
}

customElements.define('mortise-confirm', MortiseConfirm);
