// <mortise-workspace-settings>: what the workspace is, and the tabs that plugins bring.
import { html } from 'lit';
import { current } from '../state.js';
import { SectionsElement } from './sections.js';

class MortiseWorkspaceSettings extends SectionsElement {
  static slot_name = 'workspace-settings.tab';

  heading() { return this.t('settings.heading'); }

  base() { return `/w/${current().workspace.id}/settings`; }

  own_sections() { return [{ path: '', label: this.t('settings.general'), render: () => this.general() }]; }

  general() {
    const { name, id, featureSubscriptionType: plan, subdomain } = current().workspace;
    const fact = (key, value) => html`<div><dt>${this.t(`settings.${key}`)}</dt><dd>${value}</dd></div>`;
    return html`
      <dl class="facts card">
        ${fact('name', name)}
        ${plan ? fact('plan', this.t('settings.plan-name', { plan: plan.toLowerCase() })) : ''}
        ${fact('subdomain', subdomain?.enabled ? subdomain.name : this.t('settings.no-subdomain'))}
        ${fact('id', html`<code>${id}</code>`)}
      </dl>`;
  }
}

customElements.define('mortise-workspace-settings', MortiseWorkspaceSettings);
