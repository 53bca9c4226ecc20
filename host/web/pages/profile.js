// <mortise-profile>: who the viewer is, where they are signed in, and the sections that plugins bring.
import { html } from 'lit';
import { current } from '../state.js';
import { SectionsElement } from './sections.js';
import './sessions.js';

class MortiseProfile extends SectionsElement {
  static slot_name = 'profile.page';

  heading() { return this.t('profile.heading'); }

  base() { return '/profile'; }

  own_sections() {
    return [
      { path: '', label: this.t('profile.account'), render: () => this.account() },
      { path: 'sessions', label: this.t('profile.sessions'), render: () => this.sessions() },
    ];
  }

  sessions() {
    return current().session.impersonation
      ? html`<mortise-refusal reason="logged_in_as"></mortise-refusal>`
      : html`<mortise-sessions></mortise-sessions>`;
  }

  account() {
    const { user } = current().session;
    const fact = (key, value) => html`<div><dt>${this.t(`profile.${key}`)}</dt><dd>${value}</dd></div>`;
    return html`
      <dl class="facts card">
        ${fact('name', user.name)}
        ${fact('email', user.email)}
        ${fact('id', html`<code>${user.id}</code>`)}
      </dl>`;
  }
}

customElements.define('mortise-profile', MortiseProfile);
