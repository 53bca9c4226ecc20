// <mortise-general-settings>: the workspace's name, subdomain, plan and id. Who may change name or subdomain has a field for it; the
// others read what it is, and why they cannot.
import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { api } from '../api.js';
import { confirm } from '../dialogs.js';
import { MortiseElement } from '../element.js';
import { icon } from '../icons.js';
import { allows, current, explanation_of, host_of, refusal_of, reload_session } from '../state.js';
import { toast } from '../toasts.js';

const may = { name: 'workspace.rename', subdomain: 'workspace.set-subdomain' };

class MortiseGeneralSettings extends MortiseElement {
  static properties = { busy: { state: true }, errors: { state: true }, typed: { state: true } };

  static styles = css`
    form { padding: 1rem 1.25rem; }
    .line { display: flex; flex-wrap: wrap; align-items: end; gap: var(--mortise-space-3); }
    .line .field { flex: 1 1 14rem; max-width: 28rem; margin: 0; }
    form p { margin: var(--mortise-space-2) 0 0; }
    .why { display: inline-flex; align-items: center; gap: var(--mortise-space-2); }
    dd > .icon { vertical-align: -0.125em; }
  `;

  constructor() {
    super();
    this.errors = {};
    this.typed = null;
  }

  get subdomain() { return current().workspace.subdomain?.enabled ? current().workspace.subdomain.name : ''; }

  render() {
    const { name, id, featureSubscriptionType: plan } = current().workspace;
    const fact = (key, value) => html`<div><dt>${this.t(`settings.${key}`)}</dt><dd>${value}</dd></div>`;
    return html`
      ${allows(may.name) ? this.name_form(name) : ''}
      ${allows(may.subdomain) ? this.subdomain_form() : ''}
      <dl class="facts card">
        ${allows(may.name) ? '' : fact('name', html`${name} ${this.why_not('name')}`)}
        ${allows(may.subdomain) ? '' : fact('subdomain', html`${this.subdomain || this.t('settings.no-subdomain')} ${this.why_not('subdomain')}`)}
        ${plan ? fact('plan', this.t('settings.plan-name', { plan: plan.toLowerCase() })) : ''}
        ${fact('id', html`<code>${id}</code>`)}
      </dl>`;
  }

  // What is missing to change it.
  why_not(what) {
    const refusal = refusal_of(may[what]);
    const { missing = [], needs } = explanation_of(may[what]);
    const plan_alone = missing.length === 1 && missing[0] === 'plan';
    if (refusal === 'logged_in_as') return html`${icon('lock')}<span class="visually-hidden">${this.t('locked', { name: current().session.user.name })}</span>`;
    if (!plan_alone) return '';
    return html`<span class="quiet why">${icon('lock')}${this.t('settings.needs-plan', { plan: this.t('settings.plan-name', { plan: needs.plan }) })}</span>`;
  }

  name_form(name) {
    return html`
      <form class="card" aria-label=${this.t('settings.name')} @submit=${this.rename}>
        <div class="line">
          <div class="field">
            <label for="name">${this.t('settings.name')}</label>
            <input id="name" required maxlength="100" autocomplete="off" .value=${name} aria-describedby=${this.errors.name ? 'name-error' : nothing}>
          </div>
          <button class="button primary" ?disabled=${this.busy}>${this.t('settings.save-name')}</button>
        </div>
        ${this.error_of('name')}
      </form>`;
  }

  subdomain_form() {
    const shown = this.typed ?? this.subdomain;
    return html`
      <form class="card" aria-label=${this.t('settings.subdomain')} @submit=${this.move}>
        <div class="line">
          <div class="field">
            <label for="subdomain">${this.t('settings.subdomain')}</label>
            <input id="subdomain" maxlength="63" autocomplete="off" autocapitalize="none" spellcheck="false"
              .value=${live(shown)} aria-describedby=${this.errors.subdomain ? 'subdomain-error address' : 'address'}
              @input=${(event) => { this.typed = event.target.value.trim().toLowerCase(); }}>
          </div>
          <button class="button" ?disabled=${this.busy || shown === this.subdomain}>${this.t('settings.save-subdomain')}</button>
        </div>
        <p class="quiet" id="address">${shown ? this.t('settings.address', { address: host_of(shown) }) : this.t('settings.no-address')}</p>
        ${this.error_of('subdomain')}
      </form>`;
  }

  error_of(what) {
    return html`<p class="field-error" id="${what}-error" role="alert">${this.errors[what] ? this.problem(this.errors[what]) : ''}</p>`;
  }

  async rename(event) {
    event.preventDefault();
    const name = this.renderRoot.getElementById('name').value.trim();
    if (name === current().workspace.name) return;
    this.busy = true;
    this.errors = {};
    try {
      await api.patch(`/workspaces/${current().workspace.id}`, { name });
      toast(this.t('settings.renamed', { name }));
      await reload_session();
    } catch (error) {
      this.errors = { name: error };
    } finally {
      this.busy = false;
    }
  }

  // Everybody's bookmarks to the old address end here: that is worth a question.
  async move(event) {
    event.preventDefault();
    this.errors = {};
    const subdomain = this.typed;
    const from = this.subdomain && host_of(this.subdomain);
    const to = subdomain && host_of(subdomain);
    const text = [from && this.t('settings.move-from', { from }), to && this.t('settings.move-to', { to })].filter(Boolean).join(' ');
    const done = await confirm({
      heading: this.t(to ? 'settings.move-heading' : 'settings.remove-heading'), text,
      confirm: this.t(to ? 'settings.move-confirm' : 'settings.remove-confirm'), danger: Boolean(from),
      act: () => api.put(`/workspaces/${current().workspace.id}/subdomain`, { subdomain: subdomain || null }),
    });
    if (!done) return;
    this.typed = null;
    toast(this.t('settings.moved'));
    await reload_session();
  }
}

customElements.define('mortise-general-settings', MortiseGeneralSettings);
