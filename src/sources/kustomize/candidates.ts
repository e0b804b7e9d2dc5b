import { type Candidate, environmentOf, isBasePath, targetStanding } from '../../discovery/candidate.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { isStockOnly } from '../../normalise/known-software.ts';
import { fileNameOf, folderOf, isInFolder, normaliseRelativePath } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';

interface Kustomization {
  readonly folder: string;
  readonly isComponent: boolean;
  /** Local folders and files it names. */
  readonly uses: readonly string[];
  /** It names something that is not there: it cannot be rendered, and what it would hold is not known. */
  readonly isBroken: boolean;
  /** Names that it gives itself to what it takes from outside: of images, and of what it patches. */
  readonly names: readonly string[];
}

const REMOTE = /:\/\/|^git(@|::)|[?&](ref|version)=|^(www\.)?(github|gitlab|bitbucket)\.(com|org)[/:]/;
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** What people call the plain one among variants. */
const PLAIN_NAME = /^(default|main|deployment|production)$/;

/** Every kustomization that stands for a whole environment: nobody builds on it, or only its own variants do. */
export async function kustomizeCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  const there = new Set(await files.list());
  const all = new Map<string, Kustomization>();
  for (const folder of inventory.kustomizations) all.set(folder, await readKustomization(folder, { files, there }));
  return [...all.values()].filter((one) => isWhole(one, all)).map((one) => candidateOf(one, all, inventory));
}

function isWhole({ folder, isComponent }: Kustomization, all: ReadonlyMap<string, Kustomization>): boolean {
  if (isComponent) return false;
  const users = [...all.values()].filter(({ uses }) => uses.includes(folder));
  if (users.length === 0) return true;
  const isPlain = PLAIN_NAME.test(fileNameOf(folder)) && !isBasePath(folder);
  return isPlain && users.every((user) => folderOf(user.folder) === folderOf(folder));
}

function candidateOf(
  kustomization: Kustomization,
  all: ReadonlyMap<string, Kustomization>,
  inventory: Inventory,
): Candidate {
  const { folder } = kustomization;
  const environment = environmentOf(folder);
  const places = placesOf(folder, all);
  const isBroken = places.some((place) => all.get(place)?.isBroken === true);
  // A broken one still stands for its place: else a base that it no longer reaches would be checked in its stead.
  const inside = isBroken
    ? [...inventory.kustomized, ...inventory.manifests].filter(({ path }) =>
        isInFolder(path, folderOf(folderOf(folder))),
      )
    : inventory.kustomized.filter(({ path }) => places.some((place) => holds(place, path, all)));
  return {
    kind: 'kustomize',
    paths: [folder],
    label: `kustomize:${folder}`,
    names: new Set([...inside.flatMap((file) => [...file.names]), ...kustomization.names]),
    ...(isStockOnly(inside.flatMap((file) => file.images)) && { stock: true }),
    standing: targetStanding(folder) + 4.2 + (PLAIN_NAME.test(fileNameOf(folder)) ? 2 : 0),
    ...(environment && { environment }),
  };
}

/** A kustomization counts through what it names: its folder may lie above those of others. */
function holds(place: string, path: string, all: ReadonlyMap<string, Kustomization>): boolean {
  const kustomization = all.get(place);
  return kustomization === undefined || kustomization.uses.length === 0 ? isInFolder(path, place) : false;
}

/** The folder itself and everything it builds on, folders and files. */
function placesOf(folder: string, all: ReadonlyMap<string, Kustomization>): string[] {
  const seen = new Set<string>();
  const todo = [folder];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    todo.push(...(all.get(place)?.uses ?? []));
  }
  return [...seen];
}

async function readKustomization(
  folder: string,
  { files, there }: { readonly files: RepositoryFiles; readonly there: ReadonlySet<string> },
): Promise<Kustomization> {
  for (const name of KUSTOMIZATIONS) {
    const content = await files.read(below(folder, name));
    if (content.kind !== 'text') continue;
    const root = parseYaml(content.text).documents[0]?.root;
    const named = ['resources', 'bases', 'components']
      .flatMap((key) => itemsOf(get(root, key)))
      .flatMap((item) => textOf(item) ?? []);
    const uses = named
      .filter((text) => !REMOTE.test(text) && !text.includes('\n'))
      .flatMap((text) => normaliseRelativePath(`${folder}/${text}`) ?? []);
    const isThere = (path: string) => there.has(path) || KUSTOMIZATIONS.some((file) => there.has(below(path, file)));
    const isBroken = !uses.every(isThere);
    const names = isBroken || named.some((text) => REMOTE.test(text)) ? namesOf(root) : [];
    return { folder, isComponent: textOf(get(root, 'kind')) === 'Component', uses, isBroken, names };
  }
  return { folder, isComponent: false, uses: [], isBroken: false, names: [] };
}

function namesOf(root: YamlNode | undefined): string[] {
  const images = itemsOf(get(root, 'images')).flatMap((item) => textOf(get(item, 'name')) ?? []);
  const replicas = itemsOf(get(root, 'replicas')).flatMap((item) => textOf(get(item, 'name')) ?? []);
  const patched = itemsOf(get(root, 'patches')).flatMap((item) => textOf(get(item, 'target', 'name')) ?? []);
  return [...images.map((image) => image.slice(image.lastIndexOf('/') + 1)), ...replicas, ...patched];
}

function below(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}
