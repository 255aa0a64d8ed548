// Values as people read them.

import { seconds } from './standard';

const plural = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `1 h 5 min 12 s` */
export function inWords(value: number): string {
  const whole = Math.floor(value);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ].filter(([count], index) => count || (index === 2 && whole < 1));
  return parts.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

/** What a value means, where it does not say so itself; else empty. */
export function decoded(element: string, value: string): string {
  if (!value) return '';
  const name = element.slice(element.lastIndexOf('.') + 1);
  switch (name) {
    case 'suspend_data':
      return plural(value.length, 'character', 'characters');
    case 'session_time':
    case 'total_time':
    case 'latency':
      return inWords(seconds(value));
    case 'scaled':
    case 'progress_measure':
      return `${Math.round(Number(value) * 1e4) / 100} %`;
    case 'timestamp':
      return Number.isNaN(Date.parse(value)) ? '' : new Date(value).toLocaleString();
    case 'pattern':
    case 'learner_response':
    case 'student_response':
      return patternInWords(value);
    default:
      return '';
  }
}

export function patternInWords(value: string): string {
  const text = value
    .replace(/^(\{(?:case|order)_matters=(?:true|false)\})+/, '')
    .replaceAll('[,]', ', ')
    .replaceAll('[.]', ' → ')
    .replaceAll('[:]', ' to ')
    .replace(/(^|,)([A-Za-z0-9])\.([A-Za-z0-9])(?=,|$)/g, '$1$2 → $3');
  return text === value ? '' : text;
}
