import { expect, test } from 'vitest';
import { go } from '../../../src/code/go/go.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const TRACING = `package tracing
import ("errors"; "os")
type Config struct { Address string }
func Default() Config { return Config{Address: os.Getenv("TRACES_KEY")} }
func InitTracing(config Config) error {
	if config.Address == "" { return errors.New("no address") }
	return dial(config.Address)
}
`;

const main = (block: string, name = 'oven') => ({
  [`cmd/${name}/main.go`]: `package main
import ("bakery.example/shop/pkg/tracing"; "log"; "os")
func main() {
	port := os.Getenv("PORT")
	if err := tracing.InitTracing(tracing.Default()); err != nil { ${block} }
	serve(port)
}
`,
});

async function needOf(callers: Record<string, string>): Promise<unknown> {
  const files: Record<string, string> = { 'pkg/tracing/tracing.go': TRACING, ...callers };
  const { facts } = await scanCode(Object.keys(files), [go], contextWith(files));
  const read = facts.reads.find(({ name }) => name === 'TRACES_KEY');
  return { need: read?.need, enforced: read?.enforced };
}

test('an error that every caller only logs ends nothing', async () => {
  expect(await needOf(main('log.Printf("no tracing: %v", err)'))).toEqual({ need: 'optional', enforced: undefined });
});

test.each([
  ['one caller gives up', { ...main('log.Println(err)'), ...main('log.Fatal(err)', 'till') }],
  ['the caller hands it on', main('fail(err); panic(err)')],
  ['no caller is known', {}],
])('where %s the variable is needed', async (_, callers) => {
  expect(await needOf(callers)).toEqual({ need: 'required', enforced: true });
});
