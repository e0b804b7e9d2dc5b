import type { InputKind } from '../../discovery/input-kind.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { fileNameOf, folderOf, isInFolder } from '../../normalise/path.ts';

const UNIT = /\.service$/;
const DROP_IN = /\.service\.d\/[^/]+\.conf$/;

/** Units of services with what is dropped in beside them. None is offered: which machine has them, people know. */
export const systemdInput: InputKind = {
  name: 'systemd',
  side: 'target',
  span: 'all',
  nothing: 'it holds no unit of a service',
  claims: (path, { all }) => UNIT.test(path) && all.includes(path),
  expand: unitFiles,
};

/** A folder means every unit below it; a unit brings its drop-ins, in the order in which systemd reads them. */
function unitFiles(path: string, { all }: Inventory): string[] {
  const units = all.includes(path) ? [path] : all.filter((file) => isInFolder(file, path) && UNIT.test(file));
  const names = new Set(units.map(fileNameOf));
  const dropIns = all.filter((file) => {
    const folder = folderOf(file);
    return DROP_IN.test(file) && names.has(fileNameOf(folder).replace(/\.d$/, ''));
  });
  return units.length === 0 ? [path] : [...units, ...dropIns.sort((a, b) => (fileNameOf(a) < fileNameOf(b) ? -1 : 1))];
}
