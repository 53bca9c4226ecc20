// <mortise-workspace-settings>: what the workspace is, and the tabs that plugins bring.
import { html } from 'lit';
import { current } from '../state.js';
import { SectionsElement } from './sections.js';
import './general-settings.js';

class MortiseWorkspaceSettings extends SectionsElement {
  static slot_name = 'workspace-settings.tab';

  heading() { return this.t('settings.heading'); }

  base() { return `/w/${current().workspace.id}/settings`; }

  own_sections() {
    return [{ path: '', label: this.t('settings.general'), render: () => html`<mortise-general-settings></mortise-general-settings>` }];
  }
}

customElements.define('mortise-workspace-settings', MortiseWorkspaceSettings);
