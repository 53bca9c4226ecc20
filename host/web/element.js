// The base of every element on the page, the shell's and the plugins': the shared style sheet in its shadow root, texts that
// follow the language, and subscriptions that last as long as it is on the page.
import { LitElement } from 'lit';
import shared_css from './styles/shared.css?text';
import { events } from './events.js';
import { on_state } from './state.js';
import { on_language, problem_text, t } from './text.js';

const shared = new CSSStyleSheet();
shared.replaceSync(shared_css);

export class MortiseElement extends LitElement {
  // The plugin whose locales `this.t` reads.
  static plugin = 'shell';

  #subscriptions = [];

  static finalizeStyles(styles) {
    return [shared, ...super.finalizeStyles(styles)];
  }

  connectedCallback() {
    super.connectedCallback();
    this.keep(on_language(() => this.requestUpdate()));
    this.keep(on_state(() => this.requestUpdate()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#subscriptions.splice(0).forEach((end) => end());
  }

  // Parents hear of a change first: what they have just taken off the page has nothing left to show.
  shouldUpdate() { return this.isConnected; }

  // `end` is called when this element leaves the page.
  keep(end) { this.#subscriptions.push(end); }

  on_event(name, listener) { this.keep(events.on(name, listener)); }

  t(key, values) { return t(this.constructor.plugin, key, values); }

  problem(error) { return problem_text(error, this.constructor.plugin); }
}

// An element that shows what one call answers: `fetch` is that call; `status` is loading, error or ready.
// Loading again keeps what is shown until the new answer is there, and an answer overtaken by a later call is dropped.
export class LoadingElement extends MortiseElement {
  static properties = { status: { state: true }, error: { state: true } };

  #latest = 0;

  constructor() {
    super();
    this.status = 'loading';
  }

  connectedCallback() {
    super.connectedCallback();
    this.on_event('refresh', () => this.load());
    this.load();
  }

  async load() {
    const mine = ++this.#latest;
    try {
      const answer = await this.fetch();
      if (mine !== this.#latest) return;
      this.receive(answer);
      this.status = 'ready';
    } catch (error) {
      if (mine !== this.#latest) return;
      this.error = error;
      this.status = 'error';
    }
  }
}
