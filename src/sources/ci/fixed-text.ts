/** Whether a text is written out: without a variable, a command or an expression of the pipeline in it. */
export function isFixed(text: string): boolean {
  return !/[$`]/.test(text);
}
