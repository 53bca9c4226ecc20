// <generate-key>: makes a key and shows its secret, this once. Fires `generated`.
import { css, html } from 'lit';
import { MortiseElement, api, icon, session, toast, workspaces } from '@mortise/shell';

class GenerateKey extends MortiseElement {
  static plugin = 'api-keys';

  static properties = { busy: { state: true }, error: { state: true }, made: { state: true } };

  static styles = css`
    form { padding: 1rem 1.25rem; }
    .toolbar { margin: 0; }
    .toolbar .scope { flex: 1 1 15rem; }
    .secret { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
    .secret code { flex: 1 1 16rem; padding: 0.5rem 0.75rem; user-select: all; background: var(--mortise-field);
      color: var(--mortise-text); border-radius: var(--mortise-radius); }
    .secret .button { margin: 0; color: var(--mortise-text); }
  `;

  render() {
    return this.made ? this.secret() : this.form();
  }

  form() {
    // On a workspace's own address a key is for that workspace: the server sees to it.
    const choose_scope = !session().scope?.workspaceId;
    return html`
      <form class="card" aria-label=${this.t('generate-heading')} @submit=${this.generate}>
        <div class="toolbar">
          <div class="field wide">
            <label for="name">${this.t('name')}</label>
            <input id="name" name="name" required maxlength="100" autocomplete="off">
          </div>
          ${choose_scope ? html`
            <div class="field scope">
              <label for="scope">${this.t('works-in')}</label>
              <select id="scope" name="scope">
                <option value="">${this.t('account-wide')}</option>
                ${workspaces().map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>
            </div>` : ''}
          <button class="button primary" ?disabled=${this.busy}>${icon('plus')}${this.t('generate')}</button>
        </div>
        ${this.error ? html`<p class="field-error" role="alert">${this.problem(this.error)}</p>` : ''}
      </form>`;
  }

  secret() {
    return html`
      <section class="notice success" aria-label=${this.t('secret-heading')}>
        <p role="status"><strong>${this.t('secret-heading')}</strong> ${this.t('secret-text', { name: this.made.name })}</p>
        <div class="secret">
          <code>${this.made.secret}</code>
          <button class="button" @click=${this.copy}>${icon('copy')}${this.t('copy')}</button>
          <button class="button" @click=${this.kept}>${this.t('kept')}</button>
        </div>
      </section>`;
  }

  async generate(event) {
    event.preventDefault();
    const { name, scope } = event.target.elements;
    this.busy = true;
    this.error = null;
    try {
      this.made = await api.post('/user/api-keys', { name: name.value.trim(), ...(scope?.value ? { workspaceId: scope.value } : {}) });
      this.dispatchEvent(new CustomEvent('generated'));
      await this.updateComplete;
      this.renderRoot.querySelector('.secret button').focus();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }

  async kept() {
    this.made = null;
    await this.updateComplete;
    this.renderRoot.getElementById('name').focus();
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.made.secret);
      toast(this.t('copied'));
    } catch {
      toast(this.t('not-copied'), { kind: 'error' });
    }
  }
}

customElements.define('generate-key', GenerateKey);
