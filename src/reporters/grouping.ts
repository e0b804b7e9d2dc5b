import type { Finding, Place } from '../findings/finding.ts';
import { escapeControls } from './escape.ts';

/** Findings by service, services in the order of the alphabet, findings in the report's order. */
export function byService(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.service) ?? [];
    group.push(finding);
    groups.set(finding.service, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `src/pay.js:12:9`. */
export function placeText(place: Place): string {
  return escapeControls(`${place.path}:${place.line}:${place.column}`);
}
