// <mortise-design-gallery theme class="wa-dark" .icons>: the pieces in the theme that its class sets.
import { css, html } from 'lit';
import { confirm } from '../dialogs.js';
import { MortiseElement } from '../element.js';
import { now } from '../format.js';
import { icon } from '../icons.js';
import { toast } from '../toasts.js';

const colours = ['canvas', 'surface', 'line', 'line-strong', 'text', 'text-quiet', 'link', 'focus'];
const kinds = ['neutral', 'brand', 'success', 'warning', 'danger'];
const tones = ['', 'success', 'warning', 'danger'];
const [mia, noah] = ['Mia Schröder', 'Noah Winter'];
const email = 'mia@acme.example';
const sizes = ['small', 'quiet', 'body', 'heading', 'title', 'clock'];

class MortiseDesignGallery extends MortiseElement {
  static properties = { theme: {}, icons: { attribute: false } };

  static styles = [css`
    :host { padding: var(--mortise-space-5); min-width: 0; background: var(--mortise-canvas); color: var(--mortise-text);
      border: 1px solid var(--mortise-line); border-radius: var(--mortise-radius-large); }
    .flow { display: flex; flex-wrap: wrap; align-items: center; gap: var(--mortise-space-2); margin-block-end: var(--mortise-space-4); }
    .swatch { display: grid; gap: var(--mortise-space-1); width: 6.5rem; font-size: var(--mortise-size-small); }
    .swatch i { display: block; height: 2.25rem; border: 1px solid var(--mortise-line-strong); border-radius: var(--mortise-radius); }
    .pair { padding: var(--mortise-space-1) var(--mortise-space-2); border-radius: var(--mortise-radius); font-size: var(--mortise-size-small); }
    .drawn { display: grid; justify-items: center; gap: var(--mortise-space-1); width: 7rem; font-size: var(--mortise-size-small); color: var(--mortise-text-quiet); }
    .padded { padding: var(--mortise-space-4); }
    .tabs { margin-block-end: var(--mortise-space-4); }
    .clock { font-size: var(--mortise-size-clock); font-weight: var(--mortise-weight-strong); }
    p { margin-block-end: var(--mortise-space-2); }
  `, token_styles()];

  render() {
    const part = (name, content) => html`<section><h3>${this.t(`design.${name}`)}</h3>${content}</section>`;
    return html`
      <h2>${this.t(`theme.${this.theme}`)}</h2>
      ${part('colour', this.colour())} ${part('type', this.type())} ${part('icons', this.drawings())} ${part('buttons', this.buttons())}
      ${part('form', this.form())} ${part('chips', this.chips())} ${part('notices', this.notices())} ${part('tabs', this.tabs())}
      ${part('table', this.table())} ${part('rows', this.rows())} ${part('over', this.over())} ${part('waiting', this.waiting())}`;
  }

  colour() {
    return html`
      <div class="flow">${colours.map((name) => html`<span class="swatch"><i class="fill-${name}"></i><code>${name}</code></span>`)}</div>
      <div class="flow">${kinds.map((kind) => html`<code class="pair ${kind}">${kind}</code><code class="pair ${kind}-soft">${`${kind}-soft`}</code>`)}</div>`;
  }

  type() { return sizes.map((size) => html`<p class="size-${size}"><code>${size}</code> ${this.t('banner.left')} 0:47:12</p>`); }

  drawings() { return html`<div class="flow">${this.icons.map((name) => html`<span class="drawn">${icon(name)}<span>${name}</span></span>`)}</div>`; }

  buttons() {
    return html`
      <div class="flow">
        <button class="button primary">${icon('plus')}${this.t('step-up.confirm')}</button>
        <button class="button">${this.t('cancel')}</button>
        <button class="button danger">${icon('stop')}${this.t('sessions.end')}</button>
        <button class="button quiet">${this.t('close')}</button>
        <button class="button" disabled>${this.t('try-again')}</button>
        <button class="button quiet icon-only" aria-label=${this.t('close')}>${icon('xmark')}</button>
      </div>`;
  }

  form() {
    return html`
      <div class="toolbar">
        <div class="field"><label for="name">${this.t('profile.name')}</label><input id="name" value="Acme" autocomplete="off"></div>
        <div class="field"><label for="theme">${this.t('user.theme')}</label>
          <select id="theme"><option>${this.t('theme.light')}</option><option>${this.t('theme.dark')}</option></select></div>
      </div>
      <div class="field"><label for="wrong">${this.t('sign-in.email')}</label>
        <input id="wrong" value="mia@" aria-invalid="true" aria-describedby="wrong-why" autocomplete="off">
        <p class="field-error" id="wrong-why">${this.t('problem.sign_in_failed')}</p></div>
      <p><label class="check"><input type="checkbox" checked>${this.t('design.checked')}</label></p>`;
  }

