import * as Flags from '@oclif/core/flags';

/** Flags that mean the same everywhere. Each can be given as PARITY_<FLAG>. */
export const sharedFlags = {
  json: Flags.boolean({ summary: 'print the JSON document; the same as --format json', env: 'PARITY_JSON' }),
  quiet: Flags.boolean({
    char: 'q',
    summary: 'print only the summary line, and no progress',
    env: 'PARITY_QUIET',
    exclusive: ['verbose'],
  }),
  verbose: Flags.boolean({
    summary: 'print sources, pairing with its reasons, and what was left out',
    env: 'PARITY_VERBOSE',
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

/** Flags of the commands that compare two sides. */
export const sideFlags = {
  local: Flags.string({
    summary: 'the local side: a path, or KIND:PATH (compose, dotenv, procfile)',
    env: 'PARITY_LOCAL',
    helpValue: 'SPEC',
    multiple: true,
    multipleNonGreedy: true,
    default: [],
  }),
  target: Flags.string({
    summary: 'the target: a path, or KIND:PATH (manifests, kustomize, compose)',
    env: 'PARITY_TARGET',
    helpValue: 'SPEC',
    multiple: true,
    multipleNonGreedy: true,
    default: [],
  }),
  env: Flags.string({ summary: 'the target environment', env: 'PARITY_ENV', helpValue: 'NAME' }),
};

/** Restricts a run to some services. */
export const serviceFlag = Flags.string({
  summary: 'only this service; repeatable',
  env: 'PARITY_SERVICE',
  helpValue: 'NAME',
  multiple: true,
  multipleNonGreedy: true,
  default: [],
});

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
