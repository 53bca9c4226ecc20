// <mortise-sign-in>: e-mail and password. What is wrong is said once, above the fields, and never which of the two it was.
import { css, html, nothing } from 'lit';
import { MortiseElement } from '../element.js';
import { choose_language, current, sign_in } from '../state.js';
import { language, languages, own_name_of } from '../text.js';

class MortiseSignIn extends MortiseElement {
  static properties = { busy: { state: true }, error: { state: true } };

  static styles = css`
    main { max-width: 24rem; margin: min(10vh, 6rem) auto 2rem; padding: 0 1rem; }
    .card { padding: 1.5rem; }
    .button.primary { width: 100%; justify-content: center; }
    .languages { display: flex; gap: 0.25rem; justify-content: center; margin-block-start: 1rem; }
  `;

  render() {
    return html`
      <main>
        <form class="card" @submit=${this.submit}>
          <h1>${this.t('sign-in.heading', { title: current().web.title })}</h1>
          ${this.error ? html`<p class="notice danger" role="alert" id="error">${this.problem(this.error)}</p>` : ''}
          <div class="field">
            <label for="email">${this.t('sign-in.email')}</label>
            <input id="email" name="email" type="email" autocomplete="username" required autofocus aria-describedby=${this.error ? 'error' : nothing}>
          </div>
          <div class="field">
            <label for="password">${this.t('sign-in.password')}</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby=${this.error ? 'error' : nothing}>
          </div>
          <button class="button primary" type="submit" ?disabled=${this.busy}>${this.t('sign-in.submit')}</button>
        </form>
        <div class="languages" role="group" aria-label=${this.t('user.language')}>
          ${languages.map((each) => html`
            <button class="button quiet" lang=${each} aria-pressed=${each === language()} @click=${() => choose_language(each)}>
              ${own_name_of(each)}
            </button>`)}
        </div>
      </main>`;
  }

  firstUpdated() { this.renderRoot.querySelector('#email').focus(); }

  updated() { document.title = this.t('sign-in.heading', { title: current().web.title }); }

  async submit(event) {
    event.preventDefault();
    const { email, password } = event.target.elements;
    this.busy = true;
    this.error = null;
    try {
      await sign_in(email.value, password.value);
    } catch (error) {
      this.error = error;
      password.select();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('mortise-sign-in', MortiseSignIn);
