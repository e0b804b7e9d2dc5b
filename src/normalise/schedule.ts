const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** A cron expression with macros written out, names as numbers and blanks folded (N060). */
export function normaliseCron(cron: string): string {
  const expanded = MACROS[cron.trim().toLowerCase()] ?? cron.trim();
  const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  const months = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
  const fields = expanded.toUpperCase().split(/\s+/);
  return fields
    .map((field, position) => {
      const names = position === 4 ? days : position === 3 ? months : [];
      const numbered = field.replace(/[A-Z]{3}/g, (name) =>
        names.includes(name) ? String(names.indexOf(name)) : name,
      );
      if (numbered === '*/1') return '*';
      return position === 4 ? numbered.replace(/\b7\b/g, '0') : numbered.replace(/\b0+(\d)/g, '$1');
    })
    .join(' ');
}
