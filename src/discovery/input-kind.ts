import type { SourceKind, SourceOptions } from '../config/config.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { Candidate } from './candidate.ts';
import type { Inventory } from './inventory.ts';

/** One kind of input that describes a side: how it is named, told from others, and found, before it is read. */
export interface InputKind {
  /** `compose` of `--local compose:compose.yaml`, and the key of an environment in parity.yaml. */
  readonly name: SourceKind;
  /** The side that it describes when nobody says which. */
  readonly side: 'local' | 'target';
  /** How many paths make one input: all that a side names (a compose project), those named in one go (charts), or one. */
  readonly span: 'all' | 'several' | 'one';
  /** What an input is without a single fact: the end of "… describes nothing: ". */
  readonly nothing?: string;
  /** Programs of which it needs one, the preferred one first, each with arguments that ask whether it is there. */
  readonly programs?: readonly (readonly [string, ...string[]])[];
  /** Whether a path that is named without a kind is one; `rest` for what no other kind claims. */
  readonly claims: 'rest' | ((path: string, inventory: Inventory) => boolean);
  /** What to read for a path that the user names; the path itself when left out. */
  expand?(path: string, inventory: Inventory): string[];
  /** The text behind the `:` of the command line, where it holds more than a path. */
  parse?(text: string): NamedInput;
  /** What the repository offers for a side that nobody names. */
  find?(repository: Offering): Promise<Candidate[]>;
  /** Says of files that are there and are not offered why they are not. */
  passedOver?(inventory: Inventory): string[];
}

export interface NamedInput {
  readonly paths: readonly string[];
  readonly options?: SourceOptions;
}

export interface Offering {
  readonly inventory: Inventory;
  readonly files: RepositoryFiles;
  /** Names that the side should cover. */
  readonly services: readonly string[];
}

/** Everything that a repository offers for one side. */
export async function offered(
  kinds: readonly InputKind[],
  side: InputKind['side'],
  repository: Offering,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const kind of kinds) if (kind.side === side) found.push(...((await kind.find?.(repository)) ?? []));
  return found;
}
