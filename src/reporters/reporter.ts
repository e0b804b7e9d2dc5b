import type { RuleExplanation } from '../findings/explanation.ts';
import type { Report } from '../findings/report.ts';

export interface ReporterOptions {
  readonly color: boolean;
  /** Columns to fill; undefined where no one looks: then nothing is wrapped, and the form is short and stable. */
  readonly width: number | undefined;
  readonly verbose: boolean;
  /** Only the summary line. */
  readonly quiet: boolean;
  /** Lines of source text by path and line, for code frames; what is missing has no frame. */
  readonly frames: ReadonlyMap<string, ReadonlyMap<number, string>>;
  /** What the rules say of themselves, for formats that carry it. */
  readonly rules: readonly RuleExplanation[];
  /** From the root of the git repository to that of the application, with `/` at its end; else empty. CI names files from the first. */
  readonly pathPrefix: string;
}

/** A report as text for one medium. Pure. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
