// <mortise-design>: every piece that pages are made of, live, once in each theme: /design. What each is for is in docs/reference/design.md.
import { css, html, unsafeCSS } from 'lit';
import { shapes } from '../icon-shapes.js';
import { MortiseElement } from '../element.js';
import tokens from '../styles/tokens.css?text';
import './design-gallery.js';

class MortiseDesign extends MortiseElement {
  // The document's rules end at the edge of this element; a theme within it needs them here.
  static styles = [unsafeCSS(tokens), css`
    .page { max-width: none; }
    .themes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: var(--mortise-space-4); }
  `];

  render() {
    const half = (theme) => html`<mortise-design-gallery class="wa-${theme}" theme=${theme} .icons=${Object.keys(shapes)}></mortise-design-gallery>`;
    return html`
      <main class="page">
        <h1>${this.t('design.heading')}</h1>
        <div class="themes">${half('light')}${half('dark')}</div>
      </main>
      <mortise-toasts></mortise-toasts>`;
  }

  updated() { document.title = this.t('design.heading'); }
}

customElements.define('mortise-design', MortiseDesign);
