import { expect, test } from 'vitest';
import { go } from '../../../src/code/go/go.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const MOST_MILLISECONDS = 2_000;

async function readsOf(text: string): Promise<{ names: string[]; milliseconds: number }> {
  // The grammar is loaded before the time is taken.
  await scanCode(['warm.go'], [go], contextWith({ 'warm.go': 'package shop\nvar a = os.Getenv("A")' }));
  const start = performance.now();
  const { facts } = await scanCode(['shop.go'], [go], contextWith({ 'shop.go': text }));
  return { names: facts.reads.map((read) => read.name), milliseconds: performance.now() - start };
}

const stores = Array.from({ length: 12 }, (_, at) => `store${at}`);
const fields = (type: (name: string) => string) => stores.map((name) => `  ${name} ${type(name)}`).join('\n');

const structs = (body: string) => `package shop
import "github.com/caarlos0/env/v11"
type Config struct {
  Oven string \`env:"OVEN,required"\`
${body}
}
func load() { cfg := Config{}; env.Parse(&cfg) }
`;

const nested = [0, 1, 2, 3, 4, 5, 6, 7]
  .map((level) => `type Level${level} struct {\n${fields(() => `Level${level + 1}`)}\n}`)
  .join('\n');

const callers = Array.from(
  { length: 14 },
  (_, at) =>
    `func bake${at}(name string) { bake${at + 1}("a" + name); bake${at + 1}("b" + name); bake${at + 1}(name + name) }`,
).join('\n');

test.each([
  ['a struct whose fields are of equally named structs of other packages', structs(fields((name) => `${name}.Config`))],
  ['a struct inside itself, many times', structs(fields(() => '*Config'))],
  ['structs that each hold many of the next', `${structs(fields(() => 'Level0'))}${nested}`],
  [
    'functions that hand on a name in several ways',
    `package shop
import "os"
var oven = os.Getenv("OVEN")
${callers}
func bake14(name string) { os.Getenv(name) }
func main() { bake0("X") }
`,
  ],
])('%s is read in bounded time', async (_, text) => {
  const { names, milliseconds } = await readsOf(text);

  expect(names.filter((name) => name === 'OVEN')).toHaveLength(1);
  expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
});
