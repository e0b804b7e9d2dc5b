import type { ProgramCall } from '../loading.ts';
import { namedFile } from '../named-file.ts';

/** Python, and servers and tools that are written in it. */
export const RUNNERS =
  /^((python|pypy)[\d.]*|uvicorn|gunicorn|hypercorn|daphne|granian|waitress-serve|flask|celery|fastapi)$/;

/** The modules that a command starts; several where its name may mean several. */
export function started(call: ProgramCall): string[] | undefined {
  const { name, words } = call;
  if (/^(python|pypy)/.test(name)) return interpreted(words, call);
  if (name === 'flask' || name === 'celery') return optionApp(words, call);
  if (name !== 'fastapi') return servedApp(words, call);
  const file = words.slice(1).find((word) => !word.startsWith('-'));
  return file === undefined ? undefined : namedFile(file, call);
}

function interpreted(words: readonly string[], call: ProgramCall): string[] | undefined {
  const at = words.findIndex((word) => word === '-m' || word === '-c' || !word.startsWith('-'));
  const [first, module = '', ...rest] = words.slice(at < 0 ? words.length : at);
  if (first === undefined || first === '-c') return undefined;
  if (first !== '-m') return namedFile(first, call);
  if (/^(uvicorn|gunicorn|hypercorn|daphne|flask|celery|fastapi)$/.test(module))
    return started({ ...call, name: module, program: module, words: rest });
  return moduleFiles(module, call);
}

/** `uvicorn shop.main:app`, `gunicorn -w 4 'shop:create_app()'`. */
function servedApp(words: readonly string[], call: ProgramCall): string[] | undefined {
  if (words.some((word) => /^(--app-dir|--chdir|-c|--config)(=|$)/.test(word))) return undefined;
  const app = words.find((word) => /^[A-Za-z_][\w.]*:[A-Za-z_]\w*/.test(word)) ?? words.at(-1);
  const files = app === undefined ? undefined : moduleFiles(app.replace(/:.*$/, ''), call);
  const settings = call.name === 'gunicorn' ? call.placed('gunicorn.conf.py') : undefined;
  return files && (settings === undefined ? files : [...files, settings]);
}

/** `celery -A shop.tasks worker`, `flask --app shop run`. */
function optionApp(words: readonly string[], call: ProgramCall): string[] | undefined {
  const at = words.findIndex((word) => /^(-A|--app)(=|$)/.test(word));
  const app = words[at]?.split('=')[1] ?? words[at + 1];
  if (at < 0 || app === undefined) return undefined;
  const name = app.replace(/:.*$/, '').replace(/\.py$/, '');
  const found = [moduleFiles(`${name}.celery`, call), moduleFiles(name, call)].flatMap((each) => each ?? []);
  return found.length > 0 ? found : undefined;
}

function moduleFiles(module: string, call: ProgramCall): string[] | undefined {
  if (!/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  const path = module.replaceAll('.', '/');
  const found = [`${path}.py`, `${path}/__main__.py`, `${path}/__init__.py`].flatMap(
    (each) => call.placed(each) ?? call.placed(`src/${each}`) ?? [],
  );
  return found.length > 0 ? found : undefined;
}