  chips() {
    return html`<div class="flow">${tones.map((tone) => html`<span class="chip ${tone}">${tone === 'success' ? icon('clock') : ''}${this.t('design.status')}</span>`)}</div>`;
  }

  notices() { return tones.map((tone) => html`<p class="notice ${tone}">${this.t('problem.unavailable')}</p>`); }

  tabs() {
    return html`
      <nav class="tabs" aria-label=${`${this.t('design.tabs')}: ${this.t(`theme.${this.theme}`)}`}>
        <a href="/design" aria-current="page">${this.t('settings.general')}</a><a href="/design">${this.t('profile.sessions')}</a>
        <span class="locked" role="link" aria-disabled="true" tabindex="0" aria-describedby="locked">${icon('lock')}${this.t('profile.account')}</span>
      </nav>
      <p class="quiet locked-note" id="locked">${icon('lock')}${this.t('locked', { name: mia })}</p>`;
  }

  table() {
    const row = (name, tone) => html`<tr role="row"><td role="cell">${name}</td>
      <td role="cell" data-label=${this.t('design.status')}><span class="chip ${tone}">${this.t('design.status')}</span></td>
      <td role="cell" class="end">${this.menu(name)}</td></tr>`;
    return html`
      <div class="card"><table role="table" aria-label=${this.t('design.table')}>
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${this.t('profile.name')}</th><th role="columnheader" scope="col">${this.t('design.status')}</th>
          <th role="columnheader" scope="col"><span class="visually-hidden">${this.t('design.menu')}</span></th></tr></thead>
        <tbody role="rowgroup">${row(mia, 'success')}${row(noah, 'warning')}</tbody></table></div>`;
  }

  menu(name) {
    return html`
      <wa-dropdown placement="bottom-end">
        <button slot="trigger" class="button quiet icon-only" aria-label=${this.t('workspace.menu', { name })}>${icon('dots')}</button>
        <wa-dropdown-item>${this.t('user.profile')}</wa-dropdown-item>
        <wa-dropdown-item disabled>${this.t('user.sign-out')}<span class="reason">${this.t('user.return-first')}</span></wa-dropdown-item>
        <wa-divider></wa-divider>
        <wa-dropdown-item variant="danger">${this.t('sessions.end')}</wa-dropdown-item>
      </wa-dropdown>`;
  }

  rows() {
    const since = new Date(now() - 2_832_000).toISOString();
    return html`
      <ul class="rows card"><li><span class="grow">${this.t('profile.account')}</span><mortise-time at=${since}></mortise-time></li>
        <li><span class="grow">${this.t('banner.left')}</span><mortise-elapsed class="clock" since=${since}></mortise-elapsed></li></ul>
      <dl class="facts card"><div><dt>${this.t('profile.name')}</dt><dd>${mia}</dd></div><div><dt>${this.t('profile.email')}</dt><dd>${email}</dd></div></dl>`;
  }

  over() {
    const ask = () => confirm({ heading: this.t('sessions.end-others'), text: this.t('sessions.end-others-text'), confirm: this.t('sessions.end'), danger: true });
    return html`
      <div class="flow">
        <button class="button" @click=${ask}>${this.t('design.open-dialog')}</button>
        <button class="button" @click=${() => toast(this.t('sessions.ended'))}>${this.t('design.show-toast')}</button>
        <button class="button" @click=${() => toast(this.t('problem.internal'), { kind: 'error' })}>${this.t('design.show-error')}</button>
      </div>`;
  }

  waiting() {
    return html`
      <div class="skeleton" aria-hidden="true"></div>
      <div class="card empty"><p>${this.t('message.not-found.heading')}</p></div>
      <mortise-refusal reason="not_enabled"></mortise-refusal>`;
  }
}

// A rule for each token that is shown: the page's policy forbids style attributes.
function token_styles() {
  const rules = [
    ...colours.map((name) => `.fill-${name} { background: var(--mortise-${name}); }`),
    ...kinds.flatMap((kind) => ['', '-soft'].map((soft) => `.${kind}${soft} { background: var(--mortise-${kind}${soft}); color: var(--mortise-on-${kind}${soft}); }`)),
    ...sizes.map((size) => `.size-${size} { font-size: var(--mortise-size-${size}); }`),
  ];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join('\n'));
  return sheet;
}

customElements.define('mortise-design-gallery', MortiseDesignGallery);
