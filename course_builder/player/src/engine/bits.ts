// Numbers packed into bits, six of them a character: plain ASCII that every LMS keeps as it is. Writing and reading are one
// interface, so that one description of the state serves both and they cannot part.

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ALPHABET = `${LETTERS.slice(0, 26).toUpperCase()}${LETTERS}-_`;

/** Each takes what to write and gives what was written; a reader ignores what it is given, and gives what it read. */
export interface Bits {
  /** The lowest `width` bits of a whole number, highest first. */
  bits(value: number, width: number): number;
  /** A number of any size: groups of three bits, lowest first, each followed by one that says whether there are more. */
  number(value: number): number;
  /** A set of small numbers: how long, then a bit for each. */
  set(values: Iterable<number>): Set<number>;
  /** How many, then each. What a reader finds cut off is left out. */
  list<T>(items: readonly T[], item: (item: T | undefined) => T): T[];
  /** Something was read that is not there: what came last must not be trusted. */
  over(): boolean;
}

function derive(bits: Bits['bits'], over: Bits['over']): Bits {
  const number: Bits['number'] = (value) => {
    let result = 0;
    for (let scale = 1; scale < 2 ** 51; scale *= 8) {
      result += bits(value % 8, 3) * scale;
      value = Math.floor(value / 8);
      if (!bits(value ? 1 : 0, 1)) break;
    }
    return result;
  };
  return {
    bits,
    number,
    over,
    set(values) {
      const given = new Set(values);
      const length = number(Math.max(-1, ...given) + 1);
      const members = new Set<number>();
      for (let i = 0; i < length && !over(); i++) if (bits(given.has(i) ? 1 : 0, 1)) members.add(i);
      return members;
    },
    list<T>(items: readonly T[], item: (item: T | undefined) => T) {
      const result: T[] = [];
      const length = number(items.length);
      for (let i = 0; i < length; i++) {
        const one = item(items[i]);
        if (over()) break;
        result.push(one);
      }
      return result;
    },
  };
}

export function writer(): Bits & { end(): string } {
  let text = '';
  let open = 0;
  let held = 0;
  const bits: Bits['bits'] = (value, width) => {
    while (width--) {
      held = held * 2 + (Math.floor(value / 2 ** width) % 2);
      if (++open === 6) {
        text += ALPHABET[held];
        open = held = 0;
      }
    }
    return value;
  };
  return { ...derive(bits, () => false), end: () => text + (open ? ALPHABET[held << (6 - open)] : '') };
}

/** Never throws: beyond the end, and from the first foreign character on, there is only 0. */
export function reader(text: string): Bits {
  let at = 0;
  let isOver = false;
  const bits: Bits['bits'] = (_, width) => {
    let value = 0;
    while (width--) {
      const six = ALPHABET.indexOf(text[Math.floor(at / 6)] ?? ' ');
      isOver ||= six < 0;
      value = value * 2 + (isOver ? 0 : (six >> (5 - (at++ % 6))) & 1);
    }
    return value;
  };
  return derive(bits, () => isOver);
}
