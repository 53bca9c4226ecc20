// <mortise-confirm-dialog .question>: the dialog behind confirm().
import { html } from 'lit';
import { DialogElement } from '../dialog-element.js';

class MortiseConfirmDialog extends DialogElement {
  static properties = { question: { attribute: false } };

  heading() { return this.question.heading; }

  body() { return html`<p class="prose">${this.question.text}</p>`; }

  confirm_label() { return this.question.confirm; }

  confirm_kind() { return this.question.danger ? 'danger' : 'primary'; }

  async act() { await this.question.act?.(); }
}

customElements.define('mortise-confirm-dialog', MortiseConfirmDialog);
