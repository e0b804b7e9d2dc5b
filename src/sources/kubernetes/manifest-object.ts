import type { Vault } from '../../secrets/vault.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import type { YamlMap, YamlNode } from '../../text/yaml.ts';
import { scalarValue } from '../../text/yaml-go.ts';

/** One Kubernetes object as a manifest states it. */
export interface ManifestObject {
  readonly apiVersion: string;
  /** API group without version; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly root: YamlMap;
  readonly site: Site;
}

/** Where an object stands: makes origins and takes problems. */
export interface Site {
  readonly secrets: Vault;
  at(position: Position): Origin;
  report(kind: Problem['kind'], position: Position, said: Said): void;
}

export interface Said {
  readonly message: string;
  readonly hint: string;
  /** Another place of the same file that has to do with it. */
  readonly also?: Position;
  readonly subject?: string;
  /** The API server does not take the object. */
  readonly refused?: boolean;
  /** The line may hold a value that is secret. */
  readonly isSecret?: boolean;
}

export interface SiteOptions {
  readonly source: string;
  readonly path: string;
  readonly object: string;
  readonly secrets: Vault;
  readonly problems: Problem[];
}

/** @param options `problems` receives what is reported */
export function siteOf({ source, path, object, secrets, problems }: SiteOptions): Site {
  return {
    secrets,
    at: ({ line, column }) => ({ source, path, line, column, ...(object !== '' && { object }) }),
    report: (kind, { line, column }, { message, hint, also, subject, refused, isSecret }) => {
      problems.push({
        kind,
        source,
        path,
        line,
        column,
        message: object === '' ? message : `${object}: ${message}`,
        hint,
        ...(object !== '' && { object }),
        ...(subject !== undefined && { subject }),
        ...(refused !== undefined && { refused }),
        ...(isSecret === true && { secret: true }),
        ...(also && { also: { path, line: also.line, column: also.column } }),
      });
    },
  };
}

/** `Deployment/shop-web`. */
export function objectId({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

/** An integer field; undefined when it is absent or something else. Quoted digits count, as IntOrString allows. */
export function integerOf(node: YamlNode | undefined): number | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const value = scalarValue(node);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** A boolean field; undefined when it is absent or something else. */
export function booleanOf(node: YamlNode | undefined): boolean | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const value = scalarValue(node);
  return typeof value === 'boolean' ? value : undefined;
}

/** A port: its number, or its name. */
export function portOf(node: YamlNode | undefined): number | string | undefined {
  const number = integerOf(node);
  if (number !== undefined) return number;
  const value = node?.kind === 'scalar' ? scalarValue(node) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
