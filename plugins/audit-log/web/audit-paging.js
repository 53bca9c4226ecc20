// <audit-paging .cursors .next>: to newer and older pages. Fires `turn` with the cursors of the page to show: those of all pages
// from the second to that one.
import { css, html } from 'lit';
import { MortiseElement } from '@mortise/shell';

class AuditPaging extends MortiseElement {
  static plugin = 'audit-log';

  static properties = { cursors: { attribute: false }, next: { attribute: false }, busy: { attribute: false } };

  static styles = css`.paging { justify-content: flex-end; }`;

  render() {
    if (this.cursors.length === 0 && !this.next) return '';
    return html`
      <div class="paging">
        <button class="button" ?disabled=${this.cursors.length === 0 || this.busy} @click=${() => this.turn(this.cursors.slice(0, -1))}>${this.t('newer')}</button>
        <button class="button" ?disabled=${!this.next || this.busy} @click=${() => this.turn([...this.cursors, this.next])}>${this.t('older')}</button>
      </div>`;
  }

  turn(cursors) { this.dispatchEvent(new CustomEvent('turn', { detail: cursors })); }
}

customElements.define('audit-paging', AuditPaging);
