// Numbers packed into bits, six of them a character: plain ASCII that every LMS keeps as it is.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export interface Writer {
  /** The lowest `width` bits of `value` (a whole number below 2^53), highest first. */
  bits(value: number, width: number): void;
  /** A number of any size, in groups of three bits, each with one more that says whether another follows. */
  number(value: number): void;
  /** A set of small numbers: how long, then one bit each. */
  set(values: Iterable<number>): void;
  end(): string;
}

export function writer(): Writer {
  let text = '';
  let open = 0;
  let held = 0;
  const self: Writer = {
    bits(value, width) {
      while (width--) {
        held = held * 2 + (Math.floor(value / 2 ** width) % 2);
        if (++open === 6) {
          text += ALPHABET[held];
          open = held = 0;
        }
      }
    },
    number(value) {
      const groups = Math.max(1, Math.ceil(value.toString(2).length / 3));
      for (let i = groups - 1; i >= 0; i--) {
        self.bits(i ? 1 : 0, 1);
        self.bits(Math.floor(value / 8 ** i), 3);
      }
    },
    set(values) {
      const members = new Set(values);
      const length = Math.max(0, ...[...members].map((one) => one + 1));
      self.number(length);
      for (let i = 0; i < length; i++) self.bits(members.has(i) ? 1 : 0, 1);
    },
    end() {
      while (open) self.bits(0, 1);
      return text;
    },
  };
  return self;
}

export interface Reader {
  bits(width: number): number;
  number(): number;
  set(): Set<number>;
  /** Something was read that is not there: what came last must not be trusted. */
  readonly over: boolean;
}

/** Read what a writer wrote. Never throws: beyond the end, and from the first foreign character on, there is only 0. */
export function reader(text: string, start: number): Reader {
  let at = start * 6;
  let over = false;
  const self: Reader = {
    get over() {
      return over;
    },
    bits(width) {
      let value = 0;
      while (width--) {
        const six = ALPHABET.indexOf(text[Math.floor(at / 6)] ?? ' ');
        if (six < 0) over = true;
        value = value * 2 + (over ? 0 : (six >> (5 - (at % 6))) & 1);
        at++;
      }
      return value;
    },
    number() {
      let value = 0;
      for (let groups = 0; groups < 10; groups++) {
        const more = self.bits(1);
        value = value * 8 + self.bits(3);
        if (!more) break;
      }
      return value;
    },
    set() {
      const members = new Set<number>();
      const length = self.number();
      for (let i = 0; i < length && !over; i++) if (self.bits(1)) members.add(i);
      return members;
    },
  };
  return self;
}
