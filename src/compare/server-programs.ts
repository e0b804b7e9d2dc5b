import type { CodeValue } from '../shape/code-facts.ts';

/** A program that opens the port itself, and how its command line says which. */
export interface Server {
  /** It listens on nothing. */
  readonly worker?: boolean;
  /** It serves files, or stands in front of a build: no route of the code is its own. */
  readonly files?: boolean;
  /** The file of its own that says the port where the command line does not. */
  readonly settings?: RegExp;
  /** What holds where that says nothing either. */
  readonly standard?: CodeValue;
  /** The port of the program that it starts behind itself, which answers as well. */
  readonly behind?: CodeValue;
  port(words: readonly string[]): CodeValue;
  /** The address that it binds to; undefined where that is not known, or a socket of the file system. */
  host?(words: readonly string[]): CodeValue | undefined;
}

/** Options whose value is a port or an address, and what holds without one. */
interface PortOptions {
  readonly options: RegExp;
  /** Variable that the program itself reads. */
  readonly variable?: string;
  readonly fallback?: string;
  /** The address is a bare word: `runserver 0.0.0.0:8000`. */
  readonly bare?: RegExp;
  /** Where the address is said, and the one that holds where it is not. */
  readonly host?: { readonly options: RegExp; readonly variable?: string; readonly fallback?: string };
}

const PORT = /^(-p|--port)$/;
const BIND = /^(-b|--bind)$/;
/** What these servers bind to unless they are told otherwise: their own manuals say so. */
const LOOPBACK = '127.0.0.1';
const PUMA_FILE = /(^|\/)puma(\/[\w-]+|\.[\w-]+)?\.rb$/;
const WORKER: Server = { worker: true, port: () => ({ kind: 'computed' }) };

/** By the name of the program; `python -m` and subcommands are part of it. */
const SERVERS: readonly (readonly [RegExp, Server])[] = [
  [/^(gunicorn)( |$)/, { settings: /gunicorn[^/]*\.py$/, ...byOptions({ options: BIND, host: { options: BIND } }) }],
  [/^hypercorn( |$)/, byOptions({ options: BIND, fallback: '8000', host: { options: BIND, fallback: LOOPBACK } })],
  [
    /^uvicorn( |$)/,
    byOptions({
      options: /^--port$/,
      variable: 'UVICORN_PORT',
      fallback: '8000',
      host: { options: /^--host$/, variable: 'UVICORN_HOST', fallback: LOOPBACK },
    }),
  ],
  [
    /^daphne( |$)/,
    byOptions({ options: PORT, fallback: '8000', host: { options: /^(-b|--bind)$/, fallback: LOOPBACK } }),
  ],
  [/^granian( |$)/, byOptions({ options: PORT, fallback: '8000', host: { options: /^--host$/, fallback: LOOPBACK } })],
  [/^waitress-serve( |$)/, byOptions({ options: /^--(listen|port)$/, fallback: '8080' })],
  [/^fastapi (run|dev)( |$)/, byOptions({ options: /^--port$/, variable: 'PORT', fallback: '8000' })],
  [
    /^flask .*\brun( |$)/,
    byOptions({
      options: PORT,
      variable: 'FLASK_RUN_PORT',
      fallback: '5000',
      host: { options: /^(-h|--host)$/, variable: 'FLASK_RUN_HOST', fallback: LOOPBACK },
    }),
  ],
  [
    /^streamlit run( |$)/,
    byOptions({ options: /^--server\.port$/, variable: 'STREAMLIT_SERVER_PORT', fallback: '8501' }),
  ],
  [
    /^(http\.server|SimpleHTTPServer)( |$)/,
    { files: true, ...byOptions({ options: /^$/, bare: /^\d{2,5}$/, fallback: '8000' }) },
  ],
  [
    /^(\S*manage\.py|django-admin) runserver/,
    byOptions({ options: /^$/, bare: /^([\w.[\]:]*:)?\d{2,5}$/, fallback: '8000' }),
  ],
  [/^(celery|rq|dramatiq|huey_consumer|arq|sidekiq|resque) ?/, WORKER],
  [/^next (start|dev)( |$)/, byOptions({ options: PORT, variable: 'PORT', fallback: '3000' })],
  [/^(http-server)( |$)/, { files: true, ...byOptions({ options: PORT, variable: 'PORT', fallback: '8080' }) }],
  [
    /^serve( |$)/,
    { files: true, ...byOptions({ options: /^(-p|--port|-l|--listen)$/, variable: 'PORT', fallback: '3000' }) },
  ],
  [/^json-server( |$)/, { files: true, ...byOptions({ options: PORT, fallback: '3000' }) }],
  [/^vite preview( |$)/, { files: true, ...byOptions({ options: PORT }) }],
  [/^vite( dev| serve)?( -|$)/, { files: true, ...byOptions({ options: PORT }) }],
  [/^ng serve( |$)/, { files: true, ...byOptions({ options: PORT }) }],
  [
    /^rails (s|server)( |$)/,
    {
      settings: PUMA_FILE,
      standard: { kind: 'variable', name: 'PORT', fallback: '3000' },
      ...byOptions({ options: PORT }),
    },
  ],
  [
    /^puma( |$)/,
    {
      settings: PUMA_FILE,
      standard: { kind: 'literal', text: '9292' },
      ...byOptions({ options: /^(-p|--port|-b|--bind)$/ }),
    },
  ],
  [
    /^rackup( |$)/,
    { settings: PUMA_FILE, standard: { kind: 'literal', text: '9292' }, ...byOptions({ options: PORT }) },
  ],
  [/^thin( |$)/, { standard: { kind: 'literal', text: '3000' }, ...byOptions({ options: PORT }) }],
  [
    /^unicorn(_rails)?( |$)/,
    {
      settings: /(^|\/)unicorn[^/]*\.rb$/,
      standard: { kind: 'literal', text: '8080' },
      ...byOptions({ options: /^(-p|--port|-l|--listen)$/ }),
    },
  ],
  // The proxy that Rails puts in front of its server.
  [
    /^thrust( |$)/,
    {
      behind: { kind: 'variable', name: 'TARGET_PORT', fallback: '3000' },
      ...byOptions({ options: /^$/, variable: 'HTTP_PORT', fallback: '80' }),
    },
  ],
  [/^php (\S+ )*?-S( |$)/, byOptions({ options: /^-S$/ })],
  [
    /^(php (\S+ )*?)?(\S*\/)?artisan serve/,
    byOptions({ options: /^--port$/, variable: 'SERVER_PORT', fallback: '8000' }),
  ],
  [/^(php (\S+ )*?)?(\S*\/)?artisan octane:start/, byOptions({ options: /^--port$/, fallback: '8000' })],
  [/^(php (\S+ )*?)?(\S*\/)?artisan (queue:(work|listen)|horizon|schedule:work)( |$)/, WORKER],
  [/^(php (\S+ )*?)?(\S*\/)?console messenger:consume/, WORKER],
  [/^caddy file-server( |$)/, { files: true, ...byOptions({ options: /^(-l|--listen)$/ }) }],
];

