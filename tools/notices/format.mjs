// Writes THIRD-PARTY-NOTICES: who holds the copyright of what the package contains, and under which terms.
// @ts-check

/** @typedef {import('./licences.mjs').Licence} Licence */
/** @typedef {import('./bundled.mjs').Bundled} Bundled */

const line = '-'.repeat(80);
const introduction = `THIRD-PARTY-NOTICES

The bundles of this package contain code of the packages below. This file is generated from what esbuild has bundled:
\`make notices\` writes it.`;

/** @param {readonly Bundled[]} bundled */
export function formatNotices(bundled) {
  const packages = bundled.flatMap((one) => [
    { ...one, about: `${one.name} ${one.version} (${one.licence})` },
    ...one.inside.map((own) => ({
      ...own,
      copied: [],
      about: `${own.name}, inside ${one.name} ${one.version} (${own.licence})`,
    })),
  ]);
  return `${[introduction, ...groupByTerms(packages)].join(`\n\n${line}\n\n`)}\n`;
}

/** Most authors use the same few texts, with other line breaks. @param {readonly (Licence & { about: string, copied: readonly string[] })[]} packages */
function groupByTerms(packages) {
  const byTerms = groupBy(packages, ({ terms }) => toWords(cutAppendix(terms)));
  return [...byTerms.values()].map((group) => {
    const holders = [...groupBy(group, ({ notices, copied }) => [...notices, ...copied].join('\n')).values()];
    const blocks = holders.map((alike) =>
      [...alike.map(({ about }) => about), ...listNotices(alike[0])].join('\n'),
    );
    return `${blocks.join('\n\n')}\n\n${cutAppendix(group[0]?.terms ?? '')}`;
  });
}

/** @param {{ notices: readonly string[], copied: readonly string[] } | undefined} one */
function listNotices({ notices, copied } = { notices: [], copied: [] }) {
  return [
    ...notices.map(indent),
    ...copied.map((comment) => `  It contains code with this comment:\n${indent(indent(comment))}`),
  ];
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** @param {string} text */
function toWords(text) {
  return text.replaceAll(/\s+/g, ' ').replaceAll("'", '"').toLowerCase();
}

/**
 * Map.groupBy, which Node 20 lacks.
 * @template Item
 * @param {readonly Item[]} items @param {(item: Item) => string} getKey
 */
function groupBy(items, getKey) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of items) groups.set(getKey(item), [...(groups.get(getKey(item)) ?? []), item]);
  return groups;
}

/** The licence Apache-2.0 ends with advice for those who use it, which each fills in differently. @param {string} terms */
function cutAppendix(terms) {
  return terms.replace(/(END OF TERMS AND CONDITIONS)[\s\S]*$/, '$1');
}
