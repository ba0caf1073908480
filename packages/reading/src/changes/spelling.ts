/** Ways of writing a time that the library doesn't know. */
export function rewritten(text: string): string {
  return text
    .replace(
      /\b([12]?\d|0\d)\s?[hH](?:([0-5]\d)\b|(?=\W|$))/g,
      (_, hour, minutes = '00') => `${hour}:${minutes}`,
    )
    .replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d(?!\d))?(?!\d)/g, (_, day, month, year = '') =>
      dotted(day, month, year),
    )
    .replace(/\b([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])/g, '$1:$2')
    .replace(/\b(\d{1,2})(?: ?uhr)\b/gi, '$1:00')
    .replace(/\bhalf past (\w+)/gi, (whole, hour: string) => clockWord(hour, '30') ?? whole)
    .replace(/\bquarter past (\w+)/gi, (whole, hour: string) => clockWord(hour, '15') ?? whole)
    .replace(/\bat (\w+)(?= o'?clock|$|,| on\b| please| instead)/gi, (whole, hour: string) => {
      const clock = clockWord(hour, '00');
      return clock === undefined ? whole : `at ${clock}`;
    });
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const dotted = (day: string, month: string, year: string) =>
  `${day} ${MONTHS[Number(month) - 1] ?? month} ${year.length === 2 ? `20${year}` : year}`.trim();

const HOURS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
function clockWord(word: string, minutes: string): string | undefined {
  const named = HOURS.indexOf(word.toLowerCase());
  const hour = named > 0 ? named : /^\d{1,2}$/.test(word) ? Number(word) : undefined;
  return hour === undefined || hour > 23 ? undefined : `${hour}:${minutes}`;
}
