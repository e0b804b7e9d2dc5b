import * as Flags from '@oclif/core/flags';
import { READ_KINDS } from '../config/config.ts';

/** Flags that mean the same everywhere. Each can be given as PARITY_<FLAG>. */
export const sharedFlags = {
  json: Flags.boolean({ summary: 'print the JSON document; the same as --format json', env: 'PARITY_JSON' }),
  quiet: Flags.boolean({
    char: 'q',
    summary: 'print only the summary line, and no progress',
    env: 'PARITY_QUIET',
  }),
  cwd: Flags.string({
    char: 'C',
    summary: 'check the application in this folder: it is the root',
    env: 'PARITY_CWD',
    helpValue: 'DIR',
  }),
  output: Flags.string({
    summary: 'write the result to a file instead of stdout',
    env: 'PARITY_OUTPUT',
    helpValue: 'FILE',
  }),
};

/** A flag that may be given several times; its variable holds one value, or several with commas between them. */
export function listFlag(options: { readonly summary: string; readonly env: string; readonly helpValue: string }) {
  return Flags.string({
    ...options,
    summary: `${options.summary}; repeatable, several in ${options.env} have commas between them`,
    multiple: true,
    multipleNonGreedy: true,
    default: [],
  });
}

const KINDS = `a path, or KIND:PATH (${READ_KINDS.join(', ')})`;

/** Flags of the commands that compare two sides. */
export const sideFlags = {
  local: listFlag({ summary: `the local side: ${KINDS}`, env: 'PARITY_LOCAL', helpValue: 'SPEC' }),
  target: listFlag({ summary: `the target: ${KINDS}`, env: 'PARITY_TARGET', helpValue: 'SPEC' }),
  env: Flags.string({ summary: 'the target environment', env: 'PARITY_ENV', helpValue: 'NAME' }),
};

/** Restricts a run to some services. */
export const serviceFlag = listFlag({ summary: 'only this service', env: 'PARITY_SERVICE', helpValue: 'NAME' });

/** Output formats. */
export function formatFlag<const Format extends string>(formats: readonly Format[]) {
  return Flags.option({
    char: 'f',
    summary: 'format of the result',
    env: 'PARITY_FORMAT',
    options: formats,
    default: async () => formats[0] as Format,
  })();
}

/** The framework leaves the variable of a list as one text. This makes lists of those, in place. */
export function splitLists(
  values: Record<string, unknown>,
  declared: Readonly<Record<string, { readonly type: string; readonly multiple?: boolean | undefined }>>,
): void {
  for (const [name, { multiple }] of Object.entries(declared)) {
    const value = values[name];
    if (multiple !== true || typeof value !== 'string') continue;
    values[name] = value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }
}
