/** `unknown`: what was read does not tell. */
export type Match = 'yes' | 'no' | 'unknown';

type Labels = Readonly<Record<string, string>>;

/** Whether a label selector as an object's field takes something with these labels. An empty one takes everything. */
export function matchesLabels(selector: unknown, labels: Labels): Match {
  if (!isRecord(selector)) return 'unknown';
  const { matchLabels = {}, matchExpressions = [], ...others } = selector;
  if (Object.keys(others).length > 0 || !isRecord(matchLabels) || !Array.isArray(matchExpressions)) return 'unknown';
  const equal = Object.entries(matchLabels).map(([key, value]) => matchesOneOf([value], labels[key]));
  return all([...equal, ...matchExpressions.map((expression) => matchesExpression(expression, labels))]);
}

function matchesExpression(expression: unknown, labels: Labels): Match {
  if (!isRecord(expression) || typeof expression.key !== 'string') return 'unknown';
  const label = labels[expression.key];
  const values: readonly unknown[] = Array.isArray(expression.values) ? expression.values : [];
  switch (expression.operator) {
    case 'In':
      return matchesOneOf(values, label);
    case 'NotIn':
      return opposite(matchesOneOf(values, label));
    case 'Exists':
      return label === undefined ? 'no' : 'yes';
    case 'DoesNotExist':
      return label === undefined ? 'yes' : 'no';
    default:
      return 'unknown';
  }
}

function matchesOneOf(values: readonly unknown[], label: string | undefined): Match {
  // A value that looks like a secret was hidden when it was read.
  if (values.some((value) => typeof value !== 'string' || value === '[secret]')) return 'unknown';
  return label !== undefined && values.includes(label) ? 'yes' : 'no';
}

function opposite(match: Match): Match {
  return match === 'unknown' ? match : match === 'yes' ? 'no' : 'yes';
}

/** `no` when one is, `yes` when all are. */
export function all(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no';
  return matches.includes('unknown') ? 'unknown' : 'yes';
}

/** `yes` when one is, `no` when none can be. */
export function any(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes';
  return matches.includes('unknown') ? 'unknown' : 'no';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
