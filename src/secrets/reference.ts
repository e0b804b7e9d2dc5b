/** `$(NAME)`, `{{ .Values.x }}`, `<password>`, `process.env.NAME`, `[secret]`: where a secret stands, and none itself. */
const REFERENCE =
  /^(\$[A-Za-z_{(]|\$\{|\{\{|<|%[(s]|\[secret\]|process\.env\b|import\.meta\.env\b|os\.(environ|getenv|Getenv)\b|(get)?env\()/;

export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
