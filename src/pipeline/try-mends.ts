import type { Finding } from '../findings/finding.ts';
import type { Mend } from '../findings/mend.ts';
import type { Report } from '../findings/report.ts';
import { applyMends, type Texts } from '../mend/texts.ts';

/** The copy on which changes are tried. */
export interface Trial {
  check(): Promise<Report>;
  write(path: string, text: string): void;
  /** The text of a file as it is in the repository. */
  read(path: string): Promise<string | undefined>;
  progress(step: string): void;
}

export interface Tried {
  /** Files that a change was tried on, as they were, and as they are with every change that holds. */
  readonly originals: Texts;
  readonly texts: Texts;
  readonly mended: readonly Finding[];
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
}

const NO_CHANGE = 'it is for a person to decide';
const NO_FORM = 'the place is not written in a way that can be changed safely';

/** @param isAsked whether a finding is to be mended at all */
export async function tryMends(trial: Trial, isAsked: (finding: Finding) => boolean): Promise<Tried> {
  const first = await trial.check();
  const asked = first.findings.filter(isAsked);
  const originals = await textsOf(asked, trial);
  const all = await allAtOnce(asked, { trial, first, originals });
  if (all !== undefined) return all;
  return oneByOne(asked, { trial, first, originals });
}

interface Start {
  readonly trial: Trial;
  readonly first: Report;
  readonly originals: Texts;
}

/** Mostly the first change of each finding is right, and one check shows it for all of them. */
async function allAtOnce(asked: readonly Finding[], { trial, first, originals }: Start): Promise<Tried | undefined> {
  const chosen = asked.flatMap((finding) => {
    const mends = (finding.mends ?? []).find((each) => applyMends(originals, each) !== undefined);
    return mends === undefined ? [] : [{ finding, mends }];
  });
  const texts = applyMends(
    originals,
    chosen.flatMap(({ mends }) => mends),
  );
  if (texts === undefined) return undefined;
  const after = chosen.length === 0 ? first : await checked(trial, originals, texts);
  const isGone = ({ id }: Finding) => !after.findings.some((finding) => finding.id === id);
  if (newIn(after, first) !== undefined || !chosen.every(({ finding }) => isGone(finding))) {
    putBack(trial, texts, originals);
    return undefined;
  }
  const left = asked.filter((finding) => !isGone(finding));
  return {
    originals,
    texts,
    mended: asked.filter(isGone),
    left: left.map((finding) => ({ finding, reason: finding.mends?.length ? NO_FORM : NO_CHANGE })),
  };
}

async function oneByOne(asked: readonly Finding[], { trial, first, originals }: Start): Promise<Tried> {
  let report = first;
  let texts = originals;
  const reasons = new Map<string, string>();
  for (const { id, rule, subject } of asked) {
    // Changes move lines, and one may mend several findings: what is there now counts.
    const now = report.findings.find((finding) => finding.id === id);
    if (now === undefined) continue;
    trial.progress(`trying to mend ${rule} ${subject}`);
    let reason = now.mends?.length ? NO_FORM : NO_CHANGE;
    for (const mends of now.mends ?? []) {
      const changed = applyMends(texts, mends);
      if (changed === undefined) continue;
      const after = await checked(trial, texts, changed);
      const isGone = !after.findings.some((finding) => finding.id === id);
      const more = newIn(after, report);
      if (isGone && more === undefined) {
        report = after;
        texts = changed;
        break;
      }
      putBack(trial, changed, texts);
      reason =
        more === undefined ? 'the change does not mend it' : `the change would bring ${more.rule} ${more.subject}`;
    }
    reasons.set(id, reason);
  }
  const isLeft = ({ id }: Finding) => report.findings.some((finding) => finding.id === id);
  return {
    originals,
    texts,
    mended: asked.filter((finding) => !isLeft(finding)),
    left: asked.filter(isLeft).map((finding) => ({ finding, reason: reasons.get(finding.id) ?? NO_CHANGE })),
  };
}

async function checked(trial: Trial, before: Texts, after: Texts): Promise<Report> {
  putBack(trial, before, after);
  return trial.check();
}

/** Writes what differs. */
function putBack(trial: Trial, from: Texts, to: Texts): void {
  for (const [path, text] of to) if (from.get(path) !== text) trial.write(path, text);
}

/** What was not there before, or was less grave. */
function newIn({ findings }: Report, before: Report): Finding | undefined {
  return findings.find((finding) => {
    const old = before.findings.find(({ id }) => id === finding.id);
    return old === undefined || (old.level !== 'error' && finding.level === 'error');
  });
}

async function textsOf(findings: readonly Finding[], trial: Trial): Promise<Texts> {
  const mends: Mend[] = findings.flatMap((finding) => (finding.mends ?? []).flat());
  const texts = new Map<string, string>();
  for (const path of new Set(mends.map(({ at }) => at.path))) {
    const text = await trial.read(path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
