import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disorder, hash, shuffle } from '../../src/engine/shuffle';

const own = (slot: number) => slot;
const slots = fc.uniqueArray(fc.nat(500), { minLength: 2, maxLength: 40 });

test('the same every time, and everything is still there', () => {
  fc.assert(
    fc.property(slots, fc.nat(65_535), fc.nat(500), (items, seed, group) => {
      const once = shuffle(items, own, seed, group);
      expect(shuffle(items, own, seed, group)).toEqual(once);
      expect([...once].sort()).toEqual([...items].sort());
    }),
  );
});

test('what is lost or gained leaves the others in their order', () => {
  fc.assert(
    fc.property(slots, fc.nat(65_535), fc.nat(500), (items, seed, gone) => {
      const lost = items.filter((one) => one !== gone);
      expect(shuffle(lost, own, seed, 1)).toEqual(shuffle(items, own, seed, 1).filter((one) => one !== gone));
    }),
  );
});

test('what is to be put in order never comes out right', () => {
  fc.assert(
    fc.property(slots, fc.nat(65_535), (items, seed) => {
      const order = disorder([...items].reverse(), own, seed, 1, items);
      expect(order).not.toEqual(items);
      expect([...order].sort()).toEqual([...items].sort());
    }),
  );
});

test('every place is equally likely', () => {
  const first = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) first[shuffle([0, 1, 2, 3], own, seed, 3)[0]!]!++;
  for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(120);
  expect(hash(1, 2)).not.toBe(hash(2, 1));
});
