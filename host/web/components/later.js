// <mortise-later .load tag>: a page of the shell's that few people open, loaded when it is.
import { MortiseElement } from '../element.js';

class MortiseLater extends MortiseElement {
  static properties = { load: { attribute: false }, tag: {}, page: { state: true } };

  async firstUpdated() {
    await this.load();
    this.page = document.createElement(this.tag);
  }

  render() { return this.page ?? ''; }
}

customElements.define('mortise-later', MortiseLater);
