// <mortise-time at="2026-...">: "3 hours ago", with the exact time in the viewer's zone as its title; absolute for the date itself.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { format } from '../format.js';

const refresh_every = 30_000;

class MortiseTime extends MortiseElement {
  static properties = { at: {}, absolute: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => this.requestUpdate(), refresh_every);
    this.keep(() => clearInterval(timer));
  }

  render() {
    if (!this.at) return '';
    const text = this.absolute ? format.date_time(this.at) : format.relative(this.at);
    return html`<time datetime=${this.at} title=${format.exact(this.at)}>${text}</time>`;
  }
}

customElements.define('mortise-time', MortiseTime);
