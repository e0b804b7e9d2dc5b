// What the API server takes as spec.schedule: https://pkg.go.dev/github.com/robfig/cron/v3#ParseStandard, without a time zone.

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 6, names: DAYS },
];
const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const EVERY = /^@every \s*[+-]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/;

/** Why Kubernetes refuses a schedule; undefined for one that it takes. */
export function refusalOfCron(schedule: string): string | undefined {
  const text = schedule.trim();
  if (/TZ=/.test(text)) return 'a time zone belongs in timeZone';
  if (text.startsWith('@')) return MACRO.test(text) || EVERY.test(text) ? undefined : `${text} is no macro`;
  const fields = text === '' ? [] : text.split(/\s+/);
  if (fields.length !== FIELDS.length) return `it has ${fields.length} fields, not ${FIELDS.length}`;
  const wrong = FIELDS.find((field, index) => !isField(fields[index] ?? '', field));
  return wrong === undefined ? undefined : `its ${wrong.name} is none`;
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => isRange(part, field));
}

/** `*`, `*` in steps, a number, from one to another. */
function isRange(text: string, field: Field): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false;
  const [from = '', to, ...others] = range.split('-');
  if (from === '*' || from === '?') return to === undefined;
  const [least, most] = [numberOf(from, field), to === undefined ? numberOf(from, field) : numberOf(to, field)];
  return others.length === 0 && least >= field.least && most <= field.most && least <= most;
}

function numberOf(text: string, { names, least }: Field): number {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + least;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
