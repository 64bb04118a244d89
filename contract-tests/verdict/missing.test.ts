import type { ModeName } from '../evidence/conduct.ts';
import { findRunHint, isProvided, type Need, needs, type HintContext } from './missing.ts';

const both = [true, false] as const;
const modes: readonly (ModeName | undefined)[] = ['production', 'nightly', 'full', undefined];

/** Every combination of a run's options. */
const settings: readonly HintContext[] = modes.flatMap((mode) =>
  [[], ['mode'], ['max-requests'], ['mode', 'max-requests']].flatMap((given) =>
    both.flatMap((hasLedger) =>
      both.flatMap((isOwn) =>
        both.flatMap((mayWrite) =>
          both.flatMap((hasOtherToken) =>
            both.map((hasExpiredToken) => ({
              mode,
              given,
              hasLedger,
              target: { isOwn, mayWrite, hasOtherToken, hasExpiredToken },
            })),
          ),
        ),
      ),
    ),
  ),
);

const all = Object.keys(needs) as readonly Need[];

/** Every possible hint, with its need and options. */
const hints = settings.flatMap((setting) =>
  all.flatMap((need) => {
    const hint = findRunHint(need, setting);
    return hint === undefined ? [] : [{ need, setting, hint }];
  }),
);

/** Whether the options include the flag or the variable. */
const isSet: Readonly<Record<string, (setting: HintContext) => boolean>> = {
  '--allow-writes': ({ target }) => target.mayWrite,
  '--ledger': ({ hasLedger }) => hasLedger,
  '--max-requests': ({ given }) => given.includes('max-requests'),
  CONTRACT_OTHER_TOKEN: ({ target }) => target.hasOtherToken,
  CONTRACT_EXPIRED_TOKEN: ({ target }) => target.hasExpiredToken,
  CONTRACT_EMPTY_TOKEN: ({ target }) => target.hasEmptyToken === true,
  CONTRACT_JOB_ID: ({ target }) => target.knownJobId !== undefined,
};

test('no hint names a flag or a variable that is set', () => {
  expect(hints.length).toBeGreaterThan(100);
  for (const { hint, setting } of hints) {
    const named = hint.match(/--[a-z-]+|CONTRACT_\w+/g) ?? [];
    expect(named).toHaveLength(1);
    for (const name of named) expect([name, isSet[name]?.(setting)]).toEqual([name, false]);
  }
});

/** Options that would be rejected, or would have no effect. */
test.each<[string, (need: Need, setting: HintContext) => boolean]>([
  [
    'writing, where the mode only reads or was chosen explicitly',
    (need, { mode, given }) => need === 'write-access' && (mode === 'production' || given.includes('mode')),
  ],
  [
    'an expired token, which the production mode does not use',
    (need, { mode }) => need === 'expired-token' && mode === 'production',
  ],
  [
    "a token or a ledger, for the suite's own mock",
    (need, { target }) => need !== 'budget' && target.isOwn === true,
  ],
  [
    'any flag, where the target itself lacks something',
    (need) =>
      ['jobs', 'other-jobs', 'mode', 'answer', 'reading', 'sight', 'earlier-run'].some((one) => one === need),
  ],
])('no hint is given for %s', (_, helpsNot) => {
  expect(hints.filter(({ need, setting }) => helpsNot(need, setting))).toEqual([]);
});

test('a hint names the option that is missing', () => {
  const setting: HintContext = {
    mode: 'nightly',
    given: [],
    hasLedger: false,
    target: { mayWrite: false, hasOtherToken: false, hasExpiredToken: false },
  };
  expect(all.map((need) => [need, findRunHint(need, setting)]).filter(([, hint]) => hint)).toEqual([
    ['write-access', 'give --allow-writes'],
    ['other-token', 'set CONTRACT_OTHER_TOKEN'],
    ['expired-token', 'set CONTRACT_EXPIRED_TOKEN'],
    ['empty-token', 'set CONTRACT_EMPTY_TOKEN'],
    ['known-job', 'set CONTRACT_JOB_ID'],
    ['ledger', 'give --ledger FILE'],
    ['budget', 'give a larger --max-requests'],
  ]);
  expect(isProvided('ledger', { ...setting, hasLedger: true })).toBe(true);
});
