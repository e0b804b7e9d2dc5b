import type { ProgramCall } from '../loading.ts';
import { namedFile } from '../named-file.ts';

/** Ruby, and servers that are written in it. */
export const RUNNERS =
  /^(ruby|rackup|puma|unicorn|thin|falcon|rails|rake|sidekiq|resque|karafka|racecar|shoryuken|hanami)$/;

/** The files that a command starts; what Rails and workers start loads all of the service by its names. */
export function started(call: ProgramCall): string[] | undefined {
  const { name, words } = call;
  if (name === 'ruby') return interpreted(words, call);
  if (!/^(rackup|puma|unicorn|thin|falcon)$/.test(name)) return undefined;
  const rack = words.find((word) => word.endsWith('.ru')) ?? 'config.ru';
  return withServerFile(namedFile(rack, call), call);
}

/** `ruby -Ilib app.rb -p 80`; `-e` and `-S` start what is no file of the service. */
function interpreted(words: readonly string[], call: ProgramCall): string[] | undefined {
  const at = words.findIndex((word) => !word.startsWith('-'));
  const options = at < 0 ? words : words.slice(0, at);
  const file = words[at];
  if (
    file === undefined ||
    !file.endsWith('.rb') ||
    options.some((word) => /^-(e|S|r|I)/.test(word) && !/^-[rI]\S/.test(word))
  )
    return undefined;
  return withServerFile(namedFile(file, call), call);
}

/** The server reads its own file beside the program. */
function withServerFile(files: string[] | undefined, call: ProgramCall): string[] | undefined {
  const own = ['config/puma.rb', 'config/unicorn.rb'].flatMap((path) => call.placed(path) ?? []);
  return files && [...files, ...own];
}
