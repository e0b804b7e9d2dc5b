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
}

/** A report as text for one medium. Pure. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
