// The component library's parts that pages use: menus (wa-dropdown, wa-dropdown-item, wa-divider). Its icons come from our own sprite:
// the built-in set would be fetched from data: addresses, which the Content-Security-Policy forbids.
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import '@awesome.me/webawesome/dist/components/divider/divider.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/translations/de.js';

for (const name of ['default', 'system']) {
  registerIconLibrary(name, { spriteSheet: true, resolver: (icon) => `${ICON_SPRITE}#${icon}` });
}
