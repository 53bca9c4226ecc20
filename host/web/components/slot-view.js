// <mortise-slot-view .contribution>: a plugin's element, once its module is there; what went wrong, when it is not.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { element_of } from '../slots.js';
import { current } from '../state.js';

class MortiseSlotView extends MortiseElement {
  static properties = { contribution: { attribute: false }, content: { state: true }, failed: { state: true } };

  // One element per contribution and workspace: a page of another workspace starts afresh.
  get key() { return `${this.contribution.module} ${this.contribution.element} ${current().workspace?.id} ${current().session?.user.id}`; }

  willUpdate() {
    if (this.key === this.shown) return;
    this.shown = this.key;
    this.content = null;
    this.failed = false;
    this.show();
  }

  async show() {
    const key = this.shown;
    try {
      const element = await element_of(this.contribution);
      if (key === this.shown) this.content = element;
    } catch (error) {
      console.error(error);
      if (key === this.shown) this.failed = true;
    }
  }

  render() {
    if (this.failed) return html`<p class="notice danger" role="alert">${this.t('slot.failed', { name: this.contribution.label })}</p>`;
    return this.content ?? html`<div class="skeleton tall" aria-hidden="true"></div>`;
  }
}

customElements.define('mortise-slot-view', MortiseSlotView);
