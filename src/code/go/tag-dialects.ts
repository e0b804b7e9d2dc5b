import { stringIn, type TagEntry, tagEntries } from './literal.ts';
import type { GoField, GoFile } from './model.ts';

/** What one struct tag says about a variable, whichever library reads it. */
export interface TagReading {
  readonly names: readonly string[];
  /** Offset of the first name in the tag's text. */
  readonly offset: number;
  readonly fallback?: { readonly text: string; readonly offset: number };
  readonly required: boolean;
  readonly via: string;
}

type Dialect = (entries: ReadonlyMap<string, TagEntry>, file: GoFile) => TagReading | undefined;

/** Reads a field's tag; undefined when no known library takes the field from the environment. */
export function readTag(field: GoField, file: GoFile): TagReading | undefined {
  if (field.tag === undefined) return undefined;
  const entries = new Map(tagEntries(field.tag).map((entry) => [entry.key, entry]));
  for (const dialect of [envconfig, cleanenv, sethvargo, kong, goArg, caarlos]) {
    const reading = dialect(entries, file);
    if (reading) return reading;
  }
  return undefined;
}

/** The prefix that a tag gives to the fields of a nested struct. */
export function prefixInTag(field: GoField): string | undefined {
  const entries = field.tag ? tagEntries(field.tag) : [];
  const own = entries.find(({ key }) => /^(envPrefix|env-prefix|env-namespace|envprefix)$/.test(key));
  const inEnv = /(?:^|,)\s*prefix=([^,]*)/.exec(entries.find(({ key }) => key === 'env')?.value ?? '')?.[1];
  return own?.value ?? inEnv;
}

export function importsPackage(file: GoFile, path: RegExp): boolean {
  return [...file.imports.values()].some((each) => path.test(each));
}

const isTrue = (entry: TagEntry | undefined) => entry !== undefined && !/^(false|0|no)$/i.test(entry.value);

function fallbackIn(entry: TagEntry | undefined): Pick<TagReading, 'fallback'> {
  return entry ? { fallback: { text: entry.value, offset: entry.offset } } : {};
}

/** kelseyhightower/envconfig: `envconfig:"PORT" default:"8080" required:"true"`. */
const envconfig: Dialect = (entries) => {
  const name = entries.get('envconfig');
  if (name === undefined || name.value === '-' || name.value === '') return undefined;
  const fallback = fallbackIn(entries.get('default'));
  return {
    names: [name.value.toUpperCase()],
    offset: name.offset,
    ...fallback,
    required: entries.has('required') && isTrue(entries.get('required')),
    via: 'envconfig',
  };
};

/** cleanenv: `env:"PORT,HTTP_PORT" env-default:"8080" env-required:"true"`. */
const cleanenv: Dialect = (entries, file) => {
  const name = entries.get('env');
  const isOwn = [...entries.keys()].some((key) =>
    /^env-(default|required|description|upd|layout|separator)$/.test(key),
  );
  if (name === undefined || (!isOwn && !importsPackage(file, /\/cleanenv$/))) return undefined;
  return {
    names: namesIn(name.value),
    offset: name.offset,
    ...fallbackIn(entries.get('env-default')),
    required: entries.has('env-required') && isTrue(entries.get('env-required')),
    via: 'cleanenv',
  };
};

/** sethvargo/go-envconfig: `env:"PORT, default=8080"`; the default runs to the end. */
const sethvargo: Dialect = (entries, file) => {
  const name = entries.get('env');
  const isOwn = /,\s*(default=|prefix=|noinit|overwrite|decodeunset|delimiter=|separator=)/.test(name?.value ?? '');
  if (name === undefined || (!isOwn && !importsPackage(file, /sethvargo\/go-envconfig/))) return undefined;
  const own = name.value.split(',')[0]?.trim() ?? '';
  const fallback = /,\s*default=(.*)$/.exec(name.value);
  return {
    names: own === '' ? [] : [own],
    offset: name.offset,
    ...(fallback && {
      fallback: { text: fallback[1] ?? '', offset: name.offset + fallback.index + fallback[0].indexOf('=') + 1 },
    }),
    required: /,\s*required\b/.test(name.value),
    via: 'go-envconfig',
  };
};

/** kong and go-flags: `env:"PORT" default:"8080" required:""`; both read flags first. */
const kong: Dialect = (entries, file) => {
  const name = entries.get('env');
  const byTags = ['help', 'short', 'long', 'arg', 'placeholder', 'description'].some((key) => entries.has(key));
  const isKong = importsPackage(file, /alecthomas\/kong$/);
  if (name === undefined || (!isKong && !importsPackage(file, /jessevdk\/go-flags$/) && !byTags)) return undefined;
  return {
    names: namesIn(name.value),
    offset: name.offset,
    ...fallbackIn(entries.get('default')),
    // A flag on the command line serves as well, so that a required one need not come from the environment.
    required: false,
    via: isKong || !entries.has('long') ? 'kong' : 'go-flags',
  };
};

/** alexflint/go-arg: `arg:"--port,env:PORT" default:"8080"`. */
const goArg: Dialect = (entries) => {
  const tag = entries.get('arg');
  const match = /(?:^|,)\s*env:(\w+)/.exec(tag?.value ?? '');
  if (tag === undefined || match === null) return undefined;
  return {
    names: [match[1] ?? ''],
    offset: tag.offset + match.index + match[0].indexOf('env:') + 4,
    ...fallbackIn(entries.get('default')),
    required: false,
    via: 'go-arg',
  };
};

/** caarlos0/env: `env:"PORT,required" envDefault:"8080"`. */
const caarlos: Dialect = (entries, file) => {
  const name = entries.get('env');
  const [own, ...options] = name?.value.split(',').map((part) => part.trim()) ?? [];
  if (name === undefined || own === undefined || !/^[A-Za-z_]\w*$/.test(own)) return undefined;
  if (!importsPackage(file, /caarlos0\/env/) && isAskedForByName(own, file)) return undefined;
  const fallback = entries.get('envDefault') ?? entries.get('default');
  return {
    names: [own],
    offset: name.offset,
    ...fallbackIn(fallback),
    required: options.includes('required') || options.includes('notEmpty'),
    via: 'caarlos0/env',
  };
};

/** `Port: env.GetString("PORT", "8080")` beside the tag: the call reads the variable, and the tag is a remark. */
function isAskedForByName(name: string, file: GoFile): boolean {
  return file.calls.some(({ args }) => args.some((arg) => stringIn(arg) === name));
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => /^[A-Za-z_]\w*$/.test(part));
}
