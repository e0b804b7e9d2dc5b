import { type Endpoint, endpointsIn } from '../text/endpoint.ts';
import { referencesIn } from '../text/reference.ts';

/** What may be told of a secret text: nothing here lets anyone rebuild it. */
export interface TextFacets {
  readonly empty: boolean;
  /** `changeme`, `<password>`, `todo` and their like: set, and yet not a secret. */
  readonly placeholder: boolean;
  /** The text ends in a newline, the classic of `echo secret | base64`. */
  readonly trailingNewline: boolean;
  /** Hosts the text names when it is a URL, a DSN or host:port; never its user or password. */
  readonly endpoints: readonly Endpoint[];
  /** Names inside `$(NAME)`, which Kubernetes expands. */
  readonly references: readonly string[];
}

const PLACEHOLDER =
  /^(change[-_ ]?me|replace[-_ ]?me|todo|tbd|xxx+|placeholder|dummy|<[^>]*>|your[-_ ].*|example|none|null|\*+)$/i;

export function textFacets(text: string): TextFacets {
  return {
    empty: text === '',
    placeholder: PLACEHOLDER.test(text.trim()),
    trailingNewline: text.endsWith('\n'),
    endpoints: endpointsIn(text),
    references: referencesIn(text),
  };
}
