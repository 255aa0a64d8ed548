// A launch in an LMS of a profile, with a server that comes and goes.

import type { Elements, Mode, Version } from '../../../serve/lms/client/data';
import { profileOf } from '../../../serve/lms/client/profiles';
import { makeRuntime } from '../../../serve/lms/client/runtime';
import type { Outcome, Runtime } from '../../../serve/lms/client/runtime';
import { STANDARDS } from '../../../serve/lms/client/standard';

export class Server {
  held: Elements = {};
  /** What was sent, one after the other. */
  sent: Elements[] = [];
  state: 'up' | 'away' | 'refusing' = 'up';

  launch(version: Version, name: string, more: { given?: Elements; measure?: string } = {}): Launched {
    const profile = profileOf(version, name);
    const { core } = STANDARDS[version];
    const own = [`${core}exit`, `${core}session_time`];
    const kept = Object.fromEntries(Object.entries(this.held).filter(([key]) => !own.includes(key)));
    const mode = profile.modeOf(version, [this.held]);
    const cmi = profile.begins({ version, mode, given: more.given ?? {}, kept, exited: this.held[`${core}exit`] ?? '', measure: more.measure });
    const take = (sent: Elements): void => {
      this.sent.push(sent);
      if (this.state === 'up') Object.assign(this.held, sent);
    };
    const transport = {
      send: (sent: Elements): Outcome => {
        take(sent);
        return { state: ({ up: 'stored', away: 'away', refusing: 'refused' } as const)[this.state], note: '' };
      },
      unheard: (sent: Elements): Outcome => {
        take(sent);
        return { state: this.state === 'up' ? 'sending' : 'lost', note: '' };
      },
    };
    return new Launched(makeRuntime({ version, profile, mode, cmi, transport }), mode);
  }
}

export class Launched {
  constructor(
    readonly runtime: Runtime,
    readonly mode: Mode,
  ) {}
  /** `true 0`, or what was read and the error. */
  call(method: string, ...values: string[]): string {
    const { result, code } = this.runtime.call(method, values.length ? values : ['']);
    return `${String(result)} ${code}`.trim();
  }
  set(values: Elements): string[] {
    return Object.entries(values).map(([key, value]) => this.call('SetValue', key, value));
  }
}

/** An interaction with its id and type. */
export const interaction = (index: number): Elements => ({ [`cmi.interactions.${index}.id`]: `q${index}`, [`cmi.interactions.${index}.type`]: 'choice' });
