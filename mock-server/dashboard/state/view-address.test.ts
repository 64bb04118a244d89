// The view in the URL: every view has an address, and every text from anybody is a view.
import fc from 'fast-check';

import { instant } from '../../../time/time.ts';
import { laneHeights, maxSpan, minSpan } from '../../../page-parts/lanes-window.ts';
import { firstView, formatViewAddress, mainViews, panels, parseViewAddress } from './view-address.ts';

const words = fc
  .string({ minLength: 1, maxLength: 20, unit: 'binary' })

  // A lone surrogate cannot be in a URL.
  .filter((text) => !/\p{Surrogate}/u.test(text));
const addresses = fc.record({
  world: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  job: fc.option(fc.uuid(), { nil: undefined }),
  user: fc.option(words, { nil: undefined }),
  statuses: fc.array(words, { maxLength: 8 }),
  search: fc.oneof(fc.constant(''), words),
  at: fc.option(fc.nat(2_000_000_000_000).map(instant), { nil: undefined }),
  view: fc.constantFrom(...mainViews),
  panel: fc.option(fc.constantFrom(...panels), { nil: undefined }),
  isLarge: fc.boolean(),
  lanes: fc.record({
    span: fc.option(fc.integer({ min: minSpan, max: maxSpan }), { nil: undefined }),
    from: fc.option(fc.nat(2_000_000_000_000).map(instant), { nil: undefined }),
    isCollapsed: fc.boolean(),
    height: fc.constantFrom(...laneHeights),
  }),
});

test('every view is found again by its address', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(parseViewAddress(formatViewAddress(address))).toEqual(address);
    }),
  );
});

test('the first view has an empty address', () => {
  expect(formatViewAddress(firstView)).toBe('');
  expect(parseViewAddress('')).toEqual(firstView);
});

test('what does not fit is ignored', () => {
  expect(
    parseViewAddress('?world=../x&at=tomorrow&view=nothing&panel=<script>&span=5&from=x&idle=no&height=9'),
  ).toEqual(firstView);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(mainViews).toContain(parseViewAddress(text).view);
    }),
  );
});
