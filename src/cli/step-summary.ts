/**
 * The file whose Markdown GitHub Actions shows beside a step; undefined elsewhere.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function stepSummaryFile(): string | undefined {
  const { GITHUB_STEP_SUMMARY = '' } = process.env;
  return GITHUB_STEP_SUMMARY === '' ? undefined : GITHUB_STEP_SUMMARY;
}
