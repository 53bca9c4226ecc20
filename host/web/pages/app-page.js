// <mortise-app-page>: the plugin's page that the address names, or why it is not to be had.
import { html } from 'lit';
import { MortiseElement } from '../element.js';
import { navigate, on_route, route } from '../router.js';
import { contributions } from '../slots.js';
import { current, refusal_of } from '../state.js';
import './refusal.js';

class MortiseAppPage extends MortiseElement {
  connectedCallback() {
    super.connectedCallback();
    this.keep(on_route(() => this.requestUpdate()));
  }

  get contribution() { return contributions('app.page').find(({ path }) => path === route().section); }

  render() {
    const found = this.contribution;
    if (!found) return html`<mortise-message kind="not-found" action="home" .act=${() => navigate('/')}></mortise-message>`;
    const refusal = refusal_of(found.needs);
    if (refusal) return html`<h1>${found.label}</h1><mortise-refusal reason=${refusal} permission=${found.needs}></mortise-refusal>`;
    return html`<mortise-slot-view .contribution=${found}></mortise-slot-view>`;
  }

  updated() {
    if (this.contribution) document.title = `${this.contribution.label} · ${current().workspace?.name}`;
  }
}

customElements.define('mortise-app-page', MortiseAppPage);
