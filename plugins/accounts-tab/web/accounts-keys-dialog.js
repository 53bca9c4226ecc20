// <accounts-keys-dialog>: which keys do what in the Accounts tab, and the switch that turns them off.
import { css, html } from 'lit';
import { DialogElement } from '@mortise/shell';
import { keys_are_on, switch_keys } from './accounts-keys-choice.js';

const keys = { search: ['/'], down: ['j', '↓'], up: ['k', '↑'], pick: ['Space'], menu: ['Enter'], leave: ['Esc'] };

class AccountsKeysDialog extends DialogElement {
  static plugin = 'accounts-tab';

  static styles = css`
    dl { display: grid; grid-template-columns: auto 1fr; gap: 0.5rem 1.5rem; margin: 0 0 1.5rem; }
    dd { margin: 0; }
    kbd { padding: 0.0625rem 0.375rem; font: inherit; font-size: 0.875rem; border: 1px solid var(--mortise-line-strong); border-radius: 0.25rem; }
  `;

  heading() { return this.t('keys'); }

  confirm_label() { return this.t('keys-save'); }

  body() {
    const named = { Space: this.t('key-space'), Enter: this.t('key-enter'), Esc: this.t('key-escape') };
    return html`
      <dl>${Object.entries(keys).map(([what, pressed]) => html`
        <dt>${pressed.map((key) => html`<kbd>${named[key] ?? key}</kbd> `)}</dt><dd>${this.t(`keys-${what}`)}</dd>`)}</dl>
      <label class="check"><input id="on" type="checkbox" ?checked=${keys_are_on()}>${this.t('keys-on')}</label>`;
  }

  async act() { switch_keys(this.renderRoot.getElementById('on').checked); }
}

customElements.define('accounts-keys-dialog', AccountsKeysDialog);
