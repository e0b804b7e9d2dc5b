import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/code/index.ts';
import { runScopes } from '../../src/code/run-scope.ts';
import { scanCode } from '../../src/code/scan.ts';
import { contextWith } from '../helpers/source-context.ts';

/** Variables that a service reads which runs the given commands. */
async function readsOf(files: Readonly<Record<string, string>>, ...commands: string[]): Promise<string[]> {
  const paths = Object.keys(files).sort();
  const running = {
    service: 'shop',
    folders: ['shop'],
    files: paths,
    commands: commands.map((command) => ({ words: command.split(' '), scripts: new Map<string, string>() })),
  };
  const scope = runScopes([running], new Map(Object.entries(files))).get('shop');
  const part = { id: 'part', texts: scope?.texts ?? new Map<string, string>() };
  const { facts, problems } = await scanCode(scope?.files ?? [], LANGUAGES, { ...contextWith(files), part });
  expect(problems).toEqual([]);
  return facts.reads.map(({ name }) => name).sort();
}

const ARGPARSE = `import argparse
import os


def parser():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command")
    bake = commands.add_parser("bake", help="bake bread")
    bake.set_defaults(func=cmd_bake)
    sweep = commands.add_parser("sweep", aliases=["clean"])
    sweep.set_defaults(func=cmd_sweep)
    return parser


def cmd_bake(args):
    print(os.environ["OVEN"], logged())


def cmd_sweep(
    args: argparse.Namespace,
) -> int:
    script = """
line at the left
"""
    from broom import whisk
    return run(os.environ["BROOM"])


def run(what):
    print(os.environ["CLOSET"])


def logged():
    return os.environ["LOG"]


if __name__ == "__main__":
    args = parser().parse_args()
    args.func(args)
`;

const CLICK = `import os
import click


@click.group()
def cli():
    os.environ["LOG"]


@cli.command()
@click.option("--hot")
def bake_bread(hot):
    os.environ["OVEN"]


@cli.command("sweep")
def clean():
    os.environ["BROOM"]


if __name__ == "__main__":
    cli()
`;

const BRANCHES = `import argparse
import os

parser = argparse.ArgumentParser()
parser.add_subparsers(dest="job").add_parser("bake")
args = parser.parse_args()
if args.job == "bake":
    os.environ["OVEN"]
elif args.job == "sweep":
    os.environ["BROOM"]
else:
    os.environ["LOG"]
`;

const COBRA = `package main

import (
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "bakery", PersistentPreRun: func(c *cobra.Command, args []string) { os.Getenv("LOG") }}
	root.AddCommand(&cobra.Command{Use: "bake [bread]", RunE: func(c *cobra.Command, args []string) error {
		oven := os.Getenv("OVEN")
		return open(oven)
	}})
	root.AddCommand(&cobra.Command{Use: "sweep", Run: sweep})
	root.Execute()
}

func sweep(c *cobra.Command, args []string) {
	os.Getenv("BROOM")
}
`;

const SWITCH = `package main

import "os"

func main() {
	os.Getenv("LOG")
	switch os.Args[1] {
	case "bake":
		os.Getenv("OVEN")
	case "sweep", "clean":
		sweep()
	}
}

func sweep() {
	os.Getenv("BROOM")
}
`;

const URFAVE = `package main

import (
	"os"

	"github.com/urfave/cli/v2"
)

func main() {
	os.Getenv("LOG")
	app := &cli.App{Name: "bakery", Commands: []*cli.Command{
		{Name: "bake", Flags: []cli.Flag{&cli.StringFlag{Name: "bread"}}, Action: func(c *cli.Context) error {
			return open(os.Getenv("OVEN"))
		}},
		{Name: "sweep", Action: sweep},
	}}
	app.Run(os.Args)
}

func sweep(c *cli.Context) error {
	return open(os.Getenv("BROOM"))
}
`;

const COMMANDER = `import { program } from 'commander';

console.log(process.env.LOG);
program.command('bake <bread>').description('bakes (bread)').action(async (bread) => {
  await open(process.env.OVEN);
});
program.command('sweep').option('-a').action(sweep);
program.parse();

async function sweep() {
  await open(process.env.BROOM);
}
`;

const YARGS = `const yargs = require('yargs');

console.log(process.env.LOG);
yargs(process.argv.slice(2))
  .command('bake', 'bakes bread', (y) => y.option('hot'), async (argv) => {
    await open(process.env.OVEN);
  })
  .command('sweep', 'sweeps', () => {}, function (argv) {
    sweep(process.env.BROOM);
  })
  .parse();
`;

const ALL = ['BROOM', 'LOG', 'OVEN'];

test.each([
  ['argparse', { 'shop/cli.py': ARGPARSE }, 'python -m cli', ['LOG', 'OVEN'], ['BROOM', 'CLOSET', 'LOG', 'OVEN']],
  ['click', { 'shop/cli.py': CLICK.replaceAll('bake_bread', 'bake') }, 'python cli.py', ['LOG', 'OVEN'], ALL],
  ['branches over what argparse found', { 'shop/cli.py': BRANCHES }, 'python cli.py', ['LOG', 'OVEN'], ALL],
  ['cobra', { 'shop/main.go': COBRA }, '/bin/shop', ['LOG', 'OVEN'], ALL],
  ['a switch over the arguments', { 'shop/main.go': SWITCH }, '/bin/shop', ['LOG', 'OVEN'], ALL],
  ['urfave/cli', { 'shop/main.go': URFAVE }, '/bin/shop', ['LOG', 'OVEN'], ALL],
  ['commander', { 'shop/cli.js': COMMANDER }, 'node cli.js', ['LOG', 'OVEN'], ALL],
  ['yargs', { 'shop/cli.js': YARGS }, 'node cli.js', ['LOG', 'OVEN'], ALL],
])(
  'of %s, a command that names a subcommand runs that and what is there for all',
  async (_, files, program, one, all) => {
    expect(await readsOf(files, `${program} --verbose bake rye`)).toEqual(one);
    expect(await readsOf(files, program)).toEqual(all);
    expect(await readsOf(files, `${program} bake`, `${program} sweep`)).toEqual(all);
  },
);

test('a function that something else names runs whatever the command says', async () => {
  const shared = ARGPARSE.replace('print(os.environ["OVEN"], logged())', 'cmd_sweep(args)');

  expect(await readsOf({ 'shop/cli.py': shared }, 'python -m cli bake')).toEqual(['BROOM', 'CLOSET', 'LOG']);
});

test('what only the body of another subcommand imports is not loaded', async () => {
  const files = { 'shop/cli.py': ARGPARSE, 'shop/broom.py': 'import os\nos.environ["WHISK"]\n' };

  expect(await readsOf(files, 'python -m cli bake')).not.toContain('WHISK');
  expect(await readsOf(files, 'python -m cli clean')).toContain('WHISK');
});

test('a subcommand of click is called like its function, with dashes', async () => {
  expect(await readsOf({ 'shop/cli.py': CLICK }, 'python cli.py bake-bread')).toEqual(['LOG', 'OVEN']);
});
