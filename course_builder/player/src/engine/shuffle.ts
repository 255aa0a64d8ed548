// Shuffling by sorting hashes: nothing needs to be stored but a seed, and when a republished course has lost or gained an
// option, the others keep their order.

/** A well-mixed number of 32 bits. */
export function hash(...numbers: number[]): number {
  let mixed = 0x811c9dc5;
  for (const one of numbers) {
    mixed = Math.imul(mixed ^ one, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}

/** `items` in an order that depends on `seed`, `group` and each one's own slot alone. */
export function shuffle<T>(items: readonly T[], slot: (item: T) => number, seed: number, group: number): T[] {
  return items
    .map((item) => ({ item, slot: slot(item), rank: hash(seed, group, slot(item)) }))
    .sort((a, b) => a.rank - b.rank || a.slot - b.slot)
    .map(({ item }) => item);
}

/** Shuffled, and never in the order `right`: what is to be put in order must not stand in it already. */
export function disorder<T>(items: readonly T[], slot: (item: T) => number, seed: number, group: number, right: readonly T[]): T[] {
  const shuffled = shuffle(items, slot, seed, group);
  if (shuffled.every((item, index) => item === right[index])) shuffled.push(...shuffled.splice(0, 1));
  return shuffled;
}