/** The server program that a command starts, with its words; undefined for any other program. */
export function serverCalled(program: string, words: readonly string[]): Server | undefined {
  const isPython = /^(python|pypy)[\d.]*$/.test(program);
  const said = isPython ? pythonCommand(words) : `${program} ${words.join(' ')}`;
  return said === undefined ? undefined : SERVERS.find(([pattern]) => pattern.test(said.trimEnd()))?.[1];
}

/** `python -m flask run`, `python manage.py runserver`; a script of one's own is no server program. */
function pythonCommand(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '-m' || !word.startsWith('-'));
  if (at < 0) return undefined;
  return words.slice(words[at] === '-m' ? at + 1 : at).join(' ');
}

function byOptions(options: PortOptions): Server {
  return {
    port(words) {
      const given = optionValue(words, options.options) ?? bareValue(words, options.bare);
      if (given !== undefined) return portValue(given);
      const { variable: name, fallback } = options;
      if (name !== undefined) return { kind: 'variable', name, ...(fallback !== undefined && { fallback }) };
      return fallback === undefined ? { kind: 'computed' } : { kind: 'literal', text: fallback };
    },
    ...(options.host && { host: hostBy(options.host) }),
  };
}

function hostBy({ options, variable, fallback }: NonNullable<PortOptions['host']>): NonNullable<Server['host']> {
  return (words) => {
    if (words.some((word) => /^(--uds|--fd|-u|--unix-socket)\b|^unix:/.test(word))) return undefined;
    const given = optionValue(words, options);
    if (given !== undefined) return hostValue(given);
    if (fallback === undefined) return undefined;
    return variable === undefined
      ? { kind: 'literal', text: fallback }
      : { kind: 'variable', name: variable, fallback };
  };
}

/** `127.0.0.1:8000`, `[::1]:8000`, `127.0.0.1`, `$HOST`; nothing of `:8000`, which is every interface. */
function hostValue(text: string): CodeValue | undefined {
  const host = /^(?:tcp:\/\/)?(\[[^\]]+\]|[^:[\]]*|::1?)(?::[^:]*)?$/.exec(text)?.[1];
  if (host === undefined || host === '') return undefined;
  const name = /^\$\{?\(?(\w+)\)?\}?$/.exec(host)?.[1];
  return name === undefined ? { kind: 'literal', text: host } : { kind: 'variable', name };
}

/** `--bind :8000`, `--bind=:8000`, `-b:8000`, `-p8000`; the last one counts. */
function optionValue(words: readonly string[], options: RegExp): string | undefined {
  return words
    .flatMap((word, at) => {
      if (options.test(word)) return words[at + 1] ?? [];
      const long = /^(--[\w.-]+)=(.*)$/.exec(word) ?? /^(-[a-zA-Z])([\w.:[$({].*)$/.exec(word);
      return long && options.test(long[1] ?? '') ? (long[2] ?? []) : [];
    })
    .at(-1);
}

function bareValue(words: readonly string[], bare: RegExp | undefined): string | undefined {
  return bare && words.find((word) => bare.test(word));
}

/** `8000`, `:8000`, `0.0.0.0:8000`, `tcp://0.0.0.0:8000`, `$PORT`, `0.0.0.0:${PORT:-8000}`, `$(PORT)`. */
function portValue(text: string): CodeValue {
  const variable = /(?:^|:)\$(?:\{(\w+)(?::?-([^}]*))?\}|\((\w+)\)|(\w+))$/.exec(text);
  if (variable) {
    const name = variable[1] ?? variable[3] ?? variable[4] ?? '';
    return { kind: 'variable', name, ...(variable[2] !== undefined && { fallback: variable[2] }) };
  }
  const port = /(?:^|[:/])(\d{1,5})\/?$/.exec(text)?.[1];
  return port === undefined ? { kind: 'computed' } : { kind: 'literal', text: port };
}
