import type { PythonModule } from './module.ts';
import { calleeName } from './names.ts';
import type { PyNode } from './syntax.ts';

const ABORTING = new Set(['sys.exit', 'exit', 'quit', 'os._exit', 'os.abort', 'parser.error', 'pytest.exit']);

/** Whether a block gives up: its own statements raise or end the program. */
export function aborts(module: PythonModule, block: PyNode | undefined): boolean {
  return (block?.children ?? []).some((statement) => {
    if (statement.type === 'raise_statement') return true;
    if (statement.type === 'block') return aborts(module, statement);
    const call = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    return call?.type === 'call' && ABORTING.has(calleeName(module, call) ?? '');
  });
}
