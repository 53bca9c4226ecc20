// Where plugins stand on the page. A slot's contributions come from the manifests of what is enabled, in the order of the
// operator's list; a module is loaded when its element is about to be shown.
import { allows, current } from './state.js';
import { route } from './router.js';
import { has_text, t, title_of } from './text.js';

const loading = new Map();

// All contributions to a slot, each with its plugin's id: { plugin, module, element, needs, path, label }.
export function contributions(slot) {
  return current().web.plugins.flatMap((plugin) =>
    plugin.web.filter((each) => each.slot === slot).map((each) => ({ ...each, plugin: plugin.id, label: label_of(plugin, each) })));
}

export const allowed_contributions = (slot) => contributions(slot).filter(({ needs }) => allows(needs));

function label_of(plugin, contribution) {
  const title = title_of(contribution.title);
  if (title) return title;
  return has_text(plugin.id, 'label') ? t(plugin.id, 'label') : title_of(plugin.title);
}

// The element's class, once its module is there; throws when the module cannot be loaded or does not define it.
export async function class_of({ module, element }) {
  if (!loading.has(module)) {
    loading.set(module, import(module).catch((error) => {
      loading.delete(module);
      throw error;
    }));
  }
  await loading.get(module);
  const found = customElements.get(element);
  if (!found) throw new Error(`${module} defines no <${element}>`);
  return found;
}

const slots_of_page = { app: 'app.page', profile: 'profile.page', settings: 'workspace-settings.tab' };

// Begins to load what the address shows, before it is known whether the viewer may see it: its module says nothing about anybody.
export function load_ahead() {
  const { page, section } = route();
  const here = contributions(slots_of_page[page]).find(({ path }) => section && path === section);
  if (here) class_of(here).catch(() => {});   // told to whoever shows it
}

export async function element_of(contribution, properties = {}) {
  const element = new (await class_of(contribution))();
  return Object.assign(element, properties);
}
