// <mortise-elapsed since="2026-..." plus="90000"> counts up (from so many milliseconds), <mortise-elapsed until="..."> counts down: 1:02:03, by the server's clock, all in
// step. Figures are of one width, so that a tick moves nothing.
import { css, html } from 'lit';
import { MortiseElement } from '../element.js';
import { format, now } from '../format.js';

const ticking = new Set();
let timer = null;

function tick() {
  ticking.forEach((element) => element.requestUpdate());
  timer = ticking.size ? setTimeout(tick, 1000 - (now() % 1000) + 5) : null;
}

class MortiseElapsed extends MortiseElement {
  static properties = { since: {}, until: {}, plus: { type: Number } };

  static styles = css`:host { font-variant-numeric: tabular-nums; }`;

  connectedCallback() {
    super.connectedCallback();
    ticking.add(this);
    if (!timer) tick();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    ticking.delete(this);
  }

  render() {
    const milliseconds = this.until ? Date.parse(this.until) - now() : now() - Date.parse(this.since) + (this.plus ?? 0);
    return html`<span role="timer" aria-live="off">${format.duration(milliseconds)}</span>`;
  }
}

customElements.define('mortise-elapsed', MortiseElapsed);
