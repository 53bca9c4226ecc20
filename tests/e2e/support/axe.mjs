// What axe-core finds wrong with a page as it stands, to WCAG 2.2 AA.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

async function found(page, runOnly) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (rules) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));   // colours that have just changed are drawn
    // What skips the header stands before every landmark, on purpose.
    const { violations } = await window.axe.run({ exclude: [{ fromShadowDom: ['mortise-app', '.skip'] }] }, { runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
  }, runOnly);
}

export const violations = (page) => found(page, all);
export const violations_of_colour = (page) => found(page, colours);
