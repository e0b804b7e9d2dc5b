import { withoutCredentials } from '../secrets/credentials.ts';
import type { CodeValue } from '../shape/code-facts.ts';
import type { Value } from '../shape/value.ts';
import type { Mount, ProbeAction } from '../shape/workload.ts';

/** What is printed of a value: never a secret, and no password of a URL. */
export function valueText(value: Value): string {
  if (value.kind === 'plain') return withoutCredentials(value.text);
  return value.kind === 'secret' ? '[secret]' : `(${value.reason})`;
}

/** Where what is mounted comes from. */
export function mountText({ source, readOnly }: Mount): string {
  const mode = readOnly ? ', read-only' : '';
  switch (source.kind) {
    case 'persistent':
      return `${source.via} ${source.name}${mode}`;
    case 'ephemeral':
      return `${source.memory ? 'memory' : 'emptyDir'}${mode}`;
    case 'host':
      return `${source.local ?? source.path}${mode}`;
    case 'config':
      return `${source.object} ${source.objectName}${mode}`;
    case 'other':
      return `${source.what}${mode}`;
  }
}

/** What a probe does. */
export function actionText(action: ProbeAction): string {
  switch (action.kind) {
    case 'http':
      return `GET :${action.port}${action.path}`;
    case 'tcp':
      return `tcp :${action.port}`;
    case 'grpc':
      return `grpc :${action.port}`;
    case 'command':
      return withoutCredentials(action.command.words.join(' '));
    case 'disabled':
      return 'disabled';
  }
}

/** A name as the code writes it. */
export function codeText(value: CodeValue): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `$${value.name}`;
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : `\${${part.variable}}`)).join('');
    case 'computed':
      return '(computed)';
  }
}
