import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { expandReferences } from '../text/reference.ts';
import { type TextFacets, textFacets } from './text-facets.ts';

/**
 * Text that is or may be secret. It can be compared and asked for harmless facets (is it empty, which host does the
 * URL name); it cannot be printed, serialised, concatenated or inspected.
 */
export class SecretValue {
  readonly #text: string;
  readonly #digest: string;
  readonly #key: Buffer;
  /** What may be said of the text without telling it. */
  readonly facets: TextFacets;

  /** @param key made per run, so that a digest that leaks anywhere is worth nothing */
  constructor(text: string, key: Buffer) {
    this.#text = text;
    this.#key = key;
    this.#digest = createHmac('sha256', key).update(text).digest('hex');
    this.facets = textFacets(text);
  }

  /** Whether both hold the same text. */
  matches(other: SecretValue | string): boolean {
    if (typeof other === 'string') return createHmac('sha256', this.#key).update(other).digest('hex') === this.#digest;
    return other.#digest === this.#digest;
  }

  /** A secret made from this one's text, for expansion and decoding; the text itself stays inside. */
  map(change: (text: string) => string): SecretValue {
    return new SecretValue(change(this.#text), this.#key);
  }

  /**
   * This secret with each `$(NAME)` replaced by what `lookup` gives; what it does not know stays as written, and `$$`
   * becomes `$`, as the kubelet does it.
   */
  expand(lookup: (name: string) => SecretValue | string | undefined): SecretValue {
    return this.map((text) =>
      expandReferences(text, (name) => {
        const value = lookup(name);
        return value instanceof SecretValue ? value.#text : value;
      }),
    );
  }

  /** The secret that results from putting text and secrets one behind the other (`postgres://u:$(PASSWORD)@db`). */
  static join(parts: readonly (SecretValue | string)[], key: Buffer): SecretValue {
    return new SecretValue(parts.map((part) => (typeof part === 'string' ? part : part.#text)).join(''), key);
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.toPrimitive](): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
