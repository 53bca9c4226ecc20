// <accounts-keys .table .search>: single keys for the Accounts tab. They do nothing while somebody types, with a modifier, behind a dialog
// or a menu, and not at all once they are switched off; a screen reader that keeps keys to itself never lets them through.
import { MortiseElement } from '@mortise/shell';
import { keys_are_on } from './accounts-keys-choice.js';

const is_typed_into = (element) => element.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]') ?? false;
const is_in_front = (element) => element.matches?.('dialog, wa-dropdown-item, [role=menu], [role=menuitem]') ?? false;

class AccountsKeys extends MortiseElement {
  static plugin = 'accounts-tab';

  static properties = { table: { attribute: false }, search: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    const listener = (event) => this.pressed(event);
    addEventListener('keydown', listener);
    this.keep(() => removeEventListener('keydown', listener));
  }

  pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !keys_are_on()) return;
    const path = event.composedPath();
    if (path.some(is_in_front) || is_typed_into(path[0])) return;
    const table = this.table();
    const in_row = table?.has_focus ?? false;
    const does = {
      '/': () => this.search()?.focus(),
      j: () => table?.move(1),
      k: () => table?.move(-1),
      ArrowDown: in_row && (() => table.move(1)),
      ArrowUp: in_row && (() => table.move(-1)),
      Enter: in_row && (() => table.open_menu()),
      Escape: in_row && (() => table.renderRoot.activeElement.blur()),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
}

customElements.define('accounts-keys', AccountsKeys);
