import type { Origin } from '../../shape/origin.ts';
import {
  flagsOf,
  type InstructionContext,
  jsonList,
  lookupOf,
  type PlacedWord,
  type StageDraft,
  wordsOf,
} from './stage.ts';
import { wordText } from './substitute.ts';
import { parseWord } from './words.ts';

const MOST_PORTS_IN_RANGE = 1024;

/** `EXPOSE 80 443/tcp 6000-6010/udp $PORT`. */
export function readExpose(stage: StageDraft, context: InstructionContext): void {
  for (const word of wordsOf(context)) {
    const { text, open } = wordText(word.parts, lookupOf(stage));
    if (open.length > 0) {
      const message = `the port is ${open.join(' and ')}, whose value the Dockerfile does not give`;
      context.report(word.at, { kind: 'unresolved', message, hint: `give ${open[0]} a default with ARG or ENV` });
      continue;
    }
    stage.exposes.push(...portsOf(text, word, context));
  }
}

function portsOf(text: string, word: PlacedWord, context: InstructionContext): StageDraft['exposes'] {
  if (text === '') return [];
  // `8080:80` is taken by Docker, and the first half ignored.
  const match = /^(?:[^/]*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(text);
  const first = Number(match?.[1] ?? Number.NaN);
  const last = Number(match?.[2] ?? first);
  if (match === null || first < 1 || last < first || last > 65_535 || last - first >= MOST_PORTS_IN_RANGE) {
    context.report(word.at, {
      kind: 'unreadable',
      message: 'EXPOSE names no port',
      hint: 'write a port or a range from 1 to 65535, with /tcp or /udp behind it',
    });
    return [];
  }
  const protocol = match[3]?.toUpperCase() ?? 'TCP';
  if (protocol !== 'TCP' && protocol !== 'UDP') return [];
  return Array.from({ length: last - first + 1 }, (_, index) => ({ port: first + index, protocol, at: word.at }));
}

/** `VOLUME /data /up` and `VOLUME ["/data", "/up loads"]`. */
export function readVolume(stage: StageDraft, context: InstructionContext): void {
  for (const { text, at } of pathList(context, 0, stage)) {
    if (text !== '') stage.volumes.push({ path: text, at });
  }
}

/** A relative WORKDIR goes on from the one before it. */
export function readWorkdir(stage: StageDraft, context: InstructionContext): void {
  const path = wholeText(stage, context);
  if (path === '') return;
  stage.directory = joinPath(stage.directory, path);
  stage.workdir = { path: stage.directory, at: context.place(0) };
}

export function readUser(stage: StageDraft, context: InstructionContext): void {
  const name = wholeText(stage, context);
  if (name !== '') stage.user = { name, at: context.place(0) };
}

/** COPY and ADD; the destination is made absolute, and text written in the Dockerfile itself is no source. */
export function readCopy(stage: StageDraft, context: InstructionContext): void {
  const flags = flagsOf(context);
  const paths = pathList(context, flags.end, stage).map(({ text }) => text);
  const destination = paths.pop();
  if (destination === undefined || paths.length === 0) {
    context.report(context.at, {
      kind: 'unreadable',
      message: `${context.instruction.keyword} has no source or no destination`,
      hint: 'write COPY <source> <destination>',
    });
    return;
  }
  const sources = paths.filter((path) => !path.startsWith('<<'));
  if (sources.length === 0) return;
  const from = flags.values.get('from');
  stage.copies.push({
    ...(from !== undefined && { from: wordText(parseWord(from, context.escapeMark), lookupOf(stage)).text }),
    sources,
    destination: joinPath(stage.directory, destination),
    at: context.at,
  });
}

function wholeText(stage: StageDraft, context: InstructionContext): string {
  return wordText(parseWord(context.instruction.rest.text, context.escapeMark), lookupOf(stage)).text.trim();
}

function pathList(context: InstructionContext, from: number, stage: StageDraft): { text: string; at: Origin }[] {
  const list = jsonList(context.instruction.rest.text.slice(from));
  const resolve = (parts: PlacedWord['parts']) => wordText(parts, lookupOf(stage)).text;
  if (list === undefined) return wordsOf(context, from).map(({ parts, at }) => ({ text: resolve(parts), at }));
  return list.map((item) => ({ text: resolve(parseWord(item, context.escapeMark)), at: context.place(from) }));
}

/** Keeps a slash at the end: it tells a folder from a file. */
function joinPath(directory: string, path: string): string {
  if (/^([/\\$]|[A-Za-z]:)/.test(path)) return path;
  const parts = directory.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const joined = `/${parts.filter((part) => part !== '').join('/')}`;
  return path.endsWith('/') && joined !== '/' ? `${joined}/` : joined;
}
