// <mortise-profile>: who the viewer is, how they like their pages, where they are signed in, and the sections that plugins bring.
import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { preferences, themes } from '../preferences.js';
import { choose_language, choose_theme, current } from '../state.js';
import { language, languages, own_name_of } from '../text.js';
import { toast } from '../toasts.js';
import { SectionsElement } from './sections.js';
import './sessions.js';

class MortiseProfile extends SectionsElement {
  static slot_name = 'profile.page';

  static styles = [SectionsElement.styles, css`
    .preferences { display: flex; flex-wrap: wrap; gap: 0 var(--mortise-space-4); padding: var(--mortise-space-4) 1.25rem 0; }
    .preferences .field { flex: 1 1 12rem; max-width: 20rem; }
    .preferences p { flex-basis: 100%; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.keep(preferences.on_change(() => this.requestUpdate()));
  }

  heading() { return this.t('profile.heading'); }

  base() { return '/profile'; }

  own_sections() {
    return [
      { path: '', label: this.t('profile.account'), render: () => this.account() },
      { path: 'sessions', label: this.t('profile.sessions'), own_account: true, render: () => html`<mortise-sessions></mortise-sessions>` },
    ];
  }

  account() {
    const { user } = current().session;
    const fact = (key, value) => html`<div><dt>${this.t(`profile.${key}`)}</dt><dd>${value}</dd></div>`;
    return html`
      <dl class="facts card">
        ${fact('name', user.name)}
        ${fact('email', user.email)}
        ${fact('id', html`<code>${user.id}</code>`)}
      </dl>
      <h2>${this.t('profile.preferences')}</h2>
      <form class="card preferences" aria-label=${this.t('profile.preferences')} @change=${this.choose}>
        ${this.choice('language', languages.map((each) => [each, own_name_of(each)]), language())}
        ${this.choice('theme', themes.map((each) => [each, this.t(`theme.${each}`)]), preferences.theme)}
        <p class="quiet">${this.t('profile.preferences-kept')}</p>
      </form>`;
  }

  choice(name, options, chosen) {
    return html`
      <div class="field">
        <label for=${name}>${this.t(`user.${name}`)}</label>
        <select id=${name} name=${name} .value=${live(chosen)}>
          ${options.map(([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}
        </select>
      </div>`;
  }

  async choose({ target }) {
    try {
      await (target.name === 'language' ? choose_language(target.value) : choose_theme(target.value));
      toast(this.t('profile.kept'));
    } catch (error) {
      toast(this.problem(error), { kind: 'error' });
    }
  }
}

customElements.define('mortise-profile', MortiseProfile);
