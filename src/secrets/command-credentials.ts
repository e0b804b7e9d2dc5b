import { isReference } from './reference.ts';
import { joined, type Span, valueSpans } from './span.ts';

/** Between two words of a command line, also where they are the items of a list. */
const GAP = String.raw`(?:["']\s*,)?\s+["']?`;
const WORD = String.raw`[^\s"'${'`'},\])}]+`;
/** Programs whose short option takes a password. */
const CLIENT = String.raw`\b(?:mysql\w*|mariadb[\w-]*|mongo\w*|sshpass|cqlsh|sqlcmd|rabbitmqadmin|influx|ldap\w+|redis-cli|(?:docker|az|oc|registry) login)\b`;
const PATTERNS: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[\s"'[])(?:-u|--user|--proxy-user)(?:=|${GAP})["']?[\w.@-]+:(?<value>[^\s"'@]+)`, 'dg'),
  // `mysql -u baker -prye`, glued as that program wants it.
  new RegExp(String.raw`\b(?:mysql\w*|mariadb[\w-]*|sshpass|7z)\b[^\n|;&]{0,300}?[\s"'](?:-p)(?<value>${WORD})`, 'dg'),
  new RegExp(String.raw`${CLIENT}[^\n|;&]{0,300}?[\s"']-[paPw]${GAP}(?<value>${WORD})`, 'dg'),
  // A user and a `-p` in one command: a login.
  new RegExp(
    String.raw`[\s"'](?:-u|-U|--user|--username)(?:=|${GAP})${WORD}[^\n|;&]{0,300}?[\s"']-p${GAP}(?<value>${WORD})`,
    'dg',
  ),
  new RegExp(
    String.raw`[\s"']-p${GAP}(?<value>${WORD})[^\n|;&]{0,300}?[\s"'](?:-u|-U|--user|--username)(?:=|\b)`,
    'dg',
  ),
  // Any other `-p`, when what follows is neither a port, a path, a package nor a word.
  new RegExp(
    String.raw`(?:^|[\s"'])-p${GAP}(?<value>(?=${WORD})(?=[^\s]*[A-Za-z])(?=[^\s]*\d)[^\s"'${'`'},\])}/.:=]{6,})(?=["'\s,\])}]|$)`,
    'dg',
  ),
];
const PORT = /^\d{1,5}([:\-/][\w:./-]*)?$/;

/** The credentials of a command line that stand behind options which do not say so: `-u baker:rye`, `-p rye`. */
export function commandCredentials(text: string): Span[] {
  if (!/-[paPwuU-]/.test(text)) return [];
  return joined(
    PATTERNS.flatMap((pattern) =>
      valueSpans(
        text,
        pattern,
        ({ value }) => !isReference(value) && !PORT.test(value) && !/^[-./~$]|@\d|\.(json|ya?ml)$/.test(value),
      ),
    ),
  );
}
