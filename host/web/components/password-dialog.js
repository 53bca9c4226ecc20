// <mortise-password-dialog .check>: asks for the password again before something that needs it fresh.
import { html } from 'lit';
import { DialogElement } from '../dialog-element.js';
import { current } from '../state.js';

class MortisePasswordDialog extends DialogElement {
  static properties = { check: { attribute: false } };

  heading() { return this.t('step-up.heading'); }

  confirm_label() { return this.t('step-up.confirm'); }

  body() {
    return html`
      <p>${this.t('step-up.text')}</p>
      <input type="text" name="username" autocomplete="username" .value=${current().session?.user.email ?? ''} hidden>
      <div class="field">
        <label for="password">${this.t('step-up.password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
          aria-describedby="error" aria-invalid=${this.error ? 'true' : 'false'}>
      </div>`;
  }

  async act() {
    const field = this.renderRoot.getElementById('password');
    try {
      await this.check(field.value);
    } catch (error) {
      field.select();
      throw error;
    }
  }
}

customElements.define('mortise-password-dialog', MortisePasswordDialog);
