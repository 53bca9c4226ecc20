// What every test starts from: a server of its own, and `person` for each browser that takes part.
import { test as base, expect } from '@playwright/test';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

export const test = base.extend({
  // What the server is told beside the configuration; test.use({ settings: ... }).
  settings: [{}, { option: true }],

  // Plugins beside those that come with the program.
  plugins: [[], { option: true }],

  server: async ({ settings, plugins }, use) => {
    const server = await Server.start(settings, plugins);
    await use(server);
    const errors = await server.errors();
    await server.stop();
    expect(errors, 'errors in the server’s log').toEqual([]);
  },

  // person(options of the browser context): somebody new, in a browser that nobody has used.
  person: async ({ browser, server }, use) => {
    const people = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      const somebody = new Person(await context.newPage(), server);
      people.push(somebody);
      return somebody;
    });
    const complaints = people.flatMap((each) => each.complaints);
    await Promise.all(people.map(({ page }) => page.context().close()));
    expect(complaints, 'complaints of the pages’ scripts').toEqual([]);
  },

  owner: async ({ person }, use) => {
    const olivia = await person();
    await olivia.sign_in('olivia@acme.example');
    await use(olivia);
  },

  member: async ({ person }, use) => {
    const mia = await person();
    await mia.sign_in('mia@acme.example');
    await use(mia);
  },
});

export { expect };
