// Every page and state, in both languages, light and dark: nothing that axe-core finds wrong, and the main ones as in their pictures, which
// are also the documentation's. `./dev snapshots` takes them anew.
import { violations, violations_of_colour } from './support/axe.mjs';
import { hold_still } from './support/still.mjs';
import { expect, test } from './support/test.mjs';
import { Tour } from './support/tour.mjs';

const looks = ['light', 'dark'];
const port = /\.localhost:\d+/;
const show_usual_port = (all) => all.flatMap((each) => [...each.childNodes]).forEach((node) => { node.nodeValue = node.nodeValue?.replace(/(\.localhost:)\d+/, '$18080') ?? null; });
const tours = { 'before signing in': 'before_signing_in', 'as a member': 'member', 'with API keys': 'keys', 'as the owner': 'owner', 'after it ended': 'ended' };

for (const locale of ['en-GB', 'de-DE']) {
  const language = locale.slice(0, 2);

  async function look(name, page, { picture = true, whole = false } = {}) {
    await page.mouse.move(0, 0);
    for (const scheme of looks) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveClass(`wa-${scheme}`);
      expect.soft(await (scheme === 'light' ? violations(page) : violations_of_colour(page)), `${name}, ${language}, ${scheme}`).toEqual([]);
      if (!picture || (whole && scheme === 'dark')) continue;   // what shows whole has both themes on it
      await page.getByText(port).evaluateAll(show_usual_port);
      await expect.soft(page).toHaveScreenshot(whole ? `${name}-${language}.png` : `${name}-${language}-${scheme}.png`, { fullPage: whole });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }

  for (const [part, method] of Object.entries(tours)) {
    test(`every page is accessible and looks as it did, ${part}: ${language}`, async ({ server, person }) => {
      const still_person = async () => {
        const somebody = await person({ locale, colorScheme: 'light', bypassCSP: true });   // the pictures' style sheet is none of the page's
        await hold_still(somebody.page.context());
        return somebody;
      };
      await new Tour(server, still_person, language, look)[method]();
    });
  }
}
