// <mortise-password-dialog .check>: asks for the password again before something that needs it fresh.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { current } from '../state.js';

class MortisePasswordDialog extends MortiseElement {
  static properties = { check: { attribute: false }, busy: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.answered = new Promise((resolve) => { this.answer = resolve; });
  }

  firstUpdated() { this.dialog.open = true; }

  get dialog() { return this.renderRoot.querySelector('wa-dialog'); }

  render() {
    const { session } = current();
    const person = session?.actor ?? session?.user;
    return html`
      <wa-dialog label=${this.t('step-up.heading')} @wa-after-hide=${() => this.answer(this.confirmed === true)}>
        <form id="step-up" @submit=${this.submit}>
          <p>${this.t('step-up.text')}</p>
          <input type="text" name="username" autocomplete="username" .value=${person?.email ?? ''} hidden>
          <div class="field">
            <label for="password">${this.t('step-up.password')}</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
              aria-describedby="error" aria-invalid=${this.error ? 'true' : 'false'}>
          </div>
          <p id="error" class="field-error" role="alert">${this.error ? this.problem(this.error) : ''}</p>
        </form>
        <div slot="footer" class="actions">
          <button class="button" @click=${() => { this.dialog.open = false; }}>${this.t('cancel')}</button>
          <button class="button primary" type="submit" form="step-up" ?disabled=${this.busy}>${this.t('step-up.confirm')}</button>
        </div>
      </wa-dialog>`;
  }

  async submit(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#password');
    this.busy = true;
    this.error = null;
    try {
      await this.check(field.value);
      this.confirmed = true;
      this.dialog.open = false;
    } catch (error) {
      this.error = error;
      field.select();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('mortise-password-dialog', MortisePasswordDialog);
