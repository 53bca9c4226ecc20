// <mortise-handoff>: arrives from another of this server's hosts, with the code in the address.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { arrive } from '../state.js';

class MortiseHandoff extends MortiseElement {
  static properties = { failed: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.redeem();
  }

  async redeem() {
    const code = new URLSearchParams(location.search).get('code') ?? '';
    try {
      this.failed = !(await arrive(code));
    } catch {
      this.failed = true;
    }
  }

  render() {
    if (!this.failed) return html`<main class="page" aria-busy="true"></main>`;
    return html`<main><mortise-message kind="handoff-failed" action="sign-in" .act=${() => location.assign('/sign-in')}></mortise-message></main>`;
  }
}

customElements.define('mortise-handoff', MortiseHandoff);
