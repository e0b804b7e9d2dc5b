import { csharp } from './csharp/csharp.ts';
import { go } from './go/go.ts';
import { javascript } from './javascript/javascript.ts';
import { jvm } from './jvm/jvm.ts';
import type { Language } from './language.ts';
import { php } from './php/php.ts';
import { python } from './python/python.ts';
import { ruby } from './ruby/ruby.ts';
import { rust } from './rust/rust.ts';

/** Every language whose code is read, sorted by id. */
export const LANGUAGES: readonly Language[] = [csharp, go, javascript, jvm, php, python, ruby, rust];

/** Code in languages that are not read: its needs stay unknown, and no verdict may rest on their absence. */
const OTHER_CODE = /\.(scala|groovy|cs|fs|vb|ex|exs|erl|clj|swift|dart|c|cc|cpp|lua|pl|r|jl|hs)$/i;

export function isUnreadCode(path: string): boolean {
  return OTHER_CODE.test(path) && !isReadCode(path);
}

export function isReadCode(path: string): boolean {
  return languageOf(path) !== undefined;
}

/** @returns undefined for a file of a language that is not read */
export function languageOf(path: string): Language | undefined {
  return LANGUAGES.find((language) => language.extensions.some((extension) => path.endsWith(extension)));
}

/** The language whose programs load a file: code, and settings that go with it. */
export function loaderOf(path: string): Language | undefined {
  return (
    languageOf(path) ?? LANGUAGES.find(({ settings }) => settings?.areLoaded === true && settings.paths.test(path))
  );
}

/** Whether a file says where the names in some language's code lead. */
export function isManifest(path: string): boolean {
  return LANGUAGES.some(({ loading }) => loading?.manifests?.test(path) === true);
}
