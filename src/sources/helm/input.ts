import type { InputKind, NamedInput } from '../../discovery/input-kind.ts';
import { cleanPath, fileNameOf } from '../../normalise/path.ts';
import { chartCandidates } from './candidates.ts';

/** Charts, each rendered with the values files that are named for them. */
export const helmInput: InputKind = {
  name: 'helm',
  side: 'target',
  span: 'several',
  nothing: 'it renders no Kubernetes object',
  programs: [['helm', 'version', '--short']],
  // A folder with both is applied with kustomize, which may well inflate the chart.
  claims: (path, { charts, kustomizations }) => charts.includes(path) && !kustomizations.includes(path),
  parse: chartsAndValues,
  find: ({ inventory, files }) => chartCandidates(inventory, files),
};

/** `charts/shop`, several charts, and values files: `charts/shop,charts/shop/values-prod.yaml`. */
function chartsAndValues(text: string): NamedInput {
  const all = text.split(',').map(cleanPath);
  const isValues = (path: string) => /\.ya?ml$/.test(path) && fileNameOf(path) !== 'Chart.yaml';
  const values = all.filter(isValues);
  return { paths: all.filter((path) => !isValues(path)), ...(values.length > 0 && { options: { values } }) };
}
