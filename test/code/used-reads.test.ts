import { expect, test } from 'vitest';
import { go } from '../../src/code/go/go.ts';
import { scanCode } from '../../src/code/scan.ts';
import { contextWith } from '../helpers/source-context.ts';

const SETTINGS = `package settings

import (
	"log"
	"os"
	"strings"
)

type Settings struct {
	Shop     string
	MailHost string
	OvenURL  string
}

func Load() *Settings {
	oven := strings.TrimSpace(os.Getenv("OVEN_URL"))
	if oven == "" {
		oven = "http://oven"
	}
	s := &Settings{Shop: os.Getenv("SHOP"), OvenURL: oven}
	s.MailHost = os.Getenv("MAIL_HOST")
	return s
}
`;

async function readsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { facts } = await scanCode(Object.keys(files), [go], contextWith(files));
  return facts.reads.map(({ name }) => name).sort();
}

function main(body: string): Record<string, string> {
  return { 'cmd/till/main.go': `package main\n\nfunc main() {\n\ts := settings.Load()\n${body}\n}\n` };
}

test('a program does not need what fills fields of the shared settings that it never uses', async () => {
  expect(await readsOf({ 'settings/settings.go': SETTINGS, ...main('\tprintln(s.Shop)') })).toEqual(['SHOP']);
});

test.each([
  ['a field is used', '\tprintln(s.Shop, s.MailHost)', ['MAIL_HOST', 'SHOP']],
  ['the settings go to what may look at all of them', '\tvalidator.Struct(s)', ['MAIL_HOST', 'OVEN_URL', 'SHOP']],
  ['the settings are only shown', '\tlog.Printf("%v", s)', []],
])('where %s', async (_, body, expected) => {
  expect(await readsOf({ 'settings/settings.go': SETTINGS, ...main(body) })).toEqual(expected);
});

test.each([
  ['ends the program', 'if s.MailHost = os.Getenv("MAIL_HOST"); s.MailHost == "" {\n\t\tlog.Fatal("no mail")\n\t}'],
  ['also goes elsewhere', 'mail := os.Getenv("MAIL_HOST")\n\ts.MailHost = mail\n\tconnect(mail)'],
  [
    'ends the program by way of another name',
    'm := os.Getenv("MAIL_HOST")\n\tif m == "" {\n\t\tpanic("no mail")\n\t}\n\ts.MailHost = m',
  ],
])('a read counts, whoever uses its field, where its value %s', async (_, statements) => {
  const text = SETTINGS.replace('s.MailHost = os.Getenv("MAIL_HOST")', statements);

  expect(await readsOf({ 'settings/settings.go': text, ...main('\tprintln(s.Shop)') })).toContain('MAIL_HOST');
});

test('of a field of a type from elsewhere, and of a package without a program, all counts', async () => {
  const elsewhere = SETTINGS.replace('&Settings{Shop', '&bakery.Settings{Shop').replace(
    '*Settings',
    '*bakery.Settings',
  );

  expect(await readsOf({ 'settings/settings.go': SETTINGS })).toEqual(['MAIL_HOST', 'OVEN_URL', 'SHOP']);
  expect(await readsOf({ 'settings/settings.go': elsewhere, ...main('') })).toEqual(['MAIL_HOST', 'OVEN_URL', 'SHOP']);
});

test('a field that a library fills is used like any other, unless the library insists on it', async () => {
  const tagged = `package settings

type Settings struct {
	Shop     string \`env:"SHOP"\`
	MailHost string \`env:"MAIL_HOST"\`
	OvenKey  string \`env:"OVEN_KEY,required"\`
}

func Load() *Settings {
	var s Settings
	env.Parse(&s)
	return &s
}
`;

  expect(await readsOf({ 'settings/settings.go': tagged, ...main('\tprintln(s.Shop)') })).toEqual(['OVEN_KEY', 'SHOP']);
});
