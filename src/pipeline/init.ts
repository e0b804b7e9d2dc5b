import type { Config } from '../config/config.ts';
import { entryText } from '../config/written/entry.ts';
import { type Addition, extendText } from '../config/written/extend-text.ts';
import { additionsTo, fileText, type Proposal } from '../config/written/proposal.ts';
import { ParityError } from '../errors.ts';
import type { InitDocument } from '../findings/init-document.ts';
import type { Tool } from '../findings/report.ts';
import type { Problem } from '../shape/origin.ts';
import { unifiedDiff } from '../text/unified-diff.ts';
import { buildModel, type ModelRequest } from './model.ts';
import { nothingFound } from './nothing-found.ts';
import { proposalOf } from './proposal.ts';
import type { Ports } from './request.ts';

export interface InitRequest extends ModelRequest {
  readonly tool: Tool;
  /** The application's name, for whoever wants to give it another one. */
  readonly app: string;
  /** Write a whole file in place of what stands there; `config` is then left out. */
  readonly replace: boolean;
  /** Write nothing. */
  readonly dryRun: boolean;
}

export interface Init {
  readonly document: InitDocument;
  /** The whole new text; undefined where nothing is to be written. */
  readonly text: string | undefined;
}

/** What was found, as a parity.yaml: a new one, or the one that is there with what it does not say yet. */
export async function runInit(request: InitRequest, ports: Ports): Promise<Init> {
  const path = request.config?.path ?? 'parity.yaml';
  const model = await buildModel(request, ports);
  const { local, target } = model.plans;
  if (local === undefined && target === undefined) throw nothingFound(model.notes);
  const proposal = proposalOf(model);
  keepNames(proposal, ports);
  const content = await ports.files.read(path);
  const before = content.kind === 'text' ? content.text : undefined;
  hideWritten(before ?? '', request.config, ports);
  const { after, added } = await writtenText(proposal, { request, before: before ?? '', redact: ports.secrets.redact });
  const change =
    after === before ? 'none' : before === undefined ? 'created' : request.replace ? 'replaced' : 'extended';
  const broken = model.problems.filter(({ kind }) => kind === 'unreadable' || kind === 'unrendered');
  const isWritten = change !== 'none' && !request.dryRun;
  return {
    document: {
      schema: 'parity.init/v1',
      tool: request.tool,
      path,
      change,
      written: isWritten,
      added,
      open: proposal.environments.flatMap(({ isOpen, sources }) => (isOpen ? sources.map(entryText) : [])),
      diff: unifiedDiff(path, before ?? '', after),
      notes: [...model.notes, ...broken.map(problemNote)],
      complete: broken.length === 0,
    },
    text: isWritten ? after : undefined,
  };
}

interface Writing {
  readonly request: InitRequest;
  readonly before: string;
  readonly redact: (text: string) => string;
}

async function writtenText(
  proposal: Proposal,
  { request: { config, app }, before, redact }: Writing,
): Promise<{ readonly after: string; readonly added: string[] }> {
  const additions = config === undefined ? undefined : additionsTo(config, proposal);
  const after =
    config === undefined || additions === undefined
      ? redact(fileText(proposal, app))
      : additions.reduce((text, addition) => extended(text, addition, config), before);
  // What cannot be read again must not be written.
  const { parseConfig } = await import('../config/parse-config.ts');
  parseConfig(config?.path ?? 'parity.yaml', after);
  const decided = proposal.environments.filter(({ isOpen }) => !isOpen);
  return {
    after,
    added: additions?.map(({ path, entry }) => [...path, entry.key].join('.')) ?? [
      ...decided.map(({ name }) => `environments.${name}`),
      ...proposal.services.map(({ name }) => `services.${name}`),
    ],
  };
}

function extended(text: string, addition: Addition, { path: file }: Config): string {
  const made = extendText(text, addition);
  if (made !== undefined) return made;
  const path = [...addition.path, addition.entry.key].join('.');
  throw new ParityError({
    kind: 'usage',
    code: 'init/no-place',
    message: `add ${path} to ${file}: what stands there is written in a way that leaves no place for it`,
    hint: `add it by hand under ${addition.path.join('.')}: ${entryText(addition.entry)}`,
  });
}

function problemNote({ path, line, column, message, hint }: Problem): string {
  return `${path}:${line}:${column} ${message}; ${hint}`;
}

/** The difference shows lines that a person wrote, and what they say of a secret may be one. */
function hideWritten(text: string, config: Config | undefined, { secrets }: Ports): void {
  for (const line of text.split('\n')) secrets.value('', line);
  for (const { declared } of config?.services.values() ?? []) {
    for (const [name, { type, values = [] }] of declared.env) {
      for (const value of values) {
        if (type === 'secret') secrets.hide(String(value));
        else secrets.value(name, String(value));
      }
    }
  }
}

/** Names and paths are no values, even where a password is called like one. */
function keepNames({ environments, services }: Proposal, { secrets }: Ports): void {
  for (const { name, sources, remarks } of environments) {
    for (const text of [name, ...sources.map(entryText), ...remarks]) secrets.keep(text);
  }
  for (const { name, code, local, target } of services) {
    for (const text of [name, ...code, local ?? name, target ?? name]) secrets.keep(text);
  }
}
