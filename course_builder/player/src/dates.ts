// Days as the course's language writes them.

/**
 * A day such as `2030-12-31` in words: as it is where it is no day, or where this browser does not know the language, which
 * would write it in its own.
 */
export function written(day: string, language: string, dateStyle: 'long' | 'medium' = 'long'): string {
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf(language).length && !Number.isNaN(Date.parse(day));
  return isKnown ? new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(new Date(day)) : day;
}

/** Today as it is here, not in Greenwich, such as `2030-12-31`. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, '0')).join('-');
}
