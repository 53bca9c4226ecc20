// A page made of sections with tabs on top, each section with an address of its own: the profile and the workspace settings.
import { css, html, nothing } from 'lit';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { navigate, on_route, route } from '../router.js';
import { contributions } from '../slots.js';
import { allows, current, refusal_of } from '../state.js';
import './refusal.js';

// A section of the shell's own says so itself: no permission stands for one's own account.
const locked = ({ needs, own_account }) =>
  (own_account && current().session.impersonation !== null) || refusal_of(needs) === 'logged_in_as';

export class SectionsElement extends MortiseElement {
  // The slot whose contributions follow the shell's own sections.
  static slot_name = '';

  static styles = css`h1 { margin-block-end: 0.5rem; }`;

  connectedCallback() {
    super.connectedCallback();
    this.keep(on_route(() => this.requestUpdate()));
  }

  get sections() {
    const more = contributions(this.constructor.slot_name).map((each) => ({
      ...each, render: () => html`<mortise-slot-view .contribution=${each}></mortise-slot-view>`,
    }));
    return [...this.own_sections(), ...more];
  }

  get section() { return this.sections.find(({ path }) => path === (route().section ?? '')); }

  render() {
    const here = this.section;
    // What the viewer may not do has no tab; who comes by its address is told why. What is only out of reach for now, while logged in as
    // somebody, has one that says so.
    const tabs = this.sections.filter((each) => allows(each.needs) || locked(each));
    const any_locked = tabs.some(locked);
    return html`
      <h1>${this.heading()}</h1>
      <nav class="tabs" aria-label=${this.heading()}>
        ${tabs.map((each) => this.tab(each, here))}
      </nav>
      ${any_locked ? html`<p class="quiet locked-note" id="locked">${icon('lock')}${this.t('locked', { name: current().session.user.name })}</p>` : ''}
      ${this.content(here)}`;
  }

  tab(section, here) {
    const { path, label } = section;
    if (locked(section)) return html`<span class="locked" role="link" aria-disabled="true" aria-describedby="locked" tabindex="0">${icon('lock')}${label}</span>`;
    return html`<a href=${path ? `${this.base()}/${path}` : this.base()} aria-current=${here?.path === path ? 'page' : nothing}>${label}</a>`;
  }

  content(here) {
    if (!here) return html`<mortise-message kind="not-found" action="home" .act=${() => navigate('/')}></mortise-message>`;
    const refusal = locked(here) ? 'logged_in_as' : refusal_of(here.needs);
    return refusal ? html`<mortise-refusal reason=${refusal} permission=${here.needs ?? nothing} what=${here.label}></mortise-refusal>` : here.render();
  }

  updated() {
    document.title = [this.section?.label, this.heading()].filter(Boolean).join(' · ');
    // On a narrow screen the tabs scroll sideways.
    if (route().section === this.scrolled_to) return;
    this.scrolled_to = route().section;
    this.renderRoot.querySelector('.tabs [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }
}
