// Development containers: https://containers.dev/implementors/json_reference/
import { type EnvFile, type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import type { DeclaredPort, EnvironmentStep, Workload } from '../../shape/workload.ts';
import type { Position } from '../../text/position.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { compose } from '../compose/compose.ts';
import { unreadFile } from '../read-each.ts';
import type { Source, SourceContext } from '../source.ts';
import { devcontainerInput } from './input.ts';
import { composeFilesOf, readDevcontainer, workspaceOf } from './read-file.ts';
import { variablesOf } from './variables.ts';

const ID = 'devcontainer';

/** A container of its own only gives variables, as a dotenv file does; one of a compose project has that project. */
export const devcontainer: Source = { id: ID, input: devcontainerInput, read };

async function read({ paths }: { readonly paths: readonly string[] }, context: SourceContext): Promise<Facts> {
  const all: Facts[] = [];
  for (const path of paths) {
    const content = await context.files.read(path);
    if (content.kind === 'text') all.push(await readText(path, content.text, context));
    else all.push({ ...noFacts(), problems: [unreadFile(ID, path, content)] });
  }
  return joinFacts(all);
}

async function readText(path: string, text: string, context: SourceContext): Promise<Facts> {
  const { root, errors } = readDevcontainer(text);
  if (root?.kind !== 'map') {
    const [error] = errors;
    const said = error === undefined ? 'it holds no object' : `the JSON is broken: ${error.message}`;
    return { ...noFacts(), problems: [broken(path, error ?? { line: 1, column: 1 }, said)] };
  }
  const entries = variablesOf(root, { source: ID, path, secrets: context.secrets });
  const composed = composeFilesOf(root, path);
  if (composed.length > 0)
    return withVariables(await compose.read({ paths: composed }, context), { root, entries, path });
  const file: EnvFile = { path, folder: workspaceOf(path), role: 'values', entries };
  return { ...noFacts(), envFiles: entries.length === 0 ? [] : [file] };
}

interface Opened {
  readonly root: YamlNode;
  readonly entries: EnvFile['entries'];
  readonly path: string;
}

/** The project with what the container of `service` is given besides. */
function withVariables(facts: Facts, { root, entries, path }: Opened): Facts {
  const service = textOf(get(root, 'service'));
  const steps = entries.flatMap(({ name, value, at }): EnvironmentStep[] =>
    value === undefined ? [] : [{ kind: 'set', name, value, expand: false, at }],
  );
  const forwarded = itemsOf(get(root, 'forwardPorts')).flatMap((item): DeclaredPort[] => {
    const port = Number(textOf(item));
    const at = { source: ID, path, line: item.line, column: item.column };
    return Number.isInteger(port) && port > 0 ? [{ port, protocol: 'TCP', internal: true, at }] : [];
  });
  const opened = (workload: Workload): Workload => {
    const more = forwarded.filter(({ port }) => !workload.ports.some((own) => own.port === port));
    return { ...workload, environment: [...workload.environment, ...steps], ports: [...workload.ports, ...more] };
  };
  return {
    ...facts,
    workloads: facts.workloads.map((workload) => (workload.name === service ? opened(workload) : workload)),
  };
}

function broken(path: string, { line, column }: Position, found: string): Problem {
  const hint = 'mend the file, or name another one';
  return { kind: 'unreadable', source: ID, path, line, column, message: `read ${path}: ${found}`, hint };
}
