/** What a connection string names: `Host=db;Port=5432;Database=shop;…` of .NET, `mysql:host=db;dbname=shop` of PHP. */
export interface ConnectionList {
  readonly scheme: string | undefined;
  /** `host` or `host:port`. */
  readonly address: string;
  readonly database: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

const LIST = /^\s*[a-z][a-z ]*=[^;]*;\s*[a-z][\w ]*=/i;

/** The driver in front, as PDO has it: `pgsql:host=db;port=5432;dbname=shop`. */
const DRIVER = /^(mysql|pgsql|sqlsrv|dblib):(?=\s*\w+=)/i;
const SCHEMES: Readonly<Record<string, string>> = {
  mysql: 'mysql',
  pgsql: 'postgres',
  sqlsrv: 'sqlserver',
  dblib: 'sqlserver',
};

/** @returns undefined for a text that is no such list, or that names a file or a socket */
export function connectionListIn(text: string): ConnectionList | undefined {
  const driver = DRIVER.exec(text)?.[1]?.toLowerCase();
  if (driver === undefined && !LIST.test(text)) return undefined;
  const entries = new Map<string, string>();
  for (const part of text.replace(DRIVER, '').split(';')) {
    const match = /^\s*([a-z][\w ]*?)\s*=\s*(.*?)\s*$/is.exec(part);
    if (match) entries.set((match[1] ?? '').toLowerCase().replaceAll(' ', ''), match[2] ?? '');
  }
  const endpoint = entries.get('endpoint') ?? entries.get('accountendpoint');
  if (endpoint !== undefined)
    return { scheme: undefined, address: endpoint, database: undefined, user: undefined, password: undefined };
  const host = entries.get('host') ?? entries.get('server') ?? entries.get('datasource') ?? entries.get('address');
  const plain = host?.replace(/^tcp:/i, '').replace(/\\.*$/, '').replace(',', ':');
  if (plain === undefined || !/^[\w.-]+(:\d+)?$/.test(plain) || /\.(db|sqlite3?)$/i.test(plain)) return undefined;
  const port = entries.get('port');
  const isPort = port !== undefined && /^\d+$/.test(port) && !plain.includes(':');
  const database = entries.get('database') ?? entries.get('initialcatalog') ?? entries.get('dbname');
  const user = entries.get('username') ?? entries.get('userid') ?? entries.get('uid') ?? entries.get('user');
  const password = entries.get('password') ?? entries.get('pwd');
  const address = isPort ? `${plain}:${port}` : plain;
  const scheme = driver === undefined ? schemeOf(entries, database) : SCHEMES[driver];
  return { scheme, address, database, user, password };
}

/** Each driver has its own words. Without a database nobody can tell. */
function schemeOf(entries: ReadonlyMap<string, string>, database: string | undefined): string | undefined {
  if (database === undefined) return undefined;
  if (entries.has('host')) return 'postgres';
  return entries.has('port') || entries.has('uid') ? 'mysql' : 'sqlserver';
}
